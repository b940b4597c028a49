import { describe, expect, it } from 'vitest';
import type { Policy } from '../../src/core/detector/policy.ts';
import { judgePolicies, judgeUnpropagated, policyPlace } from '../../src/core/policy.ts';
import type { Binding, Workload } from '../../src/core/propagation.ts';

const template: Workload = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'nginx', namespace: 'default', labels: { app: 'web' } },
};
const selector = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nginx' };
const placement = { clusterAffinity: { clusterNames: ['m1', 'm2'] } };
const policy = (name: string, spec: Policy['spec'] = {}, namespace: string | null = 'default'): Policy => ({
  metadata: { name, ...(namespace === null ? {} : { namespace }) },
  spec: { resourceSelectors: [selector], placement, ...spec },
});
const binding = (held: object): Binding => ({
  metadata: { name: 'b' },
  spec: { resource: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nginx' }, placement: held },
});
const always = { preemption: 'Always', priority: 5 };
const labelled = (matchExpressions: object[]) => ({
  resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', labelSelector: { matchExpressions } }] as never,
});

describe('a binding is held against its policy:', () => {
  it.each<[string, Policy, object, boolean]>([
    ['the same placement', policy('p'), placement, true],
    ['an earlier placement', policy('p'), { clusterAffinity: { clusterNames: ['m1'] } }, false],
    [
      'what is empty is as good as absent',
      policy('p', { placement: { ...placement, spreadConstraints: [] } }),
      placement,
      true,
    ],
    ['a policy without any', { metadata: { name: 'p', namespace: 'default' }, spec: {} }, {}, true],
    ['a lazy policy is taken over later', policy('p', { activationPreference: 'Lazy' }), {}, true],
    [
      'a policy that goes says nothing any more',
      { ...policy('p'), metadata: { name: 'p', deletionTimestamp: 'now' } },
      {},
      true,
    ],
  ])('%s', (_, named, held, settled) => {
    const why = judgePolicies(template, binding(held), named, []);
    if (settled) expect(why).toBeUndefined();
    else expect(why).toMatch(/earlier placement than PropagationPolicy p$/);
  });
});

describe('a policy of the run that does not hold the workload yet is waited for:', () => {
  it.each<[string, Policy | undefined, Policy, boolean]>([
    ['one that matches where none holds it', undefined, policy('n'), true],
    ['one of another namespace does not', undefined, policy('n', {}, 'other'), false],
    ['a cluster’s policy does', undefined, policy('n', {}, null), true],
    [
      'one that matches by labels',
      undefined,
      policy('n', labelled([{ key: 'app', operator: 'In', values: ['web'] }])),
      true,
    ],
    ['one whose labels differ', undefined, policy('n', labelled([{ key: 'app', operator: 'DoesNotExist' }])), false],
    ['a lazy one is not', undefined, policy('n', { activationPreference: 'Lazy' }), false],
    ['itself it is', policy('p'), policy('p', always), false],
    ['a second one is not, without preemption', policy('p'), policy('n', { priority: 5 }), false],
    ['one with preemption and a higher priority', policy('p'), policy('n', always), true],
    ['one with the same priority is not', policy('p', { priority: 5 }), policy('n', always), false],
    ['a namespace’s goes over a cluster’s', policy('p', { priority: 9 }, null), policy('n', always), true],
    ['a cluster’s does not go over a namespace’s', policy('p'), policy('n', always, null), false],
  ])('%s', (_, named, applied, waits) => {
    const why = judgePolicies(template, binding(placement), named, [{ policy: applied, changed: true }]);
    expect(why !== undefined).toBe(waits);
  });

  it('but no longer when the run did not change it: preemption may be off', () => {
    const applied = [{ policy: policy('n', always), changed: false }];
    expect(judgePolicies(template, binding(placement), policy('p'), applied)).toBeUndefined();
  });
});

it('the policy of a namespace comes before a cluster’s, whose name may be left over', () => {
  const annotations = {
    'propagationpolicy.karmada.io/name': 'p',
    'propagationpolicy.karmada.io/namespace': 'n',
    'clusterpropagationpolicy.karmada.io/name': 'c',
  };
  const at = (held: Record<string, string>) =>
    policyPlace({ ...binding({}), metadata: { name: 'b', annotations: held } });
  expect(at(annotations)).toMatchObject({ resource: 'propagationpolicies', namespace: 'n', name: 'p' });
  expect(at({ 'clusterpropagationpolicy.karmada.io/name': 'c' })).toMatchObject({
    resource: 'clusterpropagationpolicies',
    name: 'c',
  });
  expect(at({})).toBeUndefined();
});

describe('an object that goes nowhere hears why:', () => {
  const other = (change: object): Policy => policy('p', { resourceSelectors: [{ ...selector, ...change }] });
  it.each<[string, readonly Policy[] | undefined, string]>([
    ['no policy at all', [], 'not propagated: no policy matches'],
    [
      'one for another name',
      [other({ name: 'web' })],
      'no policy matches (PropagationPolicy p selects Deployment web)',
    ],
    [
      'one for another version',
      [other({ apiVersion: 'apps/v1beta1' })],
      'no policy matches (PropagationPolicy p selects Deployment of apps/v1beta1)',
    ],
    [
      'one for other labels',
      [other({ name: '', labelSelector: { matchLabels: { app: 'no' } } })],
      'no policy matches (PropagationPolicy p selects app=no)',
    ],
    ['one for another kind is no near miss', [other({ kind: 'ConfigMap' })], 'not propagated: no policy matches'],
    [
      'one that matches, and Karmada is late',
      [other({})],
      'not propagated yet: PropagationPolicy p matches it, but it has no ResourceBinding',
    ],
    [
      'a lazy one',
      [policy('p', { activationPreference: 'Lazy' })],
      'not propagated yet: PropagationPolicy p matches it, but it has no ResourceBinding; it is lazy and waits until the object changes',
    ],
    ['policies that may not be read', undefined, 'not propagated: it has no ResourceBinding'],
  ])('%s', (_, policies, why) => {
    expect(judgeUnpropagated(template, policies).why).toContain(why);
  });

  it('and what would help', () => {
    expect(judgeUnpropagated(template, []).hint).toBe(
      'Apply a PropagationPolicy in namespace default with resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: nginx}]',
    );
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'r' } };
    expect(judgeUnpropagated(role, []).hint).toContain('a ClusterPropagationPolicy');
  });

  it('in a namespace that Karmada keeps to itself', () => {
    const inside = { ...template, metadata: { ...template.metadata, namespace: 'karmada-es-m1' } };
    expect(judgeUnpropagated(inside, [policy('p')])).toEqual({
      why: 'not propagated: Karmada keeps namespace karmada-es-m1 to itself',
      hint: undefined,
    });
  });
});
