import type { KubeObject } from '../object.ts';
import { isNamespaced, type Policy } from './policy.ts';

/** The mark that a policy leaves on the templates it takes (pkg/detector/claim.go). */
export interface Claim {
  /** Of a PropagationPolicy only. */
  readonly namespace?: string;
  readonly name: string;
}

/** The label that a policy and all that it holds share. */
export const policyIdLabel = (policy: Policy): string =>
  `${isNamespaced(policy) ? 'propagationpolicy' : 'clusterpropagationpolicy'}.karmada.io/permanent-id`;

/**
 * Which policy an object says to be held by (propagateResource, pkg/detector/policy.go): the annotations name it, and
 * they count with the label only. A PropagationPolicy's mark comes first.
 */
export function claimOf({ metadata: { labels = {}, annotations = {} } }: KubeObject): Claim | undefined {
  const namespace = annotations['propagationpolicy.karmada.io/namespace'];
  const name = annotations['propagationpolicy.karmada.io/name'];
  if (namespace && name && labels['propagationpolicy.karmada.io/permanent-id']) return { namespace, name };
  const clusterWide = annotations['clusterpropagationpolicy.karmada.io/name'];
  return clusterWide && labels['clusterpropagationpolicy.karmada.io/permanent-id'] ? { name: clusterWide } : undefined;
}

/** By name: the id may be that of an earlier policy of this name. */
export const isClaimOf = (policy: Policy, { namespace, name }: Claim): boolean =>
  isNamespaced(policy) === (namespace !== undefined) &&
  policy.metadata.name === name &&
  (namespace === undefined || policy.metadata.namespace === namespace);

export const callClaim = ({ namespace, name }: Claim): string =>
  `${namespace === undefined ? 'ClusterPropagationPolicy' : 'PropagationPolicy'} ${name}`;
