import type { Behaviours } from './behaviours.ts';
import type { Cluster } from './cluster.ts';
import {
  type LabelSelector,
  labelOf,
  labelRequirements,
  meets,
  nodeRequirements,
  type Requirement,
} from './label-selector.ts';

/** Which clusters an affinity means (ClusterMatches in pkg/util/selector.go, v1.18 and v1.10). */
export interface ClusterAffinity {
  readonly labelSelector?: LabelSelector;
  readonly fieldSelector?: { readonly matchExpressions?: readonly Requirement[] };
  readonly clusterNames?: readonly string[];
  readonly exclude?: readonly string[];
}

/** The first thing that keeps a cluster out, in Karmada's order. */
export type Mismatch =
  | { readonly by: 'exclude' }
  | { readonly by: 'clusterNames' }
  | { readonly by: 'labelSelector' | 'fieldSelector'; readonly requirement: Requirement | 'invalid' };

export type ClusterMatcher = (cluster: Cluster) => Mismatch | undefined;

const excluded: Mismatch = { by: 'exclude' };
const notNamed: Mismatch = { by: 'clusterNames' };

/** Reads the affinity once, for many clusters. A selector that is not valid matches nothing. */
export function clusterMatcher(affinity: ClusterAffinity, zoneMatching: Behaviours['zoneMatching']): ClusterMatcher {
  const out = new Set(affinity.exclude);
  const named = new Set(affinity.clusterNames);
  const labels = affinity.labelSelector ? labelRequirements(affinity.labelSelector) : [];
  const fields = affinity.fieldSelector?.matchExpressions ?? [];
  const zones = fields.filter(({ key }) => key === 'zone');
  const others = nodeRequirements(fields.filter(({ key }) => key !== 'zone'));
  return ({ metadata, spec }) => {
    if (out.has(metadata.name)) return excluded;
    if (!labels) return { by: 'labelSelector', requirement: 'invalid' };
    for (const requirement of labels)
      if (!meets(requirement, labelOf(metadata.labels ?? {}, requirement.key)))
        return { by: 'labelSelector', requirement };
    for (const requirement of zones)
      if (!meetsZones(requirement, spec.zones ?? [], zoneMatching)) return { by: 'fieldSelector', requirement };
    if (!others) return { by: 'fieldSelector', requirement: 'invalid' };
    for (const requirement of others)
      if (!meets(requirement, fieldOf(spec, requirement.key))) return { by: 'fieldSelector', requirement };
    return named.size === 0 || named.has(metadata.name) ? undefined : notNamed;
  };
}

export const matchesCluster = (
  affinity: ClusterAffinity,
  cluster: Cluster,
  zoneMatching: Behaviours['zoneMatching'] = 'any zone',
): boolean => clusterMatcher(affinity, zoneMatching)(cluster) === undefined;

/** extractClusterFields: an empty field is none. */
const fieldOf = ({ provider, region }: Cluster['spec'], key: string): string | undefined =>
  (key === 'provider' ? provider : key === 'region' ? region : undefined) || undefined;

/** matchZones. */
function meetsZones(
  { operator, values }: Requirement,
  zones: readonly string[],
  matching: Behaviours['zoneMatching'],
): boolean {
  const isListed = (zone: string): boolean => (values ?? []).includes(zone);
  if (operator === 'Exists') return zones.length > 0;
  if (operator === 'DoesNotExist') return zones.length === 0;
  if (operator === 'NotIn') return !zones.some(isListed);
  if (operator !== 'In' || zones.length === 0) return false;
  return matching === 'any zone' ? zones.some(isListed) : zones.every(isListed);
}

/** `region is "cn", asked for is one of: us, eu`. */
export function describeMismatch(mismatch: Mismatch, { metadata, spec }: Cluster): string {
  if (mismatch.by === 'exclude') return 'the policy excludes it by name';
  if (mismatch.by === 'clusterNames') return 'the policy does not name it';
  const { requirement } = mismatch;
  if (requirement === 'invalid') return `the ${mismatch.by} is not valid, so it matches no cluster`;
  const { key } = requirement;
  if (mismatch.by === 'labelSelector')
    return `label ${key} ${stateOf(labelOf(metadata.labels ?? {}, key))}, asked for is ${wishOf(requirement)}`;
  const held = key === 'zone' ? spec.zones?.join(', ') || undefined : fieldOf(spec, key);
  return `${key} ${stateOf(held)}, asked for is ${wishOf(requirement)}`;
}

const stateOf = (held: string | undefined): string => (held === undefined ? 'is not set' : `is "${held}"`);

function wishOf({ operator, values }: Requirement): string {
  const listed = (values ?? []).join(', ');
  if (operator === 'Exists') return 'any';
  if (operator === 'DoesNotExist') return 'none';
  if (operator === 'Gt' || operator === 'Lt') return `one ${operator === 'Gt' ? 'greater' : 'less'} than ${listed}`;
  return `${operator === 'In' ? 'one' : 'none'} of: ${listed}`;
}
