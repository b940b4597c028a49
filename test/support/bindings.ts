/** A template, the policies that take it and the binding it has, for the tests of what the detector writes. */
import { bindingFor } from '../../src/core/detector/binding-for.ts';
import type { BindingFacts } from '../../src/core/detector/binding-spec.ts';
import type { PropagationPolicy, PropagationSpec } from '../../src/core/karmada-types/policy.ts';
import type { ResourceBinding } from '../../src/core/karmada-types/work.ts';
import type { Metadata } from '../../src/core/object.ts';
import type { Workload } from '../../src/core/propagation.ts';
import { cpp, deployment, pp } from './policies.ts';

export const template = (
  change: Partial<Metadata> = {},
  spec: Workload['spec'] & object = { replicas: 3 },
): Workload => ({
  ...deployment({ uid: 'u1', resourceVersion: '7', ...change }),
  spec,
});
export const placement = { clusterAffinity: { clusterNames: ['m1'] } };
export const owner = (uid: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  name: 'nginx',
  uid,
  controller: true,
  blockOwnerDeletion: true,
});

export const policyOf = (spec: Partial<PropagationSpec> = {}, metadata: Partial<Metadata> = {}): PropagationPolicy => {
  const labels = { 'propagationpolicy.karmada.io/permanent-id': 'id-p' };
  return pp('p', { placement, ...spec } as never, 'default', { labels, ...metadata }) as PropagationPolicy;
};
export const clusterPolicy = (spec: Partial<PropagationSpec> = {}): PropagationPolicy => {
  const policy = cpp('c', { placement, ...spec } as never);
  const labels = { 'clusterpropagationpolicy.karmada.io/permanent-id': 'id-c' };
  return { ...policy, metadata: { ...policy.metadata, labels } } as never;
};
export const held = (
  spec: Partial<ResourceBinding['spec']> = {},
  metadata: Partial<Metadata> = {},
): ResourceBinding => ({
  apiVersion: 'work.karmada.io/v1alpha2',
  kind: 'ResourceBinding',
  metadata: { name: 'nginx-deployment', namespace: 'default', uid: 'b', ownerReferences: [owner('u1')], ...metadata },
  spec: {
    resource: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nginx', uid: 'u1', resourceVersion: '6' },
    replicas: 2,
    clusters: [{ name: 'm1', replicas: 2 }],
    ...spec,
  },
  status: { schedulerObservedGeneration: 4 },
});
export const make = (
  policy: PropagationPolicy,
  previous?: ResourceBinding,
  minor = 18,
  facts: BindingFacts = {},
  of = template(),
) => bindingFor(of, policy, previous, facts, { minor });
