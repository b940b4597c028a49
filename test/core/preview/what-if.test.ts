import { describe, expect, it } from 'vitest';
import { KnownError } from '../../../src/contract/errors.ts';
import type { Cluster } from '../../../src/core/karmada-types/cluster.ts';
import type { Fleet } from '../../../src/core/preview/fleet.ts';
import { whatIf } from '../../../src/core/preview/what-if.ts';
import { fleetOf } from '../../support/previewed.ts';
import { binding, cluster } from '../../support/scheduled.ts';

const held = {
  labels: { env: 'prod', tier: '1' },
  spec: { region: 'eu', taints: [{ key: 'k', value: 'v', effect: 'NoSchedule' }] },
} as const;
const fleet: Fleet = fleetOf({ clusters: [cluster('m1', held), cluster('m2')] });
const clusterAfter = (...words: readonly string[]): Cluster | undefined => whatIf(fleet, words, 0).clusters[0];

describe('a cluster changes', () => {
  it.each<[string, unknown]>([
    ['cluster/m1.labels.env=dev', { labels: { env: 'dev', tier: '1' } }],
    ['cluster/m1.labels.topology.kubernetes.io/zone=a=b', { labels: { 'topology.kubernetes.io/zone': 'a=b' } }],
    ['cluster/m1.region=us', { region: 'us' }],
    ['cluster/m1.region=', { region: '' }],
    ['cluster/m1.provider=aws', { provider: 'aws', region: 'eu' }],
    ['cluster/m1.zone=a', { zones: ['a'] }],
    ['cluster/m1.zones=a,b', { zones: ['a', 'b'] }],
    ['cluster/m1.zone=', { zones: [] }],
    ['cluster/m1.taint=gpu=x:NoSchedule', { taints: [{ key: 'k' }, { key: 'gpu', value: 'x', effect: 'NoSchedule' }] }],
    ['cluster/m1.taint=k=w:NoSchedule', { taints: [{ key: 'k', value: 'w', effect: 'NoSchedule' }] }],
    ['cluster/m1.taint=gpu:NoExecute', { taints: [{ key: 'k' }, { key: 'gpu', effect: 'NoExecute' }] }],
    ['cluster/m1.taint=k-', { taints: [] }],
    ['cluster/m1.taint=k:NoSchedule-', { taints: [] }],
  ])('%s', (word, expected) => {
    const { metadata, spec } = clusterAfter(word) ?? {};
    expect({ ...metadata, ...spec }).toMatchObject(expected as object);
    expect(whatIf(fleet, [word], 0).clusters[1]).toBe(fleet.clusters[1]);
  });

  it('in several ways, one after the other', () => {
    const { metadata, spec } =
      clusterAfter('cluster/m1.labels.env=a', 'cluster/m1.labels.env=b', 'cluster/m1.region=us') ?? {};
    expect([metadata?.labels, spec?.region]).toEqual([{ env: 'b', tier: '1' }, 'us']);
  });

  it('in a label that is taken away', () => {
    expect(clusterAfter('cluster/m1.labels.env=')?.metadata.labels).toEqual({ tier: '1' });
  });
});

it('a cluster that is lost is nowhere any more, neither in the fleet nor in a binding', () => {
  const clusterWide = { ...binding({ on: 'm2=1' }), kind: 'ClusterResourceBinding' as const };
  const before = { ...fleet, resourceBindings: [binding({ on: 'm1=2 m2=3' })], clusterResourceBindings: [clusterWide] };
  const lost = whatIf(before as Fleet, ['cluster/m1=lost'], 0);
  expect(lost.clusters.map(({ metadata }) => metadata.name)).toEqual(['m2']);
  expect(lost.resourceBindings[0]?.spec.clusters).toEqual([{ name: 'm2', replicas: 3 }]);
  expect(lost.clusterResourceBindings[0]).toBe(clusterWide);
  expect(whatIf(lost, ['cluster/m2=lost'], 0).resourceBindings[0]?.spec.clusters).toEqual([]);
});

describe('no change is', () => {
  it.each<[string, string, RegExp, RegExp]>([
    ['m1=lost', 'usage', /that is no change/, /cluster\/NAME=lost/],
    ['cluster/m1', 'usage', /that is no change/, /cluster\/NAME=lost/],
    ['cluster/=lost', 'usage', /that is no change/, /cluster\/NAME=lost/],
    ['clusters/m1=lost', 'usage', /that is no change/, /cluster\/NAME=lost/],
    ['cluster/m1=', 'usage', /can only be lost/, /cluster\/NAME=lost/],
    ['cluster/m1=gone', 'usage', /can only be lost/, /cluster\/NAME=lost/],
    ['cluster/m1.size=3', 'usage', /"size" cannot be changed/, /cluster\/NAME\.region=VALUE/],
    ['cluster/m1.taint=x', 'usage', /x/, /./],
    ['cluster/m3=lost', 'not-found', /there is no cluster m3/, /Did you mean "m[12]".*m1, m2/],
    ['cluster/nowhere.region=a', 'not-found', /there is no cluster nowhere/, /^The clusters there are: m1, m2\.$/],
  ])('%s', (word, code, message, hint) => {
    const failure = failureOf(() => whatIf(fleet, [word], 0));
    expect(failure.code).toBe(code);
    expect(failure.message).toMatch(message);
    expect(failure.hint).toMatch(hint);
  });

  it('one of a cluster that an earlier change has lost', () => {
    const failure = failureOf(() => whatIf(fleet, ['cluster/m1=lost', 'cluster/m1.region=a'], 0));
    expect([failure.code, failure.hint]).toEqual(['not-found', expect.stringContaining('The clusters there are: m2.')]);
  });
});

function failureOf(run: () => unknown): KnownError {
  try {
    run();
  } catch (error) {
    if (error instanceof KnownError) return error;
    throw error;
  }
  throw new Error('it went well');
}
