import type { ResourceBindingSpec } from '../../karmada-types/work.ts';
import type { Rules } from '../rules.ts';
import { best, type Candidate } from './candidate.ts';
import { constraintOn, ignoresConstraints } from './constraints.ts';
import { groupScore } from './group-score.ts';

/** The candidates, best first, and by region where they are spread over regions (spreadconstraint/group_clusters.go). */
export interface Groups {
  readonly clusters: readonly Candidate[];
  readonly regions: ReadonlyMap<string, Region>;
}

export interface Region {
  readonly name: string;
  readonly score: number;
  readonly clusters: readonly Candidate[];
}

/** GroupClustersWithScore. */
export function groupClusters(candidates: readonly Candidate[], spec: ResourceBindingSpec, rules: Rules): Groups {
  const clusters = candidates.toSorted(best);
  const constraints = spec.placement?.spreadConstraints ?? [];
  const isFlat =
    constraints.length === 0 ||
    (constraints.length === 1 && constraints[0]?.spreadByField === 'cluster') ||
    ignoresConstraints(spec.placement);
  if (isFlat) return { clusters, regions: new Map() };
  const groupBy = (field: 'zone' | 'region' | 'provider'): ReadonlyMap<string, Region> => {
    const constraint = constraintOn(field, constraints);
    if (!constraint) return new Map();
    return new Map(
      [...membersOf(clusters, field)].map(([name, group]) => [
        name,
        { name, clusters: group, score: groupScore(group, spec, constraint.minGroups ?? 0, rules) },
      ]),
    );
  };
  // Zones and providers are scored too, though nobody asks for the score: that alone can end an old scheduler.
  groupBy('zone');
  const regions = groupBy('region');
  groupBy('provider');
  return { clusters, regions };
}

function membersOf(
  clusters: readonly Candidate[],
  field: 'zone' | 'region' | 'provider',
): ReadonlyMap<string, readonly Candidate[]> {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of clusters) {
    const { zones, region, provider } = candidate.member.cluster.spec;
    const names = field === 'zone' ? (zones ?? []) : [field === 'region' ? region : provider].filter(Boolean);
    for (const name of names as readonly string[]) {
      const group = groups.get(name);
      if (group) group.push(candidate);
      else groups.set(name, [candidate]);
    }
  }
  return groups;
}
