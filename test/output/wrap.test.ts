import { expect, it } from 'vitest';
import { bad, prose, stack, text } from '../../src/contract/view.ts';
import { renderView } from '../../src/output/render.ts';
import { wrapLine } from '../../src/output/wrap.ts';

it.each([
  ['short', 20, 'short'],
  ['one two three four', 10, 'one two\nthree four'],
  ['  set in as it was', 12, '  set in as\n  it was'],
  ['a /path/that/is/longer/than/all x', 10, 'a\n/path/that/is/longer/than/all\nx'],
  ['two  blanks stay', 40, 'two  blanks stay'],
  ['', 10, ''],
])('%j in %i columns', (line, width, expected) => {
  expect(wrapLine(line, width)).toBe(expected);
});

const view = stack(
  prose(bad('a sentence of six words here'), '  and its next step'),
  text('a line that stays as it is'),
);

it('prose is broken where the terminal ends, and nothing else is', async () => {
  const broken = 'a sentence of\nsix words here\n  and its next\n  step\n\na line that stays as it is';
  expect(await renderView(view, false, { width: 14 })).toBe(broken);
  const painted = await renderView(view, true, { width: 14 });
  expect(painted).toMatch(/a sentence of[^\n]*\n[^\n]*six words here/);
});

it('nothing is broken where no terminal is', async () => {
  expect(await renderView(view, false)).toContain('a sentence of six words here\n  and its next step');
});
