import { firstOf } from '../../go/panic.ts';
import type { SpreadConstraint } from '../../karmada-types/policy.ts';
import type { SchedulingError } from '../answer.ts';
import { failure } from '../failure.ts';
import type { Candidate } from './candidate.ts';
import { anyReplicas } from './constraints.ts';
import type { Selected } from './select-clusters.ts';

/** spreadconstraint/select_clusters_by_cluster.go. */
export function selectByCluster(
  { minGroups, maxGroups }: SpreadConstraint,
  clusters: readonly Candidate[],
  replicas: number,
): Selected | SchedulingError {
  if (clusters.length < (minGroups ?? 0))
    return failure('the number of feasible clusters is less than spreadConstraint.MinGroups');
  const count = Math.min(clusters.length, maxGroups ?? 0);
  const first = firstOf(clusters, count);
  if (replicas === anyReplicas) return { clusters: first, selection: { by: 'cluster' } };
  const selected = exchange(first, clusters.slice(count), replicas);
  if (selected.length === 0) return failure(`no enough resource when selecting ${count} clusters`);
  return { clusters: selected, selection: { by: 'cluster' } };
}

/**
 * selectClustersByAvailableResource: while the best clusters have not room enough, the last of them is exchanged for the
 * roomiest of the rest, then the one before it. None: that does not help.
 */
function exchange(first: readonly Candidate[], others: readonly Candidate[], replicas: number): readonly Candidate[] {
  const [selected, rest] = [[...first], [...others]];
  for (let at = selected.length - 1; at >= 0 && !hasRoom(selected, replicas); at--) {
    const out = selected[at] as Candidate;
    const index = roomiest(rest, out.available);
    const into = rest[index];
    if (!into) continue;
    selected[at] = into;
    rest[index] = out;
  }
  return hasRoom(selected, replicas) ? selected : [];
}

const hasRoom = (clusters: readonly Candidate[], replicas: number): boolean =>
  clusters.reduce((sum, { available }) => sum + available, 0) >= replicas;

/** The first that has the most of those that have more; -1: none has. */
function roomiest(clusters: readonly Candidate[], than: number): number {
  let [index, most] = [-1, than];
  for (const [at, { available }] of clusters.entries()) if (available > most) [index, most] = [at, available];
  return index;
}
