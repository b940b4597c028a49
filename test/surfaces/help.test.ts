import { describe, expect, it } from 'vitest';
import { catalog, groups } from '../../src/operations/catalog.ts';
import { parseArgv } from '../support/parse-argv.ts';

const cli = { catalog, groups, width: 80 };
const help = (argv: readonly string[], width = 80): string => {
  const parsed = parseArgv(argv, { ...cli, width });
  if (parsed.kind !== 'print') throw new Error('help was expected');
  return `${parsed.text}\n`;
};

describe('help reads as written down:', () => {
  it.each(['', 'lab', ...catalog.map(({ name }) => name)])('karmate %s --help', async (name) => {
    const file = `../golden/help${name === '' ? '' : `-${name.replaceAll(' ', '-')}`}.txt`;
    await expect(help([...name.split(' ').filter(Boolean), '--help'])).toMatchFileSnapshot(file);
  });
});

it('bare karmate, bare groups and "help" say the same as --help', () => {
  expect(help([])).toBe(help(['--help']));
  expect(help(['lab'])).toBe(help(['lab', '--help']));
  expect(help(['help', 'get'])).toBe(help(['get', '--help']));
});

it.each([40, 60, 80, 120])('help keeps within %i columns', (width) => {
  const examples = catalog.flatMap(({ examples = [] }) => examples.map((line) => `  ${line}`));
  const texts = ['', ...catalog.map(({ name }) => name)].map((name) =>
    help([...name.split(' ').filter(Boolean), '--help'], width),
  );
  const lines = texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => !examples.includes(line) && !line.startsWith('Usage:'));
  if (width >= 60) expect(lines.filter((line) => line.length > width)).toEqual([]);
  expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(width / 2);
});

it('every flag says what it is for', () => {
  const silent = catalog.flatMap(({ name, params }) =>
    Object.entries(params)
      .filter(([, { about }]) => !/^[A-Zv].{5,}\.$/.test(about))
      .map(([flag]) => `${name} ${flag}`),
  );
  expect(silent).toEqual([]);
});
