import type { KubeObject, Place } from './object.ts';
import { type Binding, bindingKind, type Workload } from './propagation.ts';
import { filled, sameJson } from './same-json.ts';
import { matchOf, type ResourceSelector } from './selector.ts';

/** Propagation policies: which one a ResourceBinding was made from, and whether it still says what that policy says. */
export interface Policy extends KubeObject {
  readonly spec?: {
    readonly resourceSelectors?: readonly ResourceSelector[];
    readonly placement?: unknown;
    readonly priority?: number;
    readonly preemption?: string;
    readonly activationPreference?: string;
  };
}

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
  if (named && !isLazy(named) && !named.metadata.deletionTimestamp) {
    if (!sameJson(filled(named.spec?.placement ?? {}), filled(binding.spec.placement ?? {})))
      return `not scheduled yet: the ${kind} has an earlier placement than ${call(named)}`;
  }
  const next = applied.find(({ policy, changed }) => {
    if (isLazy(policy) || (named && isSame(policy, named))) return false;
    if (!named) return selects(policy, template);
    return changed && selects(policy, template, 'by name') && preempts(policy, named);
  })?.policy;
  if (!next) return undefined;
  const off = named ? ' (the feature gate PropagationPolicyPreemption is off by default)' : '';
  return `not scheduled yet: ${call(next)} matches it, but ${named ? call(named) : 'no policy'} holds it${off}`;
}

export const isLazy = ({ spec }: Policy): boolean => spec?.activationPreference === 'Lazy';

const isSame = (a: Policy, b: Policy): boolean =>
  a.metadata.name === b.metadata.name && a.metadata.namespace === b.metadata.namespace;

const isNamespaced = ({ metadata }: Policy): boolean => metadata.namespace !== undefined;

const call = (policy: Policy): string =>
  `${isNamespaced(policy) ? 'PropagationPolicy' : 'ClusterPropagationPolicy'} ${policy.metadata.name}`;

/** pkg/detector/preemption.go, v1.10 and v1.18: a namespace's policy over a cluster's, a high priority over a low one. */
function preempts(policy: Policy, holder: Policy): boolean {
  if (policy.spec?.preemption !== 'Always') return false;
  if (isNamespaced(policy) !== isNamespaced(holder)) return isNamespaced(policy);
  return (policy.spec.priority ?? 0) > (holder.spec?.priority ?? 0);
}

/** A policy that is going away takes nothing any more. */
export function selects(policy: Policy, object: Workload, how?: 'by name'): boolean {
  if (policy.metadata.deletionTimestamp) return false;
  if (isNamespaced(policy) && policy.metadata.namespace !== object.metadata.namespace) return false;
  const found = (policy.spec?.resourceSelectors ?? []).map((selector) => matchOf(selector, object));
  return how === 'by name' ? found.includes('name') : found.some((match) => match !== undefined);
}

const claims = ['propagationpolicy.karmada.io/permanent-id', 'clusterpropagationpolicy.karmada.io/permanent-id'];

/** Whether Karmada has noted on an object that a policy took it. */
export const isClaimed = ({ metadata: { labels = {} } }: KubeObject): boolean => claims.some((key) => labels[key]);

/** IsReservedNamespace (pkg/util/names/names.go), and what `--skipped-propagating-namespaces` says by default. */
export const isReserved = (namespace = ''): boolean =>
  /^(?:kube-.*|karmada-system|karmada-cluster|karmada-es-.*)$/.test(namespace);

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
  if (isReserved(namespace))
    return { why: `not propagated: Karmada keeps namespace ${namespace} to itself`, hint: undefined };
  if (!policies) return { why: `not propagated: ${none}`, hint: undefined };
  const match = policies.find((policy) => selects(policy, object));
  if (match) {
    const lazy = isLazy(match) ? '; it is lazy and waits until the object changes' : '';
    return { why: `not propagated yet: ${call(match)} matches it, but ${none}${lazy}`, hint: undefined };
  }
  const near = policies.flatMap((policy) => nearMiss(policy, object) ?? []);
  const where =
    namespace === undefined ? 'a ClusterPropagationPolicy' : `a PropagationPolicy in namespace ${namespace}`;
  return {
    why: `not propagated: no policy matches${near.length > 0 ? ` (${near.slice(0, 3).join('; ')})` : ''}`,
    hint: `Apply ${where} with resourceSelectors: [{apiVersion: ${apiVersion}, kind: ${kind}, name: ${name}}]`,
  };
}

/** What a policy for the same kind selects instead. */
function nearMiss(policy: Policy, { apiVersion, kind, metadata }: Workload): string | undefined {
  const selector = policy.spec?.resourceSelectors?.find((item) => item.kind === kind);
  if (!selector) return undefined;
  const { namespace, name } = selector;
  if (selector.apiVersion !== apiVersion) return `${call(policy)} selects ${kind} of ${selector.apiVersion}`;
  if (namespace && namespace !== metadata.namespace) return `${call(policy)} selects namespace ${namespace}`;
  return name ? `${call(policy)} selects ${kind} ${name}` : `${call(policy)} selects other labels`;
}
