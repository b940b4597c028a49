import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Answer } from '../../src/contract/operation.ts';
import { bad, good, stack, text, type View, warn } from '../../src/contract/view.ts';
import { renderFailure } from '../../src/output/failure.ts';
import { formatAnswer } from '../../src/output/format.ts';
import { renderView } from '../../src/output/render.ts';
import { wantsColor } from '../../src/output/terminal.ts';

const view: View = stack(text('cluster joined'), {
  kind: 'table',
  head: ['NAME', 'VERSION', 'READY'],
  rows: [
    ['member1', 'v1.35.3', good('True')],
    ['a-much-longer-name', '', bad('False')],
  ],
});

const plain = [
  'cluster joined',
  '',
  'NAME                 VERSION   READY',
  'member1              v1.35.3   True',
  'a-much-longer-name             False',
];

describe('a view as text', () => {
  it('without colour is columns, with no blanks at line ends', async () => {
    expect((await renderView(view, false)).split('\n')).toEqual(plain);
  });

  it('with colour has the same columns, and its tones coloured', async () => {
    const colored = await renderView(view, true);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is taken away.
    expect(colored.replace(/\u001b\[\d+m/g, '').split('\n')).toEqual(plain);
    expect(colored).toContain('\u001b[32mTrue\u001b[39m');
    expect(colored).toContain('\u001b[31mFalse\u001b[39m');
  });

  it('leaves the first line of its tables out where no headers are wanted, and keeps the columns', async () => {
    const rows = (await renderView(view, false, { noHeaders: true })).split('\n');
    expect(rows).toEqual([
      'cluster joined',
      '',
      'member1              v1.35.3   True',
      'a-much-longer-name             False',
    ]);
  });

  it.each([false, true])('has the same columns whether all of it is ASCII or not (colour: %s)', async (color) => {
    const rows = (word: string): View => ({
      kind: 'table',
      head: ['NAME', 'A LONG HEAD', 'X', 'LAST'],
      rows: [
        [word, good('True'), '', bad('no')],
        ['b  ', '', '', ''],
        ['', warn('half  '), 'c', ' d '],
      ],
    });
    const ascii = await renderView(rows('word'), color);
    const other = await renderView(rows('w\u00f6rd'), color);
    expect(other.replace('w\u00f6rd', 'word')).toBe(ascii);
  });

  it('gives letters of two columns their room', async () => {
    const table: View = {
      kind: 'table',
      head: ['NAME', 'END'],
      rows: [
        ['\u96c6\u7fa4', 'z'],
        ['abcd', 'z'],
      ],
    };
    expect((await renderView(table, false)).split('\n')).toEqual(['NAME   END', '\u96c6\u7fa4   z', 'abcd   z']);
  });

  it('is never wrapped: a line longer than any terminal stays one line', async () => {
    const long = 'x'.repeat(400);
    const table: View = { kind: 'table', head: ['NAME', 'LONG', 'END'], rows: [['a', long, 'z']] };
    expect((await renderView(table, false)).split('\n')).toEqual([
      `NAME   LONG${' '.repeat(399)}END`,
      `a      ${long}   z`,
    ]);
  });

  it('gives the words for an empty table to whoever takes notes, and the rest stays', async () => {
    const notes: string[] = [];
    const empty: View = { kind: 'table', head: ['NAME'], rows: [], empty: 'None yet.' };
    const text_ = await renderView(stack(text('one'), empty), false, { note: (words) => void notes.push(words) });
    expect([text_, notes]).toEqual(['one', ['None yet.']]);
  });

  it('says what an empty table means', async () => {
    const table: View = { kind: 'table', head: ['NAME'], rows: [], empty: 'None yet.' };
    expect(await renderView(table, false)).toBe('None yet.');
  });

  it('shows control characters that a server sent, and obeys none', async () => {
    expect(await renderView(text('a\u001b[2Jb\u0007'), false)).toBe('a\\x1b[2Jb\\x07');
  });
});

it.each(['yes', 'on', 'n', '1:30', '1_000', '0o7', '1.5.0'])(
  'a text that YAML 1.1 takes for something else is quoted: %s',
  async (value) => {
    const answer: Answer = { data: { value }, view: () => view, names: undefined, outcome: { kind: 'ok' } };
    const written = await formatAnswer(answer, { color: false, now: 0, format: 'yaml' });
    expect(parse(written, { version: '1.1' })).toEqual({ value });
    expect(parse(written)).toEqual({ value });
  },
);

describe('an answer', () => {
  const answer: Answer = {
    data: { a: [1] },
    view: () => view,
    names: () => ['pod/a', 'pod/b'],
    outcome: { kind: 'ok' },
  };
  const options = { color: false, now: 0 };
  it.each([
    ['json', '{\n  "a": [\n    1\n  ]\n}'],
    ['yaml', 'a:\n  - 1'],
    ['name', 'pod/a\npod/b'],
    ['table', plain.join('\n')],
  ] as const)('as %s', async (format, expected) => {
    expect(await formatAnswer(answer, { ...options, format })).toBe(expected);
  });

  it('as name shows control characters that a server sent', async () => {
    const sly = { ...answer, names: () => ['pod/a\u001b[2J'] };
    expect(await formatAnswer(sly, { ...options, format: 'name' })).toBe('pod/a\\x1b[2J');
  });

  it('without names refuses -o name', async () => {
    const nameless = { ...answer, names: undefined };
    await expect(formatAnswer(nameless, { ...options, format: 'name' })).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('a failure', () => {
  const failure = { code: 'not-found', message: 'No x.', hint: 'Look.' } as const;
  it('for people has two lines', () => {
    expect(renderFailure(failure, 5, 'table', false)).toBe('error: No x.\nhint:  Look.');
  });
  it('shows control characters that a server sent, and obeys none', () => {
    const sly = { code: 'failed', message: 'a\u001b]0;b\u0007', hint: 'c\u009b2J' } as const;
    expect(renderFailure(sly, 1, 'table', false)).toBe('error: a\\x1b]0;b\\x07\nhint:  c\\x9b2J');
  });
  it('with colour has its labels coloured', () => {
    expect(renderFailure(failure, 5, 'table', true)).toContain('\u001b[31merror:\u001b[39m No x.');
  });
  it('for programs is one JSON object on one line', () => {
    expect(JSON.parse(renderFailure(failure, 5, 'json', true))).toEqual({ error: { ...failure, exit: 5 } });
  });
});

it.each<[string, Record<string, string>, boolean, boolean, boolean]>([
  ['a terminal', {}, true, false, true],
  ['a pipe', {}, false, false, false],
  ['NO_COLOR on a terminal', { NO_COLOR: '1' }, true, false, false],
  ['an empty NO_COLOR', { NO_COLOR: '' }, true, false, true],
  ['a dumb terminal', { TERM: 'dumb' }, true, false, false],
  ['FORCE_COLOR in a pipe', { FORCE_COLOR: '1' }, false, false, true],
  ['FORCE_COLOR=0 on a terminal', { FORCE_COLOR: '0' }, true, false, false],
  ['FORCE_COLOR and NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, false, false, true],
  ['--no-color before FORCE_COLOR', { FORCE_COLOR: '1' }, true, true, false],
])('colour: %s', (_, env, isTty, flag, expected) => {
  expect(wantsColor(env, isTty, flag)).toBe(expected);
});
