import { describe, expect, it } from 'vitest';
import { refusals } from '../../../src/core/webhook/refusals.ts';
import type { AnyPolicy } from '../../../src/core/webhook/with-defaults.ts';
import { cpp, named, pp } from '../../support/policies.ts';

const policy = (spec: object = {}): AnyPolicy => pp('p', spec) as never;
const pathsOf = (of: AnyPolicy, minor = 18, before?: AnyPolicy): readonly string[] =>
  refusals(of, minor, before).map(({ path }) => path);
const placed = (placement: object): AnyPolicy => policy({ placement });
const field = (key: string, operator: string) => ({
  fieldSelector: { matchExpressions: [{ key, operator, values: ['a'] }] },
});
const aggregated = { replicaScheduling: { replicaSchedulingType: 'Divided', replicaDivisionPreference: 'Aggregated' } };
const m1 = { clusterNames: ['m1'] };

describe('a policy is taken', () => {
  it.each<[string, AnyPolicy]>([
    ['with nothing but its selectors', policy()],
    ['with names of clusters', placed({ clusterAffinities: [{ affinityName: 'a', ...m1 }, { affinityName: 'b' }] })],
    ['with fields of clusters', placed({ clusterAffinity: field('zone', 'NotIn') })],
    [
      'with a spread over regions and clusters',
      placed({
        spreadConstraints: [{ spreadByField: 'region' }, { spreadByField: 'cluster', minGroups: 2, maxGroups: 2 }],
      }),
    ],
    ['with a spread by label alone', placed({ spreadConstraints: [{ spreadByLabel: 'a' }] })],
    [
      'with clusters to overflow to',
      placed({
        ...aggregated,
        clusterAffinities: [{ affinityName: 'a', ...m1, overflowAffinities: [{ affinityName: 'b' }] }],
      }),
    ],
    [
      'with failover and dependencies',
      policy({ propagateDeps: true, failover: { application: { decisionConditions: {} } } }),
    ],
    [
      'a cluster’s, that preempts in any namespace',
      cpp('c', { preemption: 'Always', resourceSelectors: [{ ...named('a'), namespace: 'x' }] }) as never,
    ],
  ])('%s', (_, of) => {
    expect(refusals(of, 18)).toEqual([]);
    expect(refusals(of, 10)).toEqual([]);
  });
});

describe('a policy is refused', () => {
  const application = { decisionConditions: {} };
  const state = { rules: [{ aliasLabelName: 'a b', jsonPath: '{}' }] };
  /** With the release since which it is. */
  it.each<[string, AnyPolicy, number, ...string[]]>([
    [
      'with both kinds of affinity',
      placed({ clusterAffinity: {}, clusterAffinities: [{ affinityName: 'a' }] }),
      0,
      'spec.placement',
    ],
    [
      'with a name of clusters twice',
      placed({ clusterAffinities: [{ affinityName: 'a' }, { affinityName: 'a' }] }),
      0,
      'spec.placement.clusterAffinities[1]',
    ],
    [
      'with a name of clusters that is none',
      placed({ clusterAffinities: [{ affinityName: 'a b' }] }),
      0,
      'spec.placement.clusterAffinities[0]',
    ],
    [
      'with a field that clusters do not have',
      placed({ clusterAffinity: field('country', 'In') }),
      0,
      'spec.placement.clusterAffinity.fieldSelector',
    ],
    [
      'with an operator that fields do not have',
      placed({ clusterAffinities: [{ affinityName: 'a', ...field('zone', 'Exists') }] }),
      0,
      'spec.placement.clusterAffinities[0].fieldSelector',
    ],
    [
      'with a spread by two things at once',
      placed({ spreadConstraints: [{ spreadByField: 'cluster', spreadByLabel: 'a' }] }),
      0,
      'spec.placement.spreadConstraints[0]',
    ],
    [
      'with groups below none',
      placed({ spreadConstraints: [{ spreadByField: 'cluster', minGroups: -1, maxGroups: -1 }] }),
      0,
      'spec.placement.spreadConstraints[0]',
      'spec.placement.spreadConstraints[0]',
    ],
    [
      'with fewer groups at most than at least',
      placed({ spreadConstraints: [{ minGroups: 3, maxGroups: 2 }] }),
      0,
      'spec.placement.spreadConstraints[0]',
    ],
    [
      'with a spread twice by one field',
      placed({ spreadConstraints: [{}, { spreadByField: 'cluster' }, {}] }),
      0,
      'spec.placement.spreadConstraints',
    ],
    [
      'with a spread over regions without clusters',
      placed({ spreadConstraints: [{ spreadByField: 'region' }] }),
      0,
      'spec.placement.spreadConstraints',
    ],
    [
      'with overflow where replicas are not divided by room',
      placed({ clusterAffinities: [{ affinityName: 'a', ...m1, overflowAffinities: [{ affinityName: 'b' }] }] }),
      18,
      'spec.placement.clusterAffinities[0].overflowAffinities',
    ],
    [
      'with overflow from everywhere, and to a name twice',
      placed({
        ...aggregated,
        clusterAffinities: [{ affinityName: 'a', overflowAffinities: [{ affinityName: 'a' }] }],
      }),
      18,
      'spec.placement.clusterAffinities[0].overflowAffinities',
      'spec.placement.clusterAffinities[0].overflowAffinities[0].affinityName',
    ],
    [
      'with one label for together and apart',
      placed({ workloadAffinity: { affinity: { groupByLabelKey: 'a' }, antiAffinity: { groupByLabelKey: 'a' } } }),
      17,
      'spec.placement.workloadAffinity',
    ],
    [
      'with a label for together that is none',
      placed({ workloadAffinity: { affinity: { groupByLabelKey: 'a b' } } }),
      17,
      'spec.placement.workloadAffinity.affinity.groupByLabelKey',
    ],
    [
      'with a toleration that compares',
      placed({ clusterTolerations: [{ key: 'a', operator: 'Gt', value: '1' }] }),
      18,
      'spec.placement.clusterTolerations[0].operator',
    ],
    ['with failover and without dependencies', policy({ failover: { application } }), 0, 'spec.propagateDeps'],
    [
      'with a grace period that does not count',
      policy({
        propagateDeps: true,
        failover: { application: { ...application, purgeMode: 'Never', gracePeriodSeconds: 5 } },
      }),
      0,
      'spec.failover.application.gracePeriodSeconds',
    ],
    [
      'with a grace period of nothing',
      policy({ propagateDeps: true, failover: { application: { ...application, gracePeriodSeconds: 0 } } }),
      0,
      'spec.failover.application.gracePeriodSeconds',
    ],
    [
      'with a toleration below nothing',
      policy({ propagateDeps: true, failover: { application: { decisionConditions: { tolerationSeconds: -1 } } } }),
      0,
      'spec.failover.application.decisionConditions.tolerationSeconds',
    ],
    [
      'with a state under a label that is none',
      policy({
        propagateDeps: true,
        failover: { application: { ...application, statePreservation: state }, cluster: { statePreservation: state } },
      }),
      15,
      'spec.failover.application.statePreservation.rules[0].aliasLabelName',
      'spec.failover.cluster.statePreservation.rules[0].aliasLabelName',
    ],
    [
      'with a selector of another namespace',
      policy({ resourceSelectors: [{ ...named('a'), namespace: 'x' }] }),
      17,
      'spec.resourceSelectors[0].namespace',
    ],
    [
      'with preemption of what it does not name',
      policy({ preemption: 'Always', resourceSelectors: [named('a'), { apiVersion: 'v1', kind: 'Pod' }] }),
      0,
      'spec.resourceSelectors[1].name',
    ],
    [
      'with a suspension of all and of some',
      policy({ suspension: { dispatching: true, dispatchingOnClusters: { clusterNames: ['m1'] } } }),
      11,
      'spec.suspension',
    ],
  ])('%s', (_, of, since, ...paths) => {
    expect(pathsOf(of)).toEqual(paths);
    expect(pathsOf(of, Math.max(since, 10))).toEqual(paths);
    if (since > 10) expect(pathsOf(of, since - 1)).toEqual([]);
  });

  it('by v1.10 when its name is too long for a label', () => {
    const long = pp('a'.repeat(64)) as never;
    expect(refusals(long, 10)).toEqual([
      { path: 'metadata.name', why: 'it has 64 characters, at most 63 are allowed' },
    ]);
    expect(refusals(long, 11)).toEqual([]);
  });

  it('when it changes what may not change', () => {
    const marked = (id: string): AnyPolicy =>
      pp('p', { schedulerName: 'a' } as never, 'default', {
        labels: { 'propagationpolicy.karmada.io/permanent-id': id },
      }) as never;
    expect(refusals(policy(), 18, marked('1'))).toEqual([
      { path: 'spec.schedulerName', why: 'it is a and cannot be changed' },
    ]);
    expect(pathsOf(marked('1'), 18, marked('2'))).toEqual(['metadata.labels']);
    expect(pathsOf(marked('1'), 18, marked('1'))).toEqual([]);
  });
});
