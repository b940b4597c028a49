import { expect, it } from 'vitest';
import { claimsLittle } from '../../../src/core/lint/claims-little.ts';
import { clearWinner } from '../../../src/core/lint/clear-winner.ts';
import { overridesThere } from '../../../src/core/lint/overrides-there.ts';
import type { Rule } from '../../../src/core/lint/rule.ts';
import { rulesReachClusters } from '../../../src/core/lint/rules-reach-clusters.ts';
import { worksAsItLooks } from '../../../src/core/lint/works-as-it-looks.ts';
import { deployment, fleetWith, policy, saidBy } from '../../support/linted.ts';

const ofKind = policy('a').replace(/ {6}name: a\n/, '');
const forCluster = (text: string): string =>
  text.replace('Propagation', 'ClusterPropagation').replace(', namespace: default', '');
const spread = (placement: string): string => policy('a', `  placement: { ${placement} }`);
const waiting = policy('a', '  dependentOverrides: [x]');
const override = (target: string, name = 'x'): string =>
  `apiVersion: policy.karmada.io/v1alpha1\nkind: OverridePolicy\nmetadata: { name: ${name} }\nspec:\n  overrideRules:\n    - targetCluster: ${target}\n      overriders: {}\n`;

it.each<[string, Rule, string, readonly string[]]>([
  ['a policy that names what it takes', claimsLittle, policy('a'), []],
  [
    'one that takes all of a kind',
    claimsLittle,
    ofKind,
    ['6 selects-all-of-a-kind: this selects every Deployment of namespace default'],
  ],
  [
    'one for the cluster',
    claimsLittle,
    forCluster(ofKind),
    ['6 selects-all-of-a-kind: this selects every Deployment of all namespaces'],
  ],
  [
    'one with a selector that says nothing',
    claimsLittle,
    policy('a').replace('name: a\n', 'labelSelector: {}\n').replace('{ labelSelector: {}', '{ name: a'),
    ['6 selects-all-of-a-kind: this selects every Deployment of namespace default'],
  ],
  [
    'one that preempts',
    claimsLittle,
    policy('a', '  preemption: Always'),
    ['9 takes-from-others: preemption Always takes workloads from the policies that hold them'],
  ],
  [
    'two policies of one priority',
    clearWinner,
    `${policy('b').replaceAll('name: b\n', 'name: a\n')}---\n${policy('a')}${deployment('a')}`,
    [
      '5 decided-by-name: Deployment default/a goes to PropagationPolicy default/a (a.yaml:11), which selects it too and comes first by name alone',
    ],
  ],
  [
    'two of different priorities',
    clearWinner,
    `${policy('b', '  priority: 1').replaceAll('name: b\n', 'name: a\n')}---\n${policy('a')}${deployment('a')}`,
    [],
  ],
  [
    'one by name, one by kind',
    clearWinner,
    `${ofKind.replace('{ name: a', '{ name: b')}---\n${policy('a')}${deployment('a')}`,
    [],
  ],
  [
    'one of the namespace, one of the cluster',
    clearWinner,
    `${forCluster(policy('a'))}---\n${policy('a')}${deployment('a')}`,
    [],
  ],
  [
    'an override that is waited for',
    overridesThere,
    waiting,
    ['9 waits-for-override: there is no OverridePolicy x here'],
  ],
  ['one that is there', overridesThere, `${waiting}---\n${override('{}')}`, []],
  [
    'one that is there under another name',
    overridesThere,
    `${waiting}---\n${override('{}', 'y')}`,
    ['9 waits-for-override: there is no OverridePolicy x here'],
  ],
  [
    'one that is the namespace’s',
    overridesThere,
    `${forCluster(waiting)}---\n${override('{}')}`,
    ['9 waits-for-override: there is no ClusterOverridePolicy x here'],
  ],
  [
    'a spread constraint without maxGroups',
    worksAsItLooks,
    spread('spreadConstraints: [{ spreadByField: cluster }]'),
    ['9 max-groups-zero: maxGroups of the cluster constraint is 0, so that no cluster is chosen: say how many may be'],
  ],
  [
    'a division that nobody looks at',
    worksAsItLooks,
    spread('replicaScheduling: { replicaSchedulingType: Duplicated, replicaDivisionPreference: Aggregated }'),
    ['9 division-ignored: Duplicated runs all replicas in each cluster: how to divide them is not looked at'],
  ],
  ['clusters that nobody knows', worksAsItLooks, spread('clusterAffinity: { clusterNames: [nowhere] }'), []],
])('%s', (_, rule, text, said) => {
  expect(saidBy(rule, text)).toEqual(said);
});

const fleet = fleetWith('member1');

it.each<[string, Rule, string, readonly string[]]>([
  ['a cluster that is there', worksAsItLooks, spread('clusterAffinity: { clusterNames: [member1] }'), []],
  [
    'a cluster that is not',
    worksAsItLooks,
    spread('clusterAffinity: { clusterNames: [member2] }'),
    ['9 unknown-cluster: there is no cluster member2'],
  ],
  ['a rule for a cluster that is there', rulesReachClusters, override('{ clusterNames: [member1] }'), []],
  [
    'a rule for a cluster that is not',
    rulesReachClusters,
    override('{ clusterNames: [member2] }'),
    ['6 rule-without-cluster: this is for no cluster there is'],
  ],
])('against a snapshot: %s', (_, rule, text, said) => {
  expect(saidBy(rule, text, { fleet })).toEqual(said);
});

it('an override that is waited for may be in the snapshot', () => {
  const held = {
    metadata: { name: 'x', namespace: 'default' },
    spec: {},
  } as (typeof fleet)['overridePolicies'][number];
  expect(saidBy(overridesThere, waiting, { fleet: { ...fleet, overridePolicies: [held] } })).toEqual([]);
});
