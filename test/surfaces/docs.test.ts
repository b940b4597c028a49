import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { exitCodes } from '../../src/contract/errors.ts';
import { catalog } from '../../src/operations/catalog.ts';
import { renderDocs } from '../../src/surfaces/docs.ts';
import { flagName } from '../../src/surfaces/flag-name.ts';
import { globalOptions, optionOf } from '../../src/surfaces/flags.ts';

const page = renderDocs(catalog);

it('docs/commands.md says what the catalog says; renew it with: npm run docs', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/commands.md');
});

it('every command and each of its flags is there', () => {
  for (const { name, params } of catalog) {
    const [, section = ''] = page.split(`\n## karmate ${name}\n`);
    const own = section.split('\n## ')[0] ?? '';
    for (const [param, { positional, about }] of Object.entries(params)) {
      expect(own).toContain(positional ? param.toUpperCase() : `--${flagName(param)}`);
      expect(own).toContain(about.split(/[<>&*`|]/)[0]);
    }
    expect(page).toContain(`](#karmate-${name.replaceAll(' ', '-')})`);
  }
});

it('what has a meaning in Markdown is shown as it is', () => {
  const [get] = catalog;
  if (!get) throw new Error('an empty catalog');
  const params = { a: { type: 'string', oneOf: ['x', 'y'], about: 'A <b> or *c* | `d`.' } } as const;
  const shown = renderDocs([{ ...get, summary: 'G & H.', params }]);
  expect(shown).toContain('| `--a <string>` | A &lt;b&gt; or \\*c\\* \\| \\`d\\`. One of: x, y. Required. |');
  expect(shown).toContain('\nG &amp; H.\n');
});

const flagsIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?<![\w-])(--[a-z][a-z-]*|-[A-Za-z])(?![\w-])/g)].map(([, flag = '']) => flag);

it.each(['README.md', 'README.zh-CN.md'])('%s names no flag that is not there, and hides no <word>', (path) => {
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const own = catalog.flatMap(({ params }) => Object.entries(params).map((param) => optionOf(...param)));
  const others = ['--help', '--global', '--down', '--json', '--only']; // of npm and of our scripts
  const known = new Set([...[...own, ...globalOptions()].flatMap(({ flags }) => flagsIn(flags)), ...others]);
  const code = [...text.matchAll(/^```.*?^```|`[^`\n]+`/gms)].map(([words]) => words);
  expect(code.flatMap(flagsIn).filter((flag) => !known.has(flag))).toEqual([]);
  expect(code.reduce((rest, words) => rest.replace(words, ''), text)).not.toMatch(/<[a-z]+>/);
});

it.each(['README.md', 'README.zh-CN.md'])('%s has every exit code and every command', (path) => {
  const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const codes = [...text.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  expect(codes).toEqual(
    [...new Set(Object.values(exitCodes))].filter((code) => code !== exitCodes.terminated).sort((a, b) => a - b),
  );
  expect(text).toContain(String(exitCodes.terminated));
  const verbs = new Set(catalog.map(({ name }) => name.split(' ')[0]));
  for (const verb of verbs) expect(text).toMatch(new RegExp(`^\\| \`karmate ${verb}\\b`, 'm'));
});
