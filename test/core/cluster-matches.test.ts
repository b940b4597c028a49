import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/core/cluster.ts';
import {
  type ClusterAffinity,
  clusterMatcher,
  describeMismatch,
  matchesCluster,
} from '../../src/core/cluster-matches.ts';

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
    ['no field that there is not', field('galaxy', 'In', 'eu'), false],
    ['a field that there is not, where it must not be', field('galaxy', 'DoesNotExist'), true],
    ['nothing with an operator that is none', field('region', 'Is', 'eu'), false],
    ['nothing that is in no list', field('region', 'NotIn'), false],
    ['nothing whose values are no label values', field('region', 'NotIn', 'far away'), false],
    ['no number greater than what is no number', field('region', 'Gt', '1'), false],
    ['nothing whose key is no label key', { labelSelector: { matchLabels: { 'a/b/c': 'x' } } }, false],
    [
      'no selector of labels with the operator of fields',
      { labelSelector: { matchExpressions: [{ key: 'size', operator: 'Gt', values: ['1'] }] } },
      false,
    ],
    [
      'a label that is not there, where it must not be one of these',
      { labelSelector: { matchExpressions: [{ key: 'constructor', operator: 'NotIn', values: ['a'] }] } },
      true,
    ],
    ['an empty selector', { labelSelector: {}, fieldSelector: {} }, true],
  ])('%s', (_, affinity, matches) => {
    expect(matchesCluster(affinity, cluster)).toBe(matches);
  });

  it('one zone of its own only where both are listed, in old releases', () => {
    const matches = (...zones: string[]) => matchesCluster(field('zone', 'In', ...zones), cluster, 'every zone');
    expect([matches('eu-1'), matches('eu-1', 'eu-2')]).toEqual([false, true]);
  });

  it('no zone, where it has none', () => {
    const zoneless = { ...cluster, spec: { syncMode: 'Push' as const } };
    const of = (operator: string) => matchesCluster(field('zone', operator, 'eu-1'), zoneless);
    expect(['In', 'NotIn', 'Exists', 'DoesNotExist'].map(of)).toEqual([false, true, false, true]);
  });
});

it.each<[ClusterAffinity, string]>([
  [{ exclude: ['m1'] }, 'the policy excludes it by name'],
  [{ clusterNames: ['m2'] }, 'the policy does not name it'],
  [field('region', 'In', 'us', 'cn'), 'region is "eu", asked for is one of: us, cn'],
  [field('zone', 'NotIn', 'eu-1'), 'zone is "eu-1, eu-2", asked for is none of: eu-1'],
  [field('region', 'Gt', '7'), 'region is "eu", asked for is one greater than 7'],
  [{ labelSelector: { matchLabels: { tier: 'gold' } } }, 'label tier is not set, asked for is one of: gold'],
  [field('region', 'In'), 'the fieldSelector is not valid, so it matches no cluster'],
])('%o leaves a cluster out since %s', (affinity, why) => {
  const mismatch = clusterMatcher(affinity, 'any zone')(cluster);
  expect(mismatch && describeMismatch(mismatch, cluster)).toBe(why);
});
