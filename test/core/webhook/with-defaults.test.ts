import { describe, expect, it } from 'vitest';
import type { PropagationPolicy, PropagationSpec } from '../../../src/core/karmada-types/policy.ts';
import { type AnyPolicy, withDefaults } from '../../../src/core/webhook/with-defaults.ts';
import { cpp, named, pp } from '../../support/policies.ts';

const policy = (spec: object = {}): PropagationPolicy => pp('p', spec) as never;
const specAt = (minor: number, spec: object): PropagationSpec => withDefaults(policy(spec), minor).spec;

it('a policy of a file is completed', () => {
  expect(specAt(18, {})).toEqual({
    resourceSelectors: [{ ...named('nginx'), namespace: 'default' }],
    placement: {},
    conflictResolution: 'Abort',
    preemption: 'Never',
    priority: 0,
    schedulerName: 'default-scheduler',
  });
});

it('in v1.10 it tolerates clusters that are away for five minutes', () => {
  const toleration = (key: string) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 });
  const away = ['cluster.karmada.io/not-ready', 'cluster.karmada.io/unreachable'];
  expect(specAt(14, {}).placement?.clusterTolerations).toEqual(away.map(toleration));
  expect(specAt(15, {}).placement).toEqual({});
  const own = { ...toleration('cluster.karmada.io/unreachable'), tolerationSeconds: 5 };
  const other = { ...toleration('cluster.karmada.io/not-ready'), effect: 'NoSchedule' };
  expect(specAt(10, { placement: { clusterTolerations: [own, other] } }).placement?.clusterTolerations).toEqual([
    own,
    other,
    toleration('cluster.karmada.io/not-ready'),
  ]);
});

it('a cluster’s policy keeps selecting in all namespaces', () => {
  const spec = withDefaults(cpp('c') as never as PropagationPolicy, 18).spec;
  expect(spec.resourceSelectors).toEqual([named('nginx')]);
  expect(spec.schedulerName).toBe('default-scheduler');
});

describe('what is said stays, what is not is filled in:', () => {
  const dependent = [
    { apiVersion: 'multicluster.x-k8s.io/v1alpha1', kind: 'ServiceImport', name: 's', namespace: 'default' },
  ];
  it.each<[string, object, object]>([
    [
      'priority and scheduler',
      { priority: 3, schedulerName: 'mine', preemption: 'Always', conflictResolution: 'Overwrite' },
      { priority: 3, schedulerName: 'mine', preemption: 'Always', conflictResolution: 'Overwrite' },
    ],
    ['null is not said', { priority: null }, { priority: 0 }],
    [
      'a namespace of its own',
      { resourceSelectors: [{ ...named('nginx'), namespace: 'other' }] },
      { resourceSelectors: [{ ...named('nginx'), namespace: 'other' }] },
    ],
    ['no way to divide: all of them', { placement: {} }, { placement: {} }],
    [
      'an empty way: divided by equal weights',
      { placement: { replicaScheduling: {} } },
      { placement: { replicaScheduling: { replicaSchedulingType: 'Divided', replicaDivisionPreference: 'Weighted' } } },
    ],
    [
      'divided as it says',
      { placement: { replicaScheduling: { replicaDivisionPreference: 'Aggregated' } } },
      {
        placement: { replicaScheduling: { replicaSchedulingType: 'Divided', replicaDivisionPreference: 'Aggregated' } },
      },
    ],
    [
      'duplicated',
      { placement: { replicaScheduling: { replicaSchedulingType: 'Duplicated' } } },
      { placement: { replicaScheduling: { replicaSchedulingType: 'Duplicated' } } },
    ],
    [
      'a spread by clusters',
      { placement: { spreadConstraints: [{ maxGroups: 2 }] } },
      { placement: { spreadConstraints: [{ spreadByField: 'cluster', minGroups: 1, maxGroups: 2 }] } },
    ],
    [
      'a spread by label',
      { placement: { spreadConstraints: [{ spreadByLabel: 'a', minGroups: 2 }] } },
      { placement: { spreadConstraints: [{ spreadByLabel: 'a', minGroups: 2 }] } },
    ],
    ['dependencies', { propagateDeps: false }, { propagateDeps: false }],
    [
      'dependencies of a ServiceImport',
      { resourceSelectors: dependent, propagateDeps: false },
      { propagateDeps: true },
    ],
    [
      'failover',
      { failover: { application: { decisionConditions: {} } } },
      {
        failover: {
          application: {
            decisionConditions: { tolerationSeconds: 300 },
            purgeMode: 'Gracefully',
            gracePeriodSeconds: 600,
          },
        },
      },
    ],
    [
      'failover in its old words',
      { failover: { application: { decisionConditions: { tolerationSeconds: 5 }, purgeMode: 'Graciously' } } },
      {
        failover: {
          application: {
            decisionConditions: { tolerationSeconds: 5 },
            purgeMode: 'Graciously',
            gracePeriodSeconds: 600,
          },
        },
      },
    ],
    [
      'failover at once',
      { failover: { application: { decisionConditions: {}, purgeMode: 'Directly' }, cluster: {} } },
      {
        failover: {
          application: { decisionConditions: { tolerationSeconds: 300 }, purgeMode: 'Directly' },
          cluster: { purgeMode: 'Gracefully' },
        },
      },
    ],
  ])('%s', (_, spec, expected) => {
    expect(specAt(18, spec)).toMatchObject(expected);
    expect(Object.keys(specAt(18, spec).placement ?? {})).toEqual(
      Object.keys((spec as PropagationSpec).placement ?? {}),
    );
  });

  it('v1.14 purges with another word', () => {
    const spec = { failover: { application: { decisionConditions: {} } } };
    expect(specAt(14, spec).failover?.application).toMatchObject({ purgeMode: 'Graciously', gracePeriodSeconds: 600 });
  });
});

it.each<[number, readonly string[]]>([
  [18, ['failover', 'preserveResourcesOnDeletion', 'schedulePriority', 'suspension']],
  [14, ['failover', 'preserveResourcesOnDeletion', 'schedulePriority', 'suspension']],
  [12, ['failover', 'preserveResourcesOnDeletion', 'suspension']],
  [11, ['failover', 'suspension']],
  [10, ['failover']],
])('a server of v1.%i keeps of these fields: %s', (minor, kept) => {
  const spec = specAt(minor, {
    suspension: { dispatching: true },
    preserveResourcesOnDeletion: true,
    schedulePriority: { priorityClassName: 'a', priorityClassSource: 'KubePriorityClass' },
    failover: { application: { decisionConditions: {}, statePreservation: { rules: [] } }, cluster: {} },
    placement: { workloadAffinity: {}, clusterAffinities: [{ affinityName: 'a', overflowAffinities: [] }] },
  });
  const names = ['failover', 'preserveResourcesOnDeletion', 'schedulePriority', 'suspension'];
  expect(
    Object.keys(spec)
      .filter((name) => names.includes(name))
      .sort(),
  ).toEqual(kept);
  expect(spec.failover?.application?.statePreservation !== undefined).toBe(minor >= 12);
  expect(spec.failover?.cluster !== undefined).toBe(minor >= 15);
  expect(spec.placement?.workloadAffinity !== undefined).toBe(minor >= 17);
  expect(spec.placement?.clusterAffinities?.[0]?.overflowAffinities !== undefined).toBe(minor >= 18);
});

it('an OverridePolicy selects in its own namespace, and what it writes is left alone', () => {
  const value = { a: null, suspension: [null] };
  const override = {
    apiVersion: 'policy.karmada.io/v1alpha1',
    kind: 'OverridePolicy',
    metadata: { name: 'o', namespace: 'default' },
    spec: {
      resourceSelectors: [named('nginx')],
      overrideRules: [{ overriders: { plaintext: [{ path: '/x', operator: 'add', value }], fieldOverrider: [] } }],
    },
  } as const satisfies AnyPolicy;
  const { spec } = withDefaults<AnyPolicy>(override, 11);
  expect(spec).toEqual({
    resourceSelectors: [{ ...named('nginx'), namespace: 'default' }],
    overrideRules: [{ overriders: { plaintext: [{ path: '/x', operator: 'add', value }] } }],
  });
});
