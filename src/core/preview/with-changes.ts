import type {
  ClusterOverridePolicy,
  ClusterPropagationPolicy,
  OverridePolicy,
  PropagationPolicy,
} from '../karmada-types/policy.ts';
import type { KubeObject } from '../object.ts';
import type { Fleet } from './fleet.ts';

export type AnyPolicy = PropagationPolicy | ClusterPropagationPolicy | OverridePolicy | ClusterOverridePolicy;

/** What configures Karmada and counts before any template does. */
export const isAnyPolicy = (object: KubeObject): object is AnyPolicy =>
  object.apiVersion === 'policy.karmada.io/v1alpha1' &&
  /^(?:Cluster)?(?:Propagation|Override)Policy$/.test(object.kind ?? '');

export const isPropagationPolicy = (object: KubeObject): object is PropagationPolicy | ClusterPropagationPolicy =>
  isAnyPolicy(object) && object.kind.endsWith('PropagationPolicy');

export const policiesIn = (fleet: Fleet): readonly AnyPolicy[] => [
  ...fleet.propagationPolicies,
  ...fleet.clusterPropagationPolicies,
  ...fleet.overridePolicies,
  ...fleet.clusterOverridePolicies,
];

/** The fleet as it is once these policies are applied. */
export function withPolicies(fleet: Fleet, policies: readonly AnyPolicy[]): Fleet {
  const over = <P extends AnyPolicy>(kind: P['kind'], held: readonly P[]): readonly P[] => {
    const ours = policies.filter((policy): policy is P => policy.kind === kind);
    const isReplaced = (one: P): boolean => ours.some((policy) => isSameObject(policy, one));
    return [...held.filter((one) => !isReplaced(one)), ...ours];
  };
  return {
    ...fleet,
    propagationPolicies: over('PropagationPolicy', fleet.propagationPolicies),
    clusterPropagationPolicies: over('ClusterPropagationPolicy', fleet.clusterPropagationPolicies),
    overridePolicies: over('OverridePolicy', fleet.overridePolicies),
    clusterOverridePolicies: over('ClusterOverridePolicy', fleet.clusterOverridePolicies),
  };
}

export const isSameObject = (a: KubeObject, b: KubeObject): boolean =>
  a.metadata.name === b.metadata.name && a.metadata.namespace === b.metadata.namespace && a.kind === b.kind;
