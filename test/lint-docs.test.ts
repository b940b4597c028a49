import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { codeTexts } from '../src/core/lint/rules.ts';

const path = new URL('../docs/lint.md', import.meta.url);
const [start, end] = ['<!-- codes: made by `npm run docs` -->', '<!-- end of codes -->'];

/** A section for each code, in the order of the rules. */
const sections = Object.entries(codeTexts).map(
  ([code, { severity, about, why, fix }]) =>
    `### ${code}\n\n*${severity}* — ${about} ${why}\n\n**What to do:** ${fix}\n`,
);
const index = Object.entries(codeTexts).map(
  ([code, { severity, about }]) => `| [\`${code}\`](#${code}) | ${severity} | ${about} |`,
);
const made = `${start}\n\n| code | severity | |\n| --- | --- | --- |\n${index.join('\n')}\n\n${sections.join('\n')}\n${end}`;

it('docs/lint.md has a section for every code; renew it with: npm run docs', async () => {
  const page = readFileSync(path, 'utf8');
  const [before = '', rest = ''] = page.split(start);
  const [, after] = rest.split(end);
  expect(after, 'the marks are there').toBeDefined();
  await expect(`${before}${made}${after}`).toMatchFileSnapshot('../docs/lint.md');
});

it('what is said of a code are sentences', () => {
  const texts = Object.values(codeTexts).flatMap(({ about, why, fix }) => [about, why, fix]);
  expect(texts.length).toBeGreaterThan(60);
  expect(texts.filter((text) => !/^[A-Za-z].*\.$/s.test(text))).toEqual([]);
});
