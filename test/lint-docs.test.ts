import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { CodeText } from '../src/core/lint/rule.ts';
import { codeTexts } from '../src/core/lint/rules.ts';
import { previewCodes } from '../src/core/preview/finding-codes.ts';

const path = new URL('../docs/lint.md', import.meta.url);
/** A table of codes, and a section for each, in the order of the rules. */
function madeFrom(texts: Readonly<Record<string, CodeText>>): string {
  const index = Object.entries(texts).map(
    ([code, { severity, about }]) => `| [\`${code}\`](#${code}) | ${severity} | ${about} |`,
  );
  const sections = Object.entries(texts).map(
    ([code, { severity, about, why, fix }]) =>
      `### ${code}\n\n*${severity}* — ${about} ${why}\n\n**What to do:** ${fix}\n`,
  );
  return `\n\n| code | severity | |\n| --- | --- | --- |\n${index.join('\n')}\n\n${sections.join('\n')}\n`;
}

function renewed(page: string, name: string, texts: Readonly<Record<string, CodeText>>): string {
  const [start, end] = [`<!-- ${name}: made by \`npm run docs\` -->`, `<!-- end of ${name} -->`];
  const [before = '', rest = ''] = page.split(start);
  const [, after] = rest.split(end);
  expect(after, `the marks of ${name} are there`).toBeDefined();
  return `${before}${start}${madeFrom(texts)}${end}${after}`;
}

it('docs/lint.md has a section for every code; renew it with: npm run docs', async () => {
  const page = renewed(readFileSync(path, 'utf8'), 'codes', codeTexts);
  await expect(renewed(page, 'codes of preview', previewCodes)).toMatchFileSnapshot('../docs/lint.md');
});

it('no code means two things', () => {
  expect(Object.keys(previewCodes).filter((code) => code in codeTexts)).toEqual([]);
});

it('what is said of a code are sentences', () => {
  const texts = Object.values({ ...codeTexts, ...previewCodes }).flatMap(({ about, why, fix }) => [about, why, fix]);
  expect(texts.length).toBeGreaterThan(60);
  expect(texts.filter((text) => !/^[A-Za-z].*\.$/s.test(text))).toEqual([]);
});
