import { describe, expect, it } from 'vitest';
import { bad, difference, good, prose, stack, text, type View } from '../../src/contract/view.ts';
import { toMarkdown } from '../../src/output/markdown.ts';

const table = (...rows: readonly (readonly string[])[]): View => ({ kind: 'table', head: ['A', 'B'], rows });

describe('a view as Markdown', () => {
  it.each<[string, View, string]>([
    ['has tables', table(['1', '2'], ['3', '']), '| A | B |\n|---|---|\n| 1 | 2 |\n| 3 |  |'],
    [
      'has paragraphs between',
      stack(text(good('joined')), table(['x', 'y'])),
      'joined\n\n| A | B |\n|---|---|\n| x | y |',
    ],
    ['keeps what is set in as code', text('run:', '  kubectl delete x'), 'run:\n      kubectl delete x'],
    [
      'makes a list of sentences that belong to one',
      prose('web', '  taken by *', '  not by b'),
      'web\n- taken by \\*\n- not by b',
    ],
    ['fences a difference', difference('--- a', bad('-  <b>'), ' c'), '```diff\n--- a\n-  <b>\n c\n```'],
    ['lets no line of a difference end its fence', difference(' ```', '+````'), '`````diff\n ```\n+````\n`````'],
    ['takes no bar of a server for the end of a cell', table(['a|b', '1']), '| A | B |\n|---|---|\n| a\\|b | 1 |'],
    ['takes no text of a server for HTML or a link', text('<b>[x](y)'), '\\<b\\>\\[x\\](y)'],
    ['shows what hides', text('a\u001b[2Jb'), 'a\\\\x1b\\[2Jb'],
    ['says what stands for an empty table', { kind: 'table', head: ['A'], rows: [], empty: 'none' }, 'none'],
  ])('%s', (_, view, markdown) => {
    expect(toMarkdown(view)).toBe(markdown);
  });
});
