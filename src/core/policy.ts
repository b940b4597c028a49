import type { KubeObject, Place } from './object.ts';
import type { Binding, Workload } from './propagation.ts';
import { sameJson } from './same-json.ts';

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

interface ResourceSelector {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly labelSelector?: {
    readonly matchLabels?: Readonly<Record<string, string>>;
    readonly matchExpressions?: readonly {
      readonly key: string;
      readonly operator: string;
      readonly values?: string[];
    }[];
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
  if (named && !isLazy(named) && !named.metadata.deletionTimestamp) {
    if (!sameJson(filled(named.spec?.placement ?? {}), filled(binding.spec.placement ?? {})))
      return `not scheduled yet: the ResourceBinding has an earlier placement than ${call(named)}`;
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

const isLazy = ({ spec }: Policy): boolean => spec?.activationPreference === 'Lazy';

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

/** ResourceSelectorPriority (pkg/util/selector.go, v1.10 and v1.18): a name makes the labels meaningless. */
function selects(policy: Policy, { apiVersion, kind, metadata }: Workload, how?: 'by name'): boolean {
  if (isNamespaced(policy) && policy.metadata.namespace !== metadata.namespace) return false;
  return (policy.spec?.resourceSelectors ?? []).some((selector) => {
    if (selector.apiVersion !== apiVersion || selector.kind !== kind) return false;
    if (selector.namespace && selector.namespace !== metadata.namespace) return false;
    if (selector.name) return selector.name === metadata.name;
    return how !== 'by name' && matchesLabels(selector, metadata.labels ?? {});
  });
}

function matchesLabels({ labelSelector = {} }: ResourceSelector, labels: Readonly<Record<string, string>>): boolean {
  const { matchLabels = {}, matchExpressions = [] } = labelSelector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const held = labels[key];
      if (operator === 'Exists') return held !== undefined;
      if (operator === 'DoesNotExist') return held === undefined;
      return (held !== undefined && values.includes(held)) === (operator === 'In');
    })
  );
}

/** Without what is empty: a binding is written by a Go program, which leaves that out, a policy may be as people sent it. */
function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, filled(item)] as const);
  return Object.fromEntries(entries.filter(([, item]) => !isEmpty(item)));
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || value === 0 || value === false || (typeof value === 'object' && isBare(value));

const isBare = (value: object): boolean => Object.keys(value).length === 0;
