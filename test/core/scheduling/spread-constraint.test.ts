import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../../src/core/karmada-types/cluster.ts';
import type { Placement } from '../../../src/core/karmada-types/policy.ts';
import { schedule } from '../../../src/core/scheduling/scheduler.ts';
import { aggregated, binding, byRoom, byWeight, cluster, divided, placed, spread } from '../../support/scheduled.ts';

/** `a:10 b:20` as clusters with so many free pods; `a@eu:10` is in that region. */
const fleet = (text: string): readonly Cluster[] =>
  text.split(' ').map((part) => {
    const [, name = '', region, pods] = /^(\w+)(?:@(\w+))?:(\d+)$/.exec(part) ?? [];
    return cluster(name, { pods: Number(pods), ...(region ? { spec: { region } } : {}) });
  });

const ask = (placement: Placement, clusters: string, { minor = 18, replicas = 10, on = '' } = {}) =>
  schedule({ binding: binding({ placement, replicas, on }), clusters: fleet(clusters) }, { minor });

const within = (fields: Parameters<typeof spread>[0], placement: Placement = {}): Placement => ({
  ...placement,
  ...spread(fields),
});

describe.each([10, 18])('in v1.%i, by cluster,', (minor) => {
  it.each<[string, Placement, string, string, object?]>([
    ['the roomiest are taken, then by name', within({ cluster: [1, 2] }), 'a:5 b:9 c:9 d:9', 'b=10 c=10'],
    [
      'where the workload is goes before room',
      within({ cluster: [1, 2] }),
      'a:5 b:9 c:9',
      'a=10 b=10',
      { on: 'a=3 gone=1' },
    ],
    ['all are taken where there are fewer', within({ cluster: [1, 9] }), 'a:5 b:9', 'a=10 b=10'],
    [
      'what is not roomy enough is exchanged, the last first',
      within({ cluster: [2, 2] }, byRoom),
      'a:1 b:2 c:12 d:3',
      'b=2 c=8',
      { on: 'a=1 b=1' },
    ],
    ['room is not asked for where it is duplicated', within({ cluster: [1, 1] }), 'a:1 b:2', 'b=10'],
    ['a static weight takes all', within({ cluster: [1, 1] }, byWeight({ a: 1, b: 4 })), 'a:1 b:2', 'a=2 b=8'],
    ['a weight that is not given takes all', within({ cluster: [1, 1] }, divided('Weighted')), 'a:1 b:2', 'a=5 b=5'],
  ])('%s', (_, placement, clusters, expected, more = {}) => {
    expect(placed(ask(placement, clusters, { minor, ...more }))).toBe(expected);
  });

  it.each<[string, Placement, string, string]>([
    [
      'too few clusters',
      within({ cluster: [3, 3] }),
      'a:1 b:1',
      'failed to select clusters: the number of feasible clusters is less than spreadConstraint.MinGroups',
    ],
    [
      'too little room',
      within({ cluster: [1, 2] }, byRoom),
      'a:3 b:3 c:3',
      'failed to select clusters: no enough resource when selecting 2 clusters',
    ],
    ['no most', within({ cluster: [1, 0] }), 'a:1', 'failed to assign replicas: no clusters available to schedule'],
    [
      'neither cluster nor region',
      within({ provider: [1, 1] }),
      'a:1',
      'failed to select clusters: just support cluster and region spread constraint',
    ],
  ])('%s is an error that keeps what is', (_, placement, clusters, message) => {
    const provided = fleet(clusters).map((one) => ({ ...one, spec: { ...one.spec, provider: 'p' } }));
    expect(schedule({ binding: binding({ placement, on: 'a=1' }), clusters: provided }, { minor })).toMatchObject({
      outcome: 'failed',
      clusters: [{ name: 'a', replicas: 1 }],
      error: { kind: 'Error', message },
    });
  });

  it('a negative most ends the scheduler', () => {
    expect(ask(within({ cluster: [-2, -1] }), 'a:1', { minor }).error).toEqual({
      kind: 'Panic',
      message: 'runtime error: slice bounds out of range [:-1]',
    });
  });
});

const regions = 'a@us:5 b@us:50 c@eu:20 d@eu:20 e@cn:1';

describe('by region,', () => {
  it.each<[string, Placement, string, string, object?]>([
    [
      'the best cluster of each region comes first, then the best others',
      within({ region: [2, 2], cluster: [2, 3] }, byRoom),
      'b c d',
      'b c d',
    ],
    ['without a constraint on clusters one of each is taken', within({ region: [3, 3] }), 'b c e', 'b c e'],
    ['where the workload is goes before room', within({ region: [1, 1], cluster: [1, 1] }), 'c', 'e', { on: 'e=1' }],
  ])('%s', (_, placement, now, old, more = {}) => {
    const names = (minor: number) =>
      ask(placement, regions, { minor, ...more })
        .clusters.map(({ name }) => name)
        .join(' ');
    expect([names(18), names(10)]).toEqual([now, old]);
  });

  it.each<[string, Placement, string]>([
    [
      'too few regions',
      within({ region: [4, 4] }),
      'failed to select clusters: the number of feasible region is less than spreadConstraint.MinGroups',
    ],
    [
      'regions with too few clusters',
      within({ region: [1, 1], cluster: [3, 3] }),
      'failed to select clusters: the number of clusters is less than the cluster spreadConstraint.MinGroups',
    ],
  ])('%s is an error', (_, placement, message) => {
    expect([10, 18].map((minor) => ask(placement, regions, { minor }).error)).toEqual([
      { kind: 'Error', message },
      { kind: 'Error', message },
    ]);
  });

  it('a region with room outweighs one with more clusters since v1.12', () => {
    const name = (minor: number) =>
      placed(ask(within({ region: [1, 1], cluster: [1, 1] }, byRoom), 'a@us:4 b@us:3 c@us:2 d@eu:20', { minor }));
    expect([11, 12].map(name)).toEqual(['', 'd=10']);
  });

  it('the answer says what each region is worth', () => {
    const { selection } = ask(within({ region: [1, 2], cluster: [1, 3] }, aggregated), regions).attempts[0] ?? {};
    expect(selection).toEqual({
      by: 'region',
      selected: ['c', 'd'],
      regions: expect.arrayContaining([
        { name: 'us', score: 10_000, chosen: false },
        { name: 'eu', score: 10_000, chosen: true },
        { name: 'cn', score: 1_000, chosen: false },
      ]),
    });
  });

  it('a region that no replicas fit in ended the schedulers of v1.12 and v1.13', () => {
    const kind = (minor: number) => ask(within({ region: [1, 1] }), 'a@us:1', { minor }).error;
    expect([11, 12, 13, 14].map(kind)).toEqual([
      undefined,
      { kind: 'Panic', message: 'runtime error: integer divide by zero' },
      { kind: 'Panic', message: 'runtime error: integer divide by zero' },
      undefined,
    ]);
  });
});
