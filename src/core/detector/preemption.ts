import { wayOf } from '../behaviours.ts';
import type { KubeObject } from '../object.ts';
import type { ResourceSelector } from '../selector.ts';
import { namesClusterPolicy } from './claim.ts';
import { callPolicy, isGoing, isNamespaced, isSamePolicy, type Policy, priorityOf } from './policy.ts';

/**
 * Why a policy cannot take an object from the policy that holds it; undefined: it does (pkg/detector/preemption.go,
 * v1.10 and v1.18). High PropagationPolicy over low over any ClusterPropagationPolicy; and what is to be taken must
 * be named: it is fetched with what the selector says.
 */
export function whyNoPreemption(
  policy: Policy,
  holder: Policy,
  template: KubeObject,
  minor?: number,
): string | undefined {
  const held = `${callPolicy(holder)} holds it`;
  if (isGoing(policy)) return 'it is being deleted';
  if (policy.spec?.preemption !== 'Always') return `${held}, and its preemption is Never`;
  if (template.metadata.deletionTimestamp) return `${held}, and nothing that is being deleted is preempted`;
  if (!names(policy, template)) return `${held}, and only what a selector names can be preempted`;
  if (isNamespaced(policy) && minor !== undefined && isLoose(template, minor)) return undefined;
  if (isNamespaced(policy) !== isNamespaced(holder)) {
    return isNamespaced(policy) ? undefined : `${held}, and a ClusterPropagationPolicy preempts no PropagationPolicy`;
  }
  const [ours, theirs] = [priorityOf(policy), priorityOf(holder)];
  return ours > theirs ? undefined : `${held}, and its priority is ${ours}, not above ${theirs}`;
}

/**
 * Before v1.12 what a ClusterPropagationPolicy has held bears its name for good, and is then any PropagationPolicy's
 * that preempts, whatever its priority (preemptClusterPropagationPolicyDirectly): the last one that is handled has it.
 */
const isLoose = (template: KubeObject, minor: number): boolean =>
  wayOf('claimTakeover', minor) === 'labels' && namesClusterPolicy(template);

/** fetchResourceTemplate: an empty namespace is that of what has none. */
function names(policy: Policy, { apiVersion, kind, metadata }: KubeObject): boolean {
  return (policy.spec?.resourceSelectors ?? []).some(
    (selector) =>
      selector.apiVersion === apiVersion &&
      selector.kind === kind &&
      selector.name === metadata.name &&
      namespaceOf(selector, policy) === (metadata.namespace ?? ''),
  );
}

/** The webhook fills in a PropagationPolicy's own namespace; a policy that comes from a file has not met it yet. */
const namespaceOf = ({ namespace }: ResourceSelector, policy: Policy): string =>
  namespace || (isNamespaced(policy) ? (policy.metadata.namespace ?? '') : '');

/**
 * Who holds the object once all that may preempt have done so. Among equals it is a matter of the order in which Karmada
 * handles them, which nobody can know: then it is the first by name, and `others` are those that it may as well be.
 */
export function preemptor<P extends Policy>(
  policies: readonly P[],
  holder: P,
  template: KubeObject,
  minor: number,
): { readonly policy: P; readonly others: readonly P[] } | undefined {
  const able = policies.filter(
    (policy) => !isSamePolicy(policy, holder) && whyNoPreemption(policy, holder, template, minor) === undefined,
  );
  const best = able.filter((policy) => able.every((other) => !comesBefore(other, policy)));
  const [policy, ...equals] = best.toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  if (!policy) return undefined;
  const rivals = policies.filter((other) => whyNoPreemption(other, holder, template, minor) === undefined);
  const isOpen = isLoose(template, minor) && isNamespaced(policy);
  return { policy, others: isOpen ? rivals.filter((rival) => isNamespaced(rival) && rival !== policy) : equals };
}

const comesBefore = (a: Policy, b: Policy): boolean =>
  isNamespaced(a) === isNamespaced(b) ? priorityOf(a) > priorityOf(b) : isNamespaced(a);
