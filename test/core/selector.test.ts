import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/core/cluster.ts';
import { type ClusterAffinity, matchesCluster, matchOf, type ResourceSelector } from '../../src/core/selector.ts';

const object = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'a', labels: { app: 'web' } },
};
const selector = (change: object): ResourceSelector => ({ apiVersion: 'apps/v1', kind: 'Deployment', ...change });

describe('an object is selected by', () => {
  it.each<[string, object, string | undefined]>([
    ['its name', { name: 'web' }, 'name'],
    ['no other name', { name: 'api' }, undefined],
    ['its name, whatever the labels say', { name: 'web', labelSelector: { matchLabels: { app: 'no' } } }, 'name'],
    ['its labels', { labelSelector: { matchLabels: { app: 'web' } } }, 'labels'],
    ['no other labels', { labelSelector: { matchLabels: { app: 'api' } } }, undefined],
    ['its kind', {}, 'kind'],
    ['no other version', { apiVersion: 'apps/v1beta1' }, undefined],
    ['no other namespace', { namespace: 'b', name: 'web' }, undefined],
  ])('%s', (_, change, how) => {
    expect(matchOf(selector(change), object)).toBe(how);
  });
});

const cluster: Cluster = {
  metadata: { name: 'm1', labels: { env: 'prod' } },
  spec: { syncMode: 'Push', provider: 'p', region: 'eu', zones: ['eu-1', 'eu-2'] },
};
const field = (key: string, operator: string, ...values: string[]): ClusterAffinity => ({
  fieldSelector: { matchExpressions: [{ key, operator, values }] },
});

describe('a cluster is matched by', () => {
  it.each<[string, ClusterAffinity, boolean]>([
    ['nothing in particular', {}, true],
    ['its name', { clusterNames: ['m1', 'm2'] }, true],
    ['no other name', { clusterNames: ['m2'] }, false],
    ['nothing that leaves it out', { clusterNames: ['m1'], exclude: ['m1'] }, false],
    ['its labels', { labelSelector: { matchLabels: { env: 'prod' } } }, true],
    [
      'its name and labels together only',
      { clusterNames: ['m1'], labelSelector: { matchLabels: { env: 'no' } } },
      false,
    ],
    ['its region', field('region', 'In', 'eu'), true],
    ['no other region', field('region', 'In', 'us'), false],
    ['its provider', field('provider', 'NotIn', 'p'), false],
    ['one zone of its own', field('zone', 'In', 'eu-2', 'us-1'), true],
    ['no other zone', field('zone', 'In', 'us-1'), false],
    ['a zone it is not to have', field('zone', 'NotIn', 'eu-1'), false],
    ['having zones', field('zone', 'Exists'), true],
    ['having none', field('zone', 'DoesNotExist'), false],
  ])('%s', (_, affinity, matches) => {
    expect(matchesCluster(affinity, cluster)).toBe(matches);
  });

  it('no zone, where it has none', () => {
    const zoneless = { ...cluster, spec: { syncMode: 'Push' as const } };
    const of = (operator: string) => matchesCluster(field('zone', operator, 'eu-1'), zoneless);
    expect(['In', 'NotIn', 'Exists', 'DoesNotExist'].map(of)).toEqual([false, true, false, true]);
  });
});
