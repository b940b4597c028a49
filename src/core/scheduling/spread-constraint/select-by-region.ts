import type { SpreadConstraint } from '../../karmada-types/policy.ts';
import type { SchedulingError } from '../answer.ts';
import { failure } from '../failure.ts';
import { best } from './candidate.ts';
import type { Groups } from './group-clusters.ts';
import type { Selected } from './select-clusters.ts';
import { selectGroups } from './select-groups.ts';

/** spreadconstraint/select_clusters_by_region.go: the regions first, then the best cluster of each, then the best others. */
export function selectByRegion(
  byRegion: SpreadConstraint,
  byCluster: SpreadConstraint | undefined,
  { regions }: Groups,
): Selected | SchedulingError {
  const [min, max] = [byRegion.minGroups ?? 0, byRegion.maxGroups ?? 0];
  if (regions.size < min) return failure('the number of feasible region is less than spreadConstraint.MinGroups');
  const groups = [...regions.values()].map(({ name, clusters, score }) => ({
    name,
    value: clusters.length,
    weight: score,
  }));
  const chosen = selectGroups(groups, min, max, byCluster?.minGroups ?? 0);
  if (chosen.length === 0) return failure('the number of clusters is less than the cluster spreadConstraint.MinGroups');
  const inChosen = chosen.map(({ name }) => regions.get(name)?.clusters ?? []);
  const first = inChosen.flatMap((clusters) => clusters.slice(0, 1));
  const rest = inChosen.flatMap((clusters) => clusters.slice(1)).sort(best);
  const count = Math.min(rest.length + first.length, byCluster?.maxGroups ?? 0);
  const names = new Set(chosen.map(({ name }) => name));
  return {
    clusters: [...first, ...rest.slice(0, Math.max(0, count - first.length))],
    selection: {
      by: 'region',
      regions: [...regions.values()].map(({ name, score }) => ({ name, score, chosen: names.has(name) })),
    },
  };
}
