import { expect, it } from 'vitest';
import { bad, text, type View } from '../../src/contract/view.ts';
import { toMarkdown } from '../../src/output/markdown.ts';
import { renderView } from '../../src/output/render.ts';

const tree: View = {
  kind: 'tree',
  root: {
    label: 'deployment/nginx',
    children: [
      { label: 'taken', children: [{ label: 'not by another' }] },
      { label: bad('member1 has no room for all that it should have') },
    ],
  },
  plain: text('deployment/nginx: plain'),
};

it('is drawn on a terminal, broken where that ends', async () => {
  expect(await renderView(tree, false, { width: 30 })).toBe(
    [
      'deployment/nginx',
      '├─ taken',
      '│  └─ not by another',
      '└─ member1 has no room for',
      '     all that it should have',
    ].join('\n'),
  );
});

it('has the colour of each label, and the branches none', async () => {
  expect((await renderView(tree, true, { width: 80 })).split('\n').at(-1)).toBe(
    '└─ \u001b[31mmember1 has no room for all that it should have\u001b[39m',
  );
});

it('keeps what would steer a terminal out', async () => {
  const evil: View = { kind: 'tree', root: { label: 'a\u001b[2J\nb' }, plain: text('') };
  const drawn = await renderView(evil, false, { width: 80 });
  expect(['\u001b', '\n'].filter((steering) => drawn.includes(steering))).toEqual([]);
});

it('is plain anywhere else', async () => {
  expect([await renderView(tree, false), toMarkdown(tree)]).toEqual([
    'deployment/nginx: plain',
    'deployment/nginx: plain',
  ]);
});
