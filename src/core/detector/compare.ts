import type { KubeObject } from '../object.ts';
import { matchOf, type ResourceSelector } from '../selector.ts';
import { callPolicy, isGoing, isNamespaced, type Policy, priorityOf } from './policy.ts';

/** How a policy finds an object: what ranks between policies of one priority (pkg/util/selector.go). */
export type ImplicitPriority = 'name' | 'labels' | 'kind';

export interface Match<P extends Policy = Policy> {
  readonly policy: P;
  readonly priority: number;
  readonly implicit: ImplicitPriority;
}

/** Any policy that has selectors. */
interface Selecting {
  readonly spec?: { readonly resourceSelectors?: readonly ResourceSelector[] };
}

const steps: readonly ImplicitPriority[] = ['kind', 'labels', 'name'];

/** The best of its selectors counts (ResourceMatchSelectorsPriority). */
export function implicitPriority({ spec }: Selecting, template: KubeObject): ImplicitPriority | undefined {
  let best: ImplicitPriority | undefined;
  for (const selector of spec?.resourceSelectors ?? []) {
    const match = matchOf(selector, template);
    if (match && (best === undefined || lowestFirst(best, match) < 0)) best = match;
  }
  return best;
}

export const lowestFirst = (a: ImplicitPriority, b: ImplicitPriority): number => steps.indexOf(a) - steps.indexOf(b);

/** A PropagationPolicy reaches its own namespace alone; a cluster's policy reaches all. */
const isInReach = (policy: Policy, { metadata }: KubeObject): boolean =>
  !isNamespaced(policy) || (metadata.namespace !== undefined && policy.metadata.namespace === metadata.namespace);

/** Whether a policy would take the object if it were the only one. What is going away takes nothing any more. */
export const selects = (policy: Policy, template: KubeObject): boolean =>
  !isGoing(policy) && isInReach(policy, template) && implicitPriority(policy, template) !== undefined;

/** The policies that match, the one that Karmada takes first; one that is being deleted is among them, at the end. */
export function rankPolicies<P extends Policy>(policies: readonly P[], template: KubeObject): readonly Match<P>[] {
  const matches: Match<P>[] = [];
  // In a loop, as this is asked of every policy for every template.
  for (const policy of policies) {
    if (!isInReach(policy, template)) continue;
    const implicit = implicitPriority(policy, template);
    if (implicit !== undefined) matches.push({ policy, priority: priorityOf(policy), implicit });
  }
  return matches.sort(compareMatches);
}

/**
 * getHighestPriorityPropagationPolicy (pkg/detector/compare.go): the priority, then how it matches, then the name that
 * comes first. LookForMatchedPolicy asks the namespace's policies before the cluster's (pkg/detector/detector.go).
 */
function compareMatches(a: Match, b: Match): number {
  return (
    Number(isGoing(a.policy)) - Number(isGoing(b.policy)) ||
    Number(isNamespaced(b.policy)) - Number(isNamespaced(a.policy)) ||
    b.priority - a.priority ||
    lowestFirst(b.implicit, a.implicit) ||
    (a.policy.metadata.name < b.policy.metadata.name ? -1 : 1)
  );
}

const how: Readonly<Record<ImplicitPriority, string>> = {
  name: 'selects by name',
  labels: 'selects by labels',
  kind: 'selects all of the kind',
};

/** Why one that matches comes after another that does. */
export function whyAfter(late: Match, first: Match): string {
  const name = callPolicy(first.policy);
  if (isGoing(late.policy)) return 'it is being deleted';
  if (isNamespaced(first.policy) !== isNamespaced(late.policy)) return `${name}, of the namespace, comes first`;
  if (late.priority !== first.priority) return `its priority is ${late.priority}, that of ${name} ${first.priority}`;
  if (late.implicit !== first.implicit) return `it ${how[late.implicit]}, ${name} ${how[first.implicit]}`;
  return `${name} comes first by name`;
}
