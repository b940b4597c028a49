import { rankPolicies, selects } from './detector/compare.ts';
import { whyIgnored } from './detector/event-filter.ts';
import { describeNearMiss, nearMisses } from './detector/near-miss.ts';
import { callPolicy, isGoing, isLazy, isSamePolicy, type Policy } from './detector/policy.ts';
import { whyNoPreemption } from './detector/preemption.ts';
import type { KubeObject, Place } from './object.ts';
import { type Binding, bindingKind, type Workload } from './propagation.ts';
import { filled, sameJson } from './same-json.ts';

/** Whether a binding says what its policy says now, for those who wait for it. */

/** A policy of this very run, as the server answered, and whether the run changed it. */
export interface AppliedPolicy {
  readonly policy: Policy;
  readonly changed: boolean;
}

export const isPolicy = ({ apiVersion = '', kind = '' }: KubeObject): boolean =>
  apiVersion.startsWith('policy.karmada.io/') && (kind === 'PropagationPolicy' || kind === 'ClusterPropagationPolicy');

/** Where the policy is that a binding names. v1.10 leaves the name of a cluster's policy there when another took over. */
export function policyPlace({ metadata: { annotations = {} } }: Binding): Place | undefined {
  const api = { group: 'policy.karmada.io', version: 'v1alpha1' };
  const name = annotations['propagationpolicy.karmada.io/name'];
  const namespace = annotations['propagationpolicy.karmada.io/namespace'];
  if (name && namespace) return { ...api, resource: 'propagationpolicies', namespace, name };
  const clusterWide = annotations['clusterpropagationpolicy.karmada.io/name'];
  return clusterWide ? { ...api, resource: 'clusterpropagationpolicies', name: clusterWide } : undefined;
}

/**
 * Why a binding does not yet say what the policies say; undefined when it does. `named` is the policy that the binding
 * names, read after it. Karmada copies its placement (pkg/detector/detector.go, ApplyPolicy); a lazy policy's only
 * when the workload itself changes next, so that is not waited for.
 */
export function judgePolicies(
  template: Workload,
  binding: Binding,
  named: Policy | undefined,
  applied: readonly AppliedPolicy[],
): string | undefined {
  const kind = bindingKind(binding.metadata.namespace ?? template.metadata.namespace);
  if (named && !isLazy(named) && !isGoing(named)) {
    if (!sameJson(filled(named.spec?.placement ?? {}), filled(binding.spec.placement ?? {})))
      return `not scheduled yet: the ${kind} has an earlier placement than ${callPolicy(named)}`;
  }
  const next = applied.find(({ policy, changed }) => {
    if (isLazy(policy) || (named && isSamePolicy(policy, named))) return false;
    if (!named) return selects(policy, template);
    return changed && whyNoPreemption(policy, named, template) === undefined;
  })?.policy;
  if (!next) return undefined;
  const off = named ? ' (the feature gate PropagationPolicyPreemption is off by default)' : '';
  return `not scheduled yet: ${callPolicy(next)} matches it, but ${named ? callPolicy(named) : 'no policy'} holds it${off}`;
}

/** Why an object goes nowhere, and what would help. */
export interface Unpropagated {
  readonly why: string;
  readonly hint: string | undefined;
}

/** Judges an object without a binding; `policies` are those of its namespace and the cluster's, or unknown. */
export function judgeUnpropagated(object: Workload, policies: readonly Policy[] | undefined): Unpropagated {
  const { apiVersion, kind, metadata } = object;
  const { name, namespace } = metadata;
  const none = `it has no ${bindingKind(namespace)}`;
  const ignored = whyIgnored(object);
  if (ignored !== undefined) return { why: `not propagated: ${ignored}`, hint: undefined };
  if (!policies) return { why: `not propagated: ${none}`, hint: undefined };
  const match = rankPolicies(policies, object)[0]?.policy;
  if (match && !isGoing(match)) {
    const lazy = isLazy(match) ? '; it is lazy and waits until the object changes' : '';
    return { why: `not propagated yet: ${callPolicy(match)} matches it, but ${none}${lazy}`, hint: undefined };
  }
  const near = nearMisses(policies, object)
    .filter(({ policy }, index, all) => policy !== all[index - 1]?.policy)
    .map((miss) => describeNearMiss(miss, object));
  const where =
    namespace === undefined ? 'a ClusterPropagationPolicy' : `a PropagationPolicy in namespace ${namespace}`;
  return {
    why: `not propagated: no policy matches${near.length > 0 ? ` (${near.slice(0, 3).join('; ')})` : ''}`,
    hint: `Apply ${where} with resourceSelectors: [{apiVersion: ${apiVersion}, kind: ${kind}, name: ${name}}]`,
  };
}
