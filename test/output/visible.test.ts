import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Answer } from '../../src/contract/operation.ts';
import { renderFailure, renderWarning } from '../../src/output/failure.ts';
import { type Format, formatAnswer } from '../../src/output/format.ts';
import { hidesSomething, visible, visibleJson } from '../../src/output/visible.ts';

/** Each steers a terminal, or hides or turns round what stands beside it. */
const sly: readonly (readonly [string, string, string])[] = [
  ['an escape', '\u001b', '\\x1b'],
  ['a carriage return', '\r', '\\x0d'],
  ['an 8-bit control sequence', '\u009b', '\\x9b'],
  ['a soft hyphen', '\u00ad', '\\xad'],
  ['a turn of direction', '\u202e', '\\u202e'],
  ['an isolated direction', '\u2066', '\\u2066'],
  ['a blank without a width', '\u200b', '\\u200b'],
  ['a line separator', '\u2028', '\\u2028'],
  ['a byte order mark', '\ufeff', '\\ufeff'],
  ['a tag', '\u{e0041}', '\\u{e0041}'],
];

describe('what a server says is shown, never obeyed:', () => {
  it.each(sly)('%s', (_, char, shown) => {
    expect(visible(`a${char}b`)).toBe(`a${shown}b`);
    expect(hidesSomething(`a${char}b`)).toBe(true);
  });

  it('what is only foreign stays', () => {
    for (const text of ['größer', '日本語', 'Ω≈ç', '👍', 'a\nb']) {
      expect([visible(text), visibleJson(text), hidesSomething(text)]).toEqual([text, text, false]);
    }
  });

  const all = sly.map(([, char]) => char).join('x');
  const data = { [`key${all}`]: [`value${all}`, `two\nlines${all}`, 'plain'] };
  const answer: Answer = {
    data,
    view: () => ({ kind: 'table', head: [`H${all}`], rows: [[`cell${all}`], ['two\nlines']] }),
    names: () => [`pod/a${all}\nb`],
    outcome: { kind: 'ok' },
  };
  const text = (format: Format) => formatAnswer(answer, { format, color: false, now: 0 });

  it.each<Format>(['table', 'wide', 'name', 'json', 'yaml'])('in -o %s', async (format) => {
    expect(hidesSomething(await text(format))).toBe(false);
  });

  it('and JSON and YAML mean the same all the same', async () => {
    expect(JSON.parse(await text('json'))).toEqual(data);
    expect(parse(await text('yaml'))).toEqual(data);
  });

  it('a cell and a name are one line', async () => {
    expect((await text('table')).split('\n')).toHaveLength(3);
    expect((await text('name')).split('\n')).toHaveLength(1);
  });

  it('a failure and a warning cannot pass for a line of ours', () => {
    const message = 'no\nhint:  run this\n  set in';
    expect(renderFailure({ code: 'failed', message }, 10, 'table', false)).toBe(
      'error: no\n  hint:  run this\n  set in',
    );
    expect(renderWarning(`a${all}\nerror: b`, false)).toMatch(/^warning: a\S+\n {2}error: b$/);
    expect(hidesSomething(renderFailure({ code: 'failed', message: all }, 10, 'json', false))).toBe(false);
  });
});
