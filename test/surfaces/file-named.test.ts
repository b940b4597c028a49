import { expect, it } from 'vitest';
import { catalog, groups } from '../../src/operations/catalog.ts';
import { parseArgv } from '../support/parse-argv.ts';

it.each([
  ['a file after -o is the file, where the command writes one', 'snapshot -o fleet.json', 'fleet.json', 'table'],
  ['so is a path', 'kubeconfig -o ./k', './k', 'table'],
  ['a format stays a format beside --out', 'snapshot -o yaml --out a/b', 'a/b', 'yaml'],
])('%s', (_, line, out, format) => {
  const parsed = parseArgv(line.split(' '), { catalog, groups, width: 80 });
  expect(parsed).toMatchObject({ kind: 'run', invocation: { input: { out }, globals: { format } } });
});

it.each(['get clusters -o fleet.json', 'snapshot -o table2', 'snapshot -o a.json --out b.json'])(
  'no format is called so: %s',
  (line) => {
    expect(() => parseArgv(line.split(' '), { catalog, groups, width: 80 })).toThrow(/There is no output/);
  },
);
