import { describe, expect, it } from 'vitest';
import { evict } from '../../../src/core/preview/evict.ts';
import { fleetOf } from '../../support/previewed.ts';
import { binding, cluster } from '../../support/scheduled.ts';

const tainted = cluster('m1', { spec: { taints: [{ key: 'gpu', value: 'x', effect: 'NoExecute' }] } });
const held = (placement: string | undefined, more: object = {}) =>
  binding({
    on: 'm1=2 m2=3',
    metadata: {
      name: 'web',
      annotations: placement === undefined ? {} : { 'policy.karmada.io/applied-placement': placement },
      ...more,
    },
  });
const left = (one: ReturnType<typeof held>, m1 = tainted) => {
  const { resourceBindings } = evict(
    fleetOf({ clusters: [m1, cluster('m2')], resourceBindings: [one] }),
    new Set(['m1']),
  );
  const { clusters = [], gracefulEvictionTasks = [] } = resourceBindings[0]?.spec ?? {};
  return `${clusters.map(({ name }) => name)} / ${gracefulEvictionTasks.map(({ fromCluster, replicas }) => `${fromCluster}=${replicas}`)}`;
};
const tolerating = (toleration: object): string => JSON.stringify({ clusterTolerations: [toleration] });

describe('NoExecute takes a cluster out of a binding', () => {
  it.each([
    ['that tolerates nothing', '{}', 'm2 / m1=2'],
    ['that tolerates it', tolerating({ key: 'gpu', operator: 'Exists' }), 'm1,m2 / '],
    [
      'that tolerates it for a time',
      tolerating({ key: 'gpu', operator: 'Exists', tolerationSeconds: 300 }),
      'm2 / m1=2',
    ],
    ['that tolerates another value', tolerating({ key: 'gpu', value: 'y' }), 'm2 / m1=2'],
    [
      'that tolerates it for another effect',
      tolerating({ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }),
      'm2 / m1=2',
    ],
    ['of which nobody knows how it was scheduled', undefined, 'm1,m2 / '],
    ['whose note of that is none', 'x', 'm1,m2 / '],
  ])('%s', (_, placement, expected) => {
    expect(left(held(placement))).toBe(expected);
  });

  it('but not one that is being deleted, and no other effect does', () => {
    expect(left(held('{}', { deletionTimestamp: '2026-01-01T00:00:00Z' }))).toBe('m1,m2 / ');
    const only = cluster('m1', { spec: { taints: [{ key: 'gpu', effect: 'NoSchedule' }] } });
    expect(left(held('{}'), only)).toBe('m1,m2 / ');
  });
});
