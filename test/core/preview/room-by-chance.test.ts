import { expect, it } from 'vitest';
import { notKnown } from '../../../src/core/preview/not-known.ts';
import type { Estimate } from '../../../src/core/scheduling/answer.ts';

const estimates: readonly Estimate[] = [
  { cluster: 'a', available: 9, or: 0 },
  { cluster: 'b', available: 0, or: 'a crash' },
  { cluster: 'c', available: 1 },
];

it.each<[string, readonly string[], readonly string[]]>([
  ['is taken as it is counted', ['a'], ['this Karmada counts by chance whether a has room: taken that it has']],
  [
    'may end the scheduler where there is none',
    ['b'],
    ['Karmada’s scheduler crashes by chance where it counts the room of b, which has none'],
  ],
  [
    'may be either',
    ['a', 'b'],
    [
      'this Karmada counts by chance whether a has room: taken that it has',
      'Karmada’s scheduler crashes by chance where it counts the room of b, which has none',
    ],
  ],
])('room by chance %s', (_, doubtful, sentences) => {
  const attempts = [{ verdicts: [], estimates, selection: { by: 'all', selected: [] } as const }];
  const placement = { outcome: 'scheduled', cause: '', clusters: [], doubtful, attempts } as const;
  expect(notKnown(placement, { before: undefined, after: undefined }, 18)).toEqual(sentences);
});
