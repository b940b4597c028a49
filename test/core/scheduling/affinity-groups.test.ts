import { describe, expect, it } from 'vitest';
import type { ClusterAffinityTerm, Placement } from '../../../src/core/karmada-types/policy.ts';
import { schedule } from '../../../src/core/scheduling/scheduler.ts';
import { aggregated, binding, byRoom, byWeight, cluster, placed } from '../../support/scheduled.ts';

const group = (affinityName: string, clusters: string, ...overflow: readonly string[]): ClusterAffinityTerm => ({
  affinityName,
  clusterNames: clusters.split(' '),
  ...(overflow.length > 0
    ? { overflowAffinities: overflow.map((names, at) => ({ affinityName: `${at}`, clusterNames: names.split(' ') })) }
    : {}),
});

const clusters = ['a:3', 'b:5', 'c:20', 'd:20'].map((text) => {
  const [name = '', pods] = text.split(':');
  return cluster(name, { pods: Number(pods) });
});

const ask = (
  placement: Placement,
  {
    observed,
    on = '',
    replicas = 10,
    minor = 18,
  }: { observed?: string; on?: string; replicas?: number; minor?: number } = {},
) =>
  schedule(
    {
      binding: binding({
        placement,
        replicas,
        on,
        ...(observed ? { status: { schedulerObservingAffinityName: observed } } : {}),
      }),
      clusters,
    },
    { minor },
  );

const groups = (...terms: readonly ClusterAffinityTerm[]): Placement => ({ ...byRoom, clusterAffinities: terms });

describe.each([10, 18])('of affinity groups, v1.%i', (minor) => {
  it.each<[string, Placement, string | undefined, string, string | undefined]>([
    ['takes the first', groups(group('x', 'c'), group('y', 'd')), undefined, 'c=10', 'x'],
    ['takes the next where that has no cluster', groups(group('x', 'none'), group('y', 'd')), undefined, 'd=10', 'y'],
    ['takes the next where that has no room', groups(group('x', 'a b'), group('y', 'd')), undefined, 'd=10', 'y'],
    ['begins with the one in use', groups(group('x', 'c'), group('y', 'd')), 'y', 'd=10', 'y'],
    ['begins with the first where none of them is in use', groups(group('x', 'c')), 'gone', 'c=10', 'x'],
    ['of several with one name reads the first', groups(group('x', 'none'), group('x', 'd')), undefined, '', undefined],
  ])('%s', (_, placement, observed, where, name) => {
    const answer = ask(placement, { minor, ...(observed ? { observed } : {}) });
    expect([placed(answer), answer.affinityName]).toEqual([where, name]);
  });

  it('tells what it has tried', () => {
    const { attempts } = ask(groups(group('x', 'none'), group('y', 'a'), group('z', 'd')), { minor });
    expect(attempts.map(({ affinityName, error }) => [affinityName, error?.message])).toEqual([
      ['x', '0/4 clusters are available: 4 cluster(s) did not match the placement cluster affinity constraint.'],
      ['y', 'failed to assign replicas: failed to scale up: Clusters available replicas 3 are not enough to schedule.'],
      ['z', undefined],
    ]);
  });

  it.each<[string, Placement, object]>([
    [
      'empties the list where the first found no cluster',
      groups(group('x', 'none'), group('y', 'a')),
      { outcome: 'no fit', clusters: [], error: { kind: 'FitError' } },
    ],
    [
      'keeps it where the first found no room',
      groups(group('x', 'a'), group('y', 'none')),
      { outcome: 'failed', clusters: [{ name: 'd', replicas: 9 }] },
    ],
  ])('when all are tried in vain %s', (_, placement, answer) => {
    expect(ask(placement, { minor, on: 'd=9', observed: 'x' })).toMatchObject({ ...answer, affinityName: 'x' });
  });

  it('does nothing with an empty list of groups, and calls it done', () => {
    expect(ask({ clusterAffinities: [] }, { minor, on: 'd=9' })).toMatchObject({
      outcome: 'scheduled',
      clusters: [{ name: 'd', replicas: 9 }],
      attempts: [],
    });
  });
});

describe('what a group overflows to', () => {
  it.each<[string, Placement, number, string, string?]>([
    ['takes what the group has no room for', groups(group('x', 'a', 'b', 'c d')), 10, 'a=3 b=5 c=1 d=1'],
    ['takes nothing while there is room', groups(group('x', 'a', 'b')), 3, 'a=3'],
    ['is filled up before the next', { ...aggregated, clusterAffinities: [group('x', 'a', 'b', 'c')] }, 7, 'a=3 b=4'],
    [
      'is divided by weight for itself',
      { ...byWeight({ a: 1, c: 1, d: 3 }), clusterAffinities: [group('x', 'a', 'c d')] },
      11,
      'a=3 c=2 d=6',
    ],
    [
      'may not suffice',
      groups(group('x', 'a', 'b')),
      10,
      '',
      'failed to assign replicas: Clusters available replicas are not enough to schedule.',
    ],
  ])('%s', (_, placement, replicas, where, message) => {
    const answer = ask(placement, { replicas });
    expect([placed(answer), answer.error?.message]).toEqual([where, message]);
  });

  it('counts from where the workload is already', () => {
    expect(placed(ask(groups(group('x', 'a', 'b')), { replicas: 8, on: 'a=2 b=4' }))).toBe('a=5 b=3');
  });

  it('is nothing before v1.18', () => {
    expect(placed(ask(groups(group('x', 'a', 'b')), { replicas: 6, minor: 17 }))).toBe('');
  });

  it('is not for what has no replicas', () => {
    const { clusters } = ask({ clusterAffinities: [group('x', 'a', 'b')] }, { replicas: 0 });
    expect(clusters).toEqual([{ name: 'a' }]);
  });
});
