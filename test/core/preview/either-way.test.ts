import { expect, it } from 'vitest';
import { fnv32a } from '../../../src/core/go/fnv.ts';
import { scheduleEitherWay } from '../../../src/core/preview/either-way.ts';
import { prepareFleet } from '../../../src/core/scheduling/fleet.ts';
import { scheduleIn } from '../../../src/core/scheduling/scheduler.ts';
import { type BindingWords, binding, byRoom, byWeight, cluster, placed } from '../../support/scheduled.ts';

const clusters = ['a', 'b', 'c', 'd', 'e'].map((name) => cluster(name));
const alike = byWeight({ a: 1, b: 1, c: 1, d: 1, e: 1 });
const ask = (words: BindingWords, minor = 18) =>
  scheduleEitherWay(prepareFleet(clusters, { minor }), binding(words), 'binding');
const uids = ['a', 'b', 'c', 'd'];
const resource = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' };

it.each<[string, BindingWords, string]>([
  ['one that is left over', { placement: alike, replicas: 1 }, '?1 of a e'],
  ['two', { placement: alike, replicas: 7 }, 'a=1 b=1 c=1 d=1 e=1 ?2 of a b d e'],
  [
    'three, of which one goes to the middle in any case',
    { placement: alike, replicas: 8 },
    'a=1 b=1 c=2 d=1 e=1 ?2 of a b d e',
  ],
  ['none', { placement: alike, replicas: 10 }, 'a=2 b=2 c=2 d=2 e=2'],
  ['one, and weights that decide it', { placement: byWeight({ a: 2, b: 1 }), replicas: 2 }, 'a=1 b=1'],
  ['one by room', { placement: byRoom, replicas: 6 }, 'a=1 b=1 c=1 d=1 e=1 ?1 of a e'],
  ['one, where each gets all', { replicas: 6 }, 'a=6 b=6 c=6 d=6 e=6'],
])('without a UID it is open who gets what is left over: %s', (_, words, expected) => {
  expect(placed(ask(words))).toBe(expected);
});

it('is what any UID leads to', () => {
  const fleet = prepareFleet(clusters, { minor: 18 });
  for (const replicas of [1, 2, 3, 4, 6, 7, 8, 9, 13]) {
    const { clusters: least, undetermined } = ask({ placement: alike, replicas });
    const sure = new Map(least.map(({ name, replicas = 0 }) => [name, replicas]));
    for (const uid of uids) {
      const answer = scheduleIn(
        fleet,
        binding({ placement: alike, replicas, spec: { resource: { ...resource, uid } } }),
      );
      const more = answer.clusters.filter(({ name, replicas = 0 }) => replicas !== (sure.get(name) ?? 0));
      expect(more.every(({ name, replicas = 0 }) => replicas === (sure.get(name) ?? 0) + 1)).toBe(true);
      expect(more.length).toBe(undetermined?.extra ?? 0);
      expect(undetermined?.clusters ?? []).toEqual(expect.arrayContaining(more.map(({ name }) => name)));
    }
  }
  expect(new Set(uids.map((uid) => fnv32a(uid) & 1)).size).toBe(2);
});

it('with a UID nothing is open, and before v1.16 lots are drawn among all', () => {
  const uid = { spec: { resource: { ...resource, uid: 'x' } } };
  expect(ask({ placement: alike, replicas: 1, ...uid }).undetermined).toBeUndefined();
  expect(placed(ask({ placement: alike, replicas: 1, ...uid }, 15))).toBe('?1 of a b c d e');
  expect(placed(ask({ placement: alike, replicas: 1 }, 15))).toBe('?1 of a b c d e');
});
