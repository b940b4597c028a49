import { expect, it } from 'vitest';
import { sortLikeGo } from '../../../src/core/go/pdqsort.ts';
import sorts from './sorts.json' with { type: 'json' };

/** What sort.Slice of Go 1.26 makes of them, falling: `order` says where each has been. */
it.each(sorts.map((one) => ({ ...one, length: one.keys.length })))(
  '$length keys are sorted as Go sorts them',
  ({ keys, order }) => {
    const items = keys.map((key, index) => ({ key, index }));
    expect(sortLikeGo(items, (a, b) => a.key > b.key).map(({ index }) => index)).toEqual(order);
  },
);

it('that is not stable, so that the table can tell it from another sort', () => {
  const differs = sorts.filter(({ keys, order }) => {
    const stable = keys.map((key, index) => ({ key, index })).sort((a, b) => b.key - a.key);
    return stable.some(({ index }, at) => index !== order[at]);
  });
  expect(differs.length).toBeGreaterThan(20);
});
