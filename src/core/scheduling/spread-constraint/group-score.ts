import { quotient } from '../../go/int.ts';
import { divisionByZero } from '../../go/panic.ts';
import type { ResourceBindingSpec } from '../../karmada-types/work.ts';
import type { Rules } from '../rules.ts';
import type { Candidate } from './candidate.ts';
import { constraintOn } from './constraints.ts';

/** What keeps the average score of clusters, at most 100, from outweighing one replica. */
const unit = 1000;

/**
 * What a region is worth: calcGroupScore in spreadconstraint/group_clusters.go, v1.18; before v1.12 the score of its
 * best cluster. A region that has room for the replicas is worth no more for having more.
 */
export function groupScore(
  clusters: readonly Candidate[],
  { placement, replicas }: ResourceBindingSpec,
  minGroups: number,
  { regionScore }: Rules,
): number {
  if (regionScore === 'first cluster') return clusters[0]?.score ?? 0;
  const strategy = placement?.replicaScheduling;
  if (!strategy || strategy.replicaSchedulingType === 'Duplicated') {
    const fitting = clusters.filter(({ available }) => available >= (replicas ?? 0));
    if (fitting.length === 0 && regionScore === 'capacity or a crash') throw divisionByZero();
    return fitting.length === 0 ? 0 : fitting.length * unit + averageScore(fitting, fitting.length);
  }
  const target = shareOf(replicas ?? 0, minGroups);
  const atLeast = Math.max(constraintOn('cluster', placement?.spreadConstraints ?? [])?.minGroups ?? 0, minGroups);
  let room = 0;
  const taken = clusters.findIndex(({ available }, index) => {
    room += available;
    return index + 1 >= atLeast && room >= target;
  });
  const counted = taken === -1 ? clusters : clusters.slice(0, taken + 1);
  if (room < target) return room * unit + averageScore(counted, clusters.length);
  return (target === smallest ? 0 : target * unit) + averageScore(counted, counted.length);
}

/** int64(±Inf) and int64(NaN) on amd64: the smallest int64 there is; a thousand times that is 0. */
const smallest = Number.NEGATIVE_INFINITY;

/** How many replicas one of the regions has to take: int64(math.Ceil(replicas / minGroups)). */
function shareOf(replicas: number, minGroups: number): number {
  const share = Math.ceil(replicas / minGroups);
  return Number.isFinite(share) ? share : smallest;
}

const averageScore = (clusters: readonly Candidate[], count: number): number =>
  quotient(
    clusters.reduce((sum, { score }) => sum + score, 0),
    count,
  );
