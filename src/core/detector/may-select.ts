import type { KubeObject } from '../object.ts';
import { implicitPriority, selects } from './compare.ts';
import { isNamespaced, type Policy } from './policy.ts';

/** Whether a policy selects an object, or, where its labels are not known, may do so by them. */
export function maySelect(policy: Policy, object: KubeObject, knows: 'labels' | 'no labels'): boolean {
  if (selects(policy, object)) return true;
  const isInReach = !isNamespaced(policy) || policy.metadata.namespace === object.metadata.namespace;
  return knows === 'no labels' && isInReach && implicitPriority(withoutLabels(policy), object) === 'kind';
}

const withoutLabels = (policy: Policy): Policy => ({
  ...policy,
  spec: {
    ...policy.spec,
    resourceSelectors: (policy.spec?.resourceSelectors ?? []).map(({ labelSelector: _, ...rest }) => rest),
  },
});
