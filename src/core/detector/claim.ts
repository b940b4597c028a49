import { wayOf } from '../behaviours.ts';
import type { KubeObject } from '../object.ts';
import { isNamespaced, isSamePolicy, type Policy } from './policy.ts';

/** The mark that a policy leaves on the templates it takes, and on their bindings (pkg/detector/claim.go). */
export interface Claim {
  /** Of a PropagationPolicy only. */
  readonly namespace?: string;
  readonly name: string;
}

type Marks = Readonly<Record<string, string>>;

const namespaceKey = 'propagationpolicy.karmada.io/namespace';
const nameKey = 'propagationpolicy.karmada.io/name';
const idKey = 'propagationpolicy.karmada.io/permanent-id';
const clusterNameKey = 'clusterpropagationpolicy.karmada.io/name';
const clusterIdKey = 'clusterpropagationpolicy.karmada.io/permanent-id';

/**
 * Which policy an object says to be held by (propagateResource, pkg/detector/policy.go): the annotations name it, and
 * they count with the label only. A PropagationPolicy's mark comes first.
 */
export function claimOf({ metadata: { labels = {}, annotations = {} } }: KubeObject): Claim | undefined {
  const { [namespaceKey]: namespace, [nameKey]: name, [clusterNameKey]: clusterWide } = annotations;
  if (namespace && name && labels[idKey]) return { namespace, name };
  return clusterWide && labels[clusterIdKey] ? { name: clusterWide } : undefined;
}

/** By name: the id may be that of an earlier policy of this name. */
export const isClaimOf = (policy: Policy, { namespace, name }: Claim): boolean =>
  isSamePolicy(policy, {
    kind: namespace === undefined ? 'ClusterPropagationPolicy' : 'PropagationPolicy',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  });

export const callClaim = ({ namespace, name }: Claim): string =>
  `${namespace === undefined ? 'ClusterPropagationPolicy' : 'PropagationPolicy'} ${name}`;

/** The id that a policy and all that it holds share: its webhook gives it one, so a policy of a file has none yet. */
export const policyId = (policy: Policy): string | undefined =>
  policy.metadata.labels?.[isNamespaced(policy) ? idKey : clusterIdKey];

/** A policy of a file as its webhook would leave it: with the id of the one that is there, or with one that is to be drawn. */
export function withPolicyId<P extends Policy>(policy: P, former: Policy | undefined): P {
  const id = policyId(policy) ?? (former && policyId(former)) ?? 'to-be-drawn';
  const labels = { ...policy.metadata.labels, [isNamespaced(policy) ? idKey : clusterIdKey]: id };
  return { ...policy, metadata: { ...policy.metadata, labels } };
}

/** The template as the policy marks it; as it is where it bears the mark (ClaimPolicyForObject in detector.go). */
export function claimTemplate<T extends KubeObject>(template: T, policy: Policy, minor: number): T {
  const { labels = {} } = template.metadata;
  const id = policyId(policy);
  const claim = claimOf(template);
  const isHeld =
    id === undefined ? claim && isClaimOf(policy, claim) : labels[isNamespaced(policy) ? idKey : clusterIdKey] === id;
  const isFree = isNamespaced(policy) && labels[clusterIdKey] !== undefined;
  return isHeld && !isFree ? template : withClaim(template, policy, minor);
}

/** A PropagationPolicy takes away the mark of a ClusterPropagationPolicy; before v1.12 the name stays (excludeClusterPolicy). */
export function withClaim<T extends KubeObject>(object: T, policy: Policy, minor: number): T {
  const { name, namespace } = policy.metadata;
  const names: Marks = isNamespaced(policy)
    ? { [namespaceKey]: namespace ?? '', [nameKey]: name }
    : { [clusterNameKey]: name };
  const id = policyId(policy);
  const ids: Marks = id === undefined ? {} : { [isNamespaced(policy) ? idKey : clusterIdKey]: id };
  const { metadata } = object;
  const isOver = isNamespaced(policy) && metadata.labels?.[clusterIdKey] !== undefined;
  const takesNames = wayOf('claimTakeover', minor) === 'labels and annotations';
  return withMarks(object, {
    labels: {
      ...without(metadata.labels, isOver ? [clusterIdKey, clusterNameKey] : []),
      ...(wayOf('claimNames', minor) === 'annotations' ? {} : names),
      ...ids,
    },
    annotations: { ...without(metadata.annotations, isOver && takesNames ? [clusterNameKey] : []), ...names },
  });
}

/** What a policy that goes leaves: the marks are taken off template and binding. */
export function withoutClaim<T extends KubeObject>(object: T): T {
  const claim = claimOf(object);
  if (!claim) return object;
  const keys = claim.namespace === undefined ? [clusterIdKey, clusterNameKey] : [idKey, namespaceKey, nameKey];
  const { labels, annotations } = object.metadata;
  return withMarks(object, { labels: without(labels, keys), annotations: without(annotations, keys) });
}

const without = (marks: Marks = {}, keys: readonly string[]): Marks =>
  Object.fromEntries(Object.entries(marks).filter(([key]) => !keys.includes(key)));

function withMarks<T extends KubeObject>(object: T, marks: { readonly labels: Marks; readonly annotations: Marks }): T {
  return { ...object, metadata: { ...object.metadata, ...marks } };
}
