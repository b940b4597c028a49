import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/core/cluster.ts';
import type { Work } from '../../src/core/propagation.ts';
import { blockerInWords, blockersOf, type HangFacts, isHopeless } from '../../src/core/unjoin-hang.ts';

const going = { deletionTimestamp: '2026-01-01T00:00:00Z' };
const ready = (status: string): Cluster => ({
  metadata: { name: 'm1', ...going, finalizers: ['karmada.io/cluster-controller'] },
  spec: { syncMode: 'Push' },
  status: { conditions: [{ type: 'Ready', status, reason: 'ClusterNotReachable', message: 'no route' }] },
});
const work = (change: object = {}, finalizer = 'karmada.io/execution-controller'): Work => ({
  metadata: { name: 'w', namespace: 'karmada-es-m1', ...going, finalizers: [finalizer] },
  spec: { workload: {}, ...change },
});
const space = (metadata: object = {}, status: object = {}) => ({
  metadata: { name: 'karmada-es-m1', ...going, ...metadata },
  spec: { finalizers: ['kubernetes'] },
  status,
});
const target = {
  metadata: { name: 'b', namespace: 'n' },
  spec: { resource: { apiVersion: 'v1', kind: 'X', name: 'b' }, clusters: [{ name: 'm1' }] },
};
const facts: HangFacts = { name: 'm1', cluster: ready('True'), space: undefined, works: [], bindings: [] };
const condition = { type: 'NamespaceDeletionDiscoveryFailure', status: 'True', message: 'metrics is down' };

describe('what holds a cluster', () => {
  it.each<[string, Partial<HangFacts>, RegExp]>([
    [
      'a Work whose member does not answer',
      { works: [work()], space: space(), cluster: ready('False') },
      /^work\.work\.karmada\.io\/w in karmada-es-m1 keeps karmada\.io\/execution-controller: Karmada must delete .*does not answer \(ClusterNotReachable: no route\)/,
    ],
    [
      'a Work that keeps its objects',
      { works: [work({ preserveResourcesOnDeletion: true })], space: space() },
      /must take its marks off/,
    ],
    ['a Work without its Cluster', { works: [work()], cluster: undefined, space: space() }, /its Cluster is gone/],
    [
      'a Work with a finalizer of somebody else',
      { works: [work({}, 'example.com/x')], space: space() },
      /keeps example\.com\/x: whoever set it/,
    ],
    [
      'a namespace whose deletion fails',
      { space: space({}, { conditions: [condition] }) },
      /^namespace\/karmada-es-m1 keeps kubernetes: NamespaceDeletionDiscoveryFailure: metrics is down/,
    ],
    [
      'a namespace with a finalizer in its metadata',
      { space: space({ finalizers: ['example.com/y'] }) },
      /keeps example\.com\/y/,
    ],
    [
      'a Cluster that bindings still target',
      { bindings: [target] },
      /^cluster\.cluster\.karmada\.io\/m1 keeps karmada\.io\/cluster-controller: Karmada waits until no binding targets it: n\/b/,
    ],
    [
      'a Cluster whose controller has not begun',
      { space: { metadata: { name: 'karmada-es-m1' } } },
      /has not begun to remove karmada-es-m1/,
    ],
    ['a Cluster that waits for nothing', {}, /does karmada-controller-manager run/],
  ])('%s', (_, change, words) => {
    const blockers = blockersOf({ ...facts, ...change });
    expect(blockers).toHaveLength(1);
    expect(blockers.map(blockerInWords)).toEqual([expect.stringMatching(words)]);
  });

  it('is of the spec only for a namespace that nothing else holds', () => {
    expect(blockersOf({ ...facts, space: space() })[0]).toMatchObject({ of: 'spec', finalizers: ['kubernetes'] });
    expect(blockersOf({ ...facts, space: space(), works: [work()] })[0]).toMatchObject({ of: 'metadata' });
  });

  it.each<[string, Partial<HangFacts>]>([
    ['Works that nobody deletes', { space: space(), works: [{ metadata: { name: 'w' }, spec: { workload: {} } }] }],
    ['other content', { space: space({}, { conditions: [{ type: 'NamespaceContentRemaining', status: 'True' }] }) }],
  ])('is nothing that force may remove where a namespace still has %s', (_, change) => {
    expect(blockersOf({ ...facts, ...change })).toMatchObject([{ object: 'namespace/karmada-es-m1', finalizers: [] }]);
  });

  it('cannot pass by itself once Works have lost their Cluster', () => {
    expect(isHopeless({ ...facts, cluster: undefined, works: [work()] })).toBe(true);
    expect(isHopeless({ ...facts, works: [work()] })).toBe(false);
  });
});
