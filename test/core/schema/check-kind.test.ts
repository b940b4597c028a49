import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describePath } from '../../../src/core/field-path.ts';
import { karmadaSchemas } from '../../../src/core/karmada-schemas/karmada-schemas.ts';
import type { Kind, KubeObject } from '../../../src/core/object.ts';
import { checkKind } from '../../../src/core/schema/check-kind.ts';

const policy = (spec: string, kind = 'PropagationPolicy'): KubeObject & Kind => ({
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind,
  metadata: { name: 'web', namespace: 'default' },
  ...(parse(`spec: { resourceSelectors: [{ apiVersion: apps/v1, kind: Deployment }], ${spec} }`) as object),
});

const check = (object: KubeObject & Kind, minor = 18) =>
  (checkKind(karmadaSchemas, object, minor) ?? []).map(({ code, message, hint, path }) => ({
    code,
    message: [message, hint].filter(Boolean).join('; '),
    path: describePath(path),
  }));

describe('a PropagationPolicy is as its schema wants it, or it is said what is wrong:', () => {
  it.each<[string, string, string, string]>([
    [
      'a slip of the finger',
      'placement: { clusterAfinity: {} }',
      'unknown-field spec.placement.clusterAfinity',
      'unknown field "clusterAfinity" in spec.placement; did you mean "clusterAffinity"?',
    ],
    [
      'a field in the wrong case',
      'placement: { replicascheduling: {} }',
      'unknown-field spec.placement.replicascheduling',
      'unknown field "replicascheduling" in spec.placement; did you mean "replicaScheduling"?',
    ],
    [
      'a field in the wrong place',
      'clusterAffinity: {}',
      'unknown-field spec.clusterAffinity',
      'unknown field "clusterAffinity" in spec; is it meant for spec.placement?',
    ],
    ['a field like none', 'xyzzy: 1', 'unknown-field spec.xyzzy', 'unknown field "xyzzy" in spec'],
    [
      'a list where a mapping belongs',
      'placement: { clusterAffinity: [member1] }',
      'wrong-type spec.placement.clusterAffinity',
      'spec.placement.clusterAffinity is a list, and must be a mapping',
    ],
    [
      'a text where a list belongs',
      'placement: { clusterAffinity: { clusterNames: member1 } }',
      'wrong-type spec.placement.clusterAffinity.clusterNames',
      'spec.placement.clusterAffinity.clusterNames is a text, and must be a list',
    ],
    [
      'a number between quotes',
      "priority: '1'",
      'wrong-type spec.priority',
      'spec.priority is a text, and must be a whole number',
    ],
    [
      'a number with a fraction',
      'priority: 1.5',
      'wrong-type spec.priority',
      'spec.priority is a number, and must be a whole number',
    ],
    [
      'nothing as an item',
      'placement: { clusterAffinity: { clusterNames: [null] } }',
      'wrong-type spec.placement.clusterAffinity.clusterNames[0]',
      'spec.placement.clusterAffinity.clusterNames[0] is nothing (null), and must be a text',
    ],
    [
      'a word that is not among those allowed',
      'conflictResolution: Overwrit',
      'wrong-value spec.conflictResolution',
      'spec.conflictResolution is "Overwrit", and none of Abort, Overwrite; did you mean "Overwrite"?',
    ],
    [
      'too small a number',
      'placement: { replicaScheduling: { weightPreference: { staticWeightList: [{ targetCluster: {}, weight: 0 }] } } }',
      'wrong-value spec.placement.replicaScheduling.weightPreference.staticWeightList[0].weight',
      'spec.placement.replicaScheduling.weightPreference.staticWeightList[0].weight is 0, at least 1 is allowed',
    ],
    [
      'a number beyond 32 bits',
      'priority: 3000000000',
      'wrong-value spec.priority',
      'spec.priority is 3000000000, which is too large',
    ],
    [
      'an empty name',
      'placement: { clusterAffinities: [{ affinityName: "" }] }',
      'wrong-value spec.placement.clusterAffinities[0].affinityName',
      'spec.placement.clusterAffinities[0].affinityName is empty',
    ],
    [
      'a field that is missing',
      'placement: { clusterAffinities: [{ clusterNames: [a] }] }',
      'missing-field spec.placement.clusterAffinities[0]',
      'spec.placement.clusterAffinities[0].affinityName is missing',
    ],
  ])('%s', (_, spec, at, message) => {
    const problems = check(policy(spec));
    expect(problems.map(({ code, path, message }) => [`${code} ${path}`, message])).toEqual([[at, message]]);
  });

  it.each([
    ['all that there is', 'placement: { clusterAffinity: { clusterNames: [a] } }, priority: 3, propagateDeps: true'],
    ['a field without a value', 'placement: { clusterAffinity: }'],
    ['labels of any name', 'placement: { clusterAffinity: { labelSelector: { matchLabels: { a.b/c: d } } } }'],
  ])('%s', (_, spec) => {
    expect(check(policy(spec))).toEqual([]);
  });

  it('what has a default need not be said', () => {
    const spec = 'failover: { application: { decisionConditions: {}, purgeMode: Gracefully } }, propagateDeps: true';
    expect(check(policy(spec))).toEqual([]);
  });
});

describe('what another release takes is told by when that came:', () => {
  const suspension = 'suspension: { dispatching: true }';
  it.each<[string, string, number, string | undefined]>([
    [
      'a field that is too new',
      suspension,
      10,
      'unknown field "suspension" in spec: Karmada knows it since v1.11, and this is for v1.10',
    ],
    ['the same where it is known', suspension, 11, undefined],
    [
      'a word that is too new',
      'failover: { application: { decisionConditions: {}, purgeMode: Directly } }',
      14,
      'spec.failover.application.purgeMode is "Directly", and none of Immediately, Graciously, Never: Karmada takes it since v1.15, and this is for v1.14',
    ],
    [
      'a field deep in a list',
      'placement: { clusterAffinities: [{ affinityName: a, overflowAffinities: [{ affinityName: b }] }] }',
      17,
      'unknown field "overflowAffinities" in spec.placement.clusterAffinities[0]: Karmada knows it since v1.18, and this is for v1.17',
    ],
    [
      'a release before all that is known',
      suspension,
      9,
      'unknown field "suspension" in spec: Karmada knows it since v1.11, and this is for v1.9',
    ],
    ['a release after all that is known', suspension, 30, undefined],
  ])('%s', (_, spec, minor, message) => {
    expect(check(policy(spec), minor)).toEqual(
      message === undefined ? [] : [{ code: 'not-in-release', message, path: expect.any(String) }],
    );
  });

  it('and a kind that is too new is none', () => {
    const taints = { apiVersion: 'policy.karmada.io/v1alpha1', kind: 'ClusterTaintPolicy', metadata: { name: 'a' } };
    expect(checkKind(karmadaSchemas, taints, 13)).toBeUndefined();
    expect(checkKind(karmadaSchemas, taints, 14)).toMatchObject([{ code: 'missing-field' }]);
  });
});

describe('other kinds:', () => {
  const object = (text: string): KubeObject & Kind => parse(text) as KubeObject & Kind;
  it.each<[string, string, readonly string[]]>([
    [
      'a value that may be anything',
      `{ apiVersion: policy.karmada.io/v1alpha1, kind: OverridePolicy, metadata: { name: a }, spec: { overrideRules: [
        { overriders: { plaintext: [{ path: /a, operator: add, value: { x: [1, { y: z }] } }] } }] } }`,
      [],
    ],
    [
      'a quantity that is none, and one that is a number',
      `{ apiVersion: policy.karmada.io/v1alpha1, kind: FederatedResourceQuota, metadata: { name: a }, spec: { overall: {
        cpu: 100x, memory: 5 } } }`,
      ['spec.overall.cpu is "100x", and that is no quantity (500m, 1Gi)'],
    ],
    [
      'a quantity that is true',
      `{ apiVersion: policy.karmada.io/v1alpha1, kind: FederatedResourceQuota, metadata: { name: a }, spec: { overall: {
        cpu: true } } }`,
      ['spec.overall.cpu is true or false, and must be a whole number or a text'],
    ],
    [
      'an item that is there twice',
      `{ apiVersion: networking.karmada.io/v1alpha1, kind: MultiClusterService, metadata: { name: a }, spec: {
        types: [CrossCluster], consumerClusters: [{ name: a }, { name: a }] } }`,
      [],
    ],
    [
      'too few items',
      `{ apiVersion: apps.karmada.io/v1alpha1, kind: WorkloadRebalancer, metadata: { name: a }, spec: { workloads: [] } }`,
      ['spec.workloads has 0 items, at least 1 are needed'],
    ],
  ])('%s', (_, text, messages) => {
    expect(check(object(text)).map(({ message }) => message)).toEqual(messages);
  });
});
