import { describe, expect, it } from 'vitest';
import type { Placement } from '../../../src/core/karmada-types/policy.ts';
import type { ResourceBindingSpec } from '../../../src/core/karmada-types/work.ts';
import { schedule } from '../../../src/core/scheduling/scheduler.ts';
import { aggregated, binding, byRoom, byWeight, cluster, divided, placed } from '../../support/scheduled.ts';

interface Words {
  readonly replicas?: number;
  readonly on?: string;
  readonly uid?: string;
  /** What a rescheduling was triggered for. */
  readonly isFresh?: boolean;
  readonly emptyWorkloads?: boolean;
  readonly spec?: Partial<ResourceBindingSpec>;
}

/** `a:5 b:7` are clusters with that many free pods. */
const ask = (placement: Placement, fleet: string, words: Words, minor: number) => {
  const { replicas = 10, on = '', uid, isFresh, emptyWorkloads = false, spec = {} } = words;
  const resource = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', ...(uid ? { uid } : {}) };
  const clusters = fleet.split(' ').map((part) => {
    const [name = '', pods = ''] = part.split(':');
    return cluster(name, { pods: Number(pods) });
  });
  const [earlier, later] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];
  return schedule(
    {
      binding: binding({
        placement,
        replicas,
        on,
        spec: { resource, ...(isFresh ? { rescheduleTriggeredAt: later } : {}), ...spec },
        ...(isFresh ? { status: { lastScheduledTime: earlier } } : {}),
      }),
      clusters,
    },
    { minor, emptyWorkloads },
  );
};

type Row = [what: string, placement: Placement, fleet: string, words: Words, now: string, old?: string];

describe('replicas are', () => {
  it.each<Row>([
    ['all of them everywhere', {}, 'a:1 b:1', {}, 'a=10 b=10'],
    ['divided by weight', byWeight({ a: 1, b: 3 }), 'a:1 b:1', { replicas: 8 }, 'a=2 b=6'],
    ['divided by weight as near as can be', byWeight({ a: 1, b: 3 }), 'a:1 b:1', { replicas: 9 }, 'a=2 b=7'],
    ['not given to whom no weight is given', byWeight({ a: 1, b: 3 }), 'a:1 b:1 c:1', { replicas: 8 }, 'a=2 b=6'],
    ['divided evenly where no weight matches', byWeight({ x: 1 }), 'a:1 b:1', {}, 'a=5 b=5'],
    ['divided evenly where no weights are given', divided('Weighted', {}), 'a:1 b:1', {}, 'a=5 b=5'],
    [
      'left over to the first by name',
      divided('Weighted'),
      'a:9 b:9 c:9',
      {},
      'a=4 b=3 c=3',
      'a=3 b=3 c=3 ?1 of a b c',
    ],
    [
      'left over to the last by name, as the UID has it',
      divided('Weighted'),
      'a:9 b:9 c:9',
      { uid: 'a' },
      'a=4 b=3 c=3',
    ],
    [
      'left over to the last by name, as another UID has it',
      divided('Weighted'),
      'a:9 b:9 c:9',
      { uid: 'b' },
      'a=3 b=3 c=4',
    ],
    [
      'left over to whom they were left over before',
      divided('Weighted'),
      'a:9 b:9 c:9',
      { on: 'c=4 b=3' },
      'a=4 b=3 c=3',
      'a=3 b=3 c=4',
    ],
    [
      'left over among equals in part',
      divided('Weighted'),
      'a:9 b:9 c:9 d:9',
      { on: 'c=4 b=1 d=1' },
      'a=3 b=3 c=2 d=2',
      'a=2 b=2 c=3 d=2 ?1 of b d',
    ],
    ['divided by room', byRoom, 'a:10 b:30', { replicas: 8 }, 'a=2 b=6'],
    ['divided by room, what is missing only', byRoom, 'a:10 b:30', { replicas: 12, on: 'a=4' }, 'a=6 b=6'],
    ['taken away by what each has', byRoom, 'a:10 b:30', { replicas: 6, on: 'a=4 b=8' }, 'a=2 b=4'],
    ['left where they are', byRoom, 'a:10 b:30', { replicas: 12, on: 'a=4 b=8' }, 'a=4 b=8'],
    [
      'divided anew where a rescheduling was triggered',
      byRoom,
      'a:6 b:22',
      { replicas: 12, on: 'a=4 b=8', isFresh: true },
      'a=3 b=9',
    ],
    ['put together', aggregated, 'a:10 b:30', { replicas: 8 }, 'b=8'],
    ['put on as few as suffice', aggregated, 'a:10 b:8 c:9', { replicas: 18 }, 'a=9 c=9', 'a=10 c=8'],
    ['put first where they are already', aggregated, 'a:10 b:30', { replicas: 12, on: 'a=4' }, 'a=12'],
    ['moved from a cluster that is gone', byRoom, 'a:10 b:30', { replicas: 8, on: 'gone=4 a=4' }, 'a=5 b=3'],
    ['not kept at nought', byWeight({ a: 1, b: 100 }), 'a:1 b:1', { replicas: 1 }, 'b=1'],
    [
      'kept at nought where that is wished',
      byWeight({ a: 1, b: 100 }),
      'a:1 b:1',
      { replicas: 1, emptyWorkloads: true },
      'a b=1',
    ],
    ['none where there are none', {}, 'a:1 b:1', { replicas: 0 }, 'a b'],
  ])('%s', (_, placement, fleet, words, now, old = now) => {
    expect(placed(ask(placement, fleet, words, 18))).toBe(now);
    if (!words.uid) expect(placed(ask(placement, fleet, words, 10))).toBe(old);
  });

  it.each<Row>([
    [
      'taken from clusters that are gone too, before v1.17',
      byRoom,
      'a:10',
      { replicas: 3, on: 'a=4 gone=8' },
      'a=3',
      'a=1 gone=2',
    ],
    [
      'none to have where there are none but requirements, since v1.16',
      {},
      'a:1',
      { replicas: 0, spec: { replicaRequirements: {} } },
      '',
      'a',
    ],
    [
      'none of one of several components, since v1.16',
      {},
      'a:1',
      {
        spec: {
          components: [
            { name: 'x', replicas: 1 },
            { name: 'y', replicas: 1 },
          ],
        },
      },
      'a',
      'a=10',
    ],
  ])('%s', (_, placement, fleet, words, now, old) => {
    expect([18, 10].map((minor) => placed(ask(placement, fleet, words, minor)))).toEqual([now, old]);
  });
});

describe('too little room', () => {
  it.each<[string, Placement, string, Words]>([
    ['scale up: Clusters available replicas 7', byRoom, 'a:3 b:4', {}],
    ['scale up: Clusters available replicas 7', aggregated, 'a:3 b:4', { on: 'a=2' }],
    ['do fresh scale: Clusters available replicas 9', byRoom, 'a:3 b:4', { on: 'a=2', isFresh: true }],
  ])('is said: %s', (words, placement, fleet, more) => {
    const message = `failed to assign replicas: failed to ${words} are not enough to schedule.`;
    expect([14, 15].map((minor) => ask(placement, fleet, more, minor).error)).toEqual([
      { kind: 'Error', message },
      { kind: 'UnschedulableError', message },
    ]);
  });
});

it('a strategy that is none is an error', () => {
  const message =
    'failed to assign replicas: unsupported replica scheduling strategy, replicaSchedulingType: Divided, replicaDivisionPreference: , please try another scheduling strategy';
  expect(ask({ replicaScheduling: { replicaSchedulingType: 'Divided' } }, 'a:1', {}, 18).error?.message).toBe(message);
});

it('the division says by what it goes', () => {
  const divisions = [
    ask(byRoom, 'a:10 b:30', { replicas: 12, on: 'a=4' }, 18),
    ask(byWeight({ a: 2 }), 'a:1', {}, 18),
    ask({}, 'a:1', {}, 18),
  ].map(({ attempts }) => attempts[0]?.division);
  expect(divisions).toEqual([
    {
      rule: 'dynamic weight',
      mode: 'scale up',
      target: 8,
      weights: [
        { cluster: 'b', weight: 30 },
        { cluster: 'a', weight: 10 },
      ],
    },
    { rule: 'static weight', target: 10, weights: [{ cluster: 'a', weight: 2 }] },
    { rule: 'duplicated' },
  ]);
});
