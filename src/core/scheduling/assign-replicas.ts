import { int32 } from '../go/int.ts';
import { groupBy } from '../group-by.ts';
import type { ResourceBindingSpec } from '../karmada-types/work.ts';
import type { SchedulingError, Undetermined } from './answer.ts';
import { type Assigned, type Assignment, assign } from './assignment.ts';
import { failure, isFailure } from './failure.ts';
import type { Rules } from './rules.ts';
import type { Share } from './shares.ts';
import type { Candidate } from './spread-constraint/candidate.ts';

/** AssignReplicas (pkg/scheduler/core/common.go): what runs in how many replicas on each of the selected clusters. */
export function assignReplicas(
  selected: readonly Candidate[],
  spec: ResourceBindingSpec,
  { rules, isFresh, overflows }: { rules: Rules; isFresh: boolean; overflows: boolean },
): Assigned | SchedulingError {
  if (selected.length === 0) return failure('no clusters available to schedule');
  if (!hasReplicas(spec, rules))
    return { shares: selected.map(({ name }) => ({ name, replicas: 0 })), division: { rule: 'no replicas' } };
  const assignment: Assignment = {
    candidates: selected,
    replicas: spec.replicas ?? 0,
    strategy: spec.placement?.replicaScheduling ?? undefined,
    former: (spec.clusters ?? []).map(({ name, replicas }) => ({ name, replicas: replicas ?? 0 })),
    uid: spec.resource.uid ?? '',
    isFresh,
    rules,
  };
  return overflows ? assignByTier(assignment) : assignAndClean(assignment);
}

/** Whether replicas are assigned at all; a resource of several components goes to all selected clusters as a whole. */
function hasReplicas({ replicas, replicaRequirements, components }: ResourceBindingSpec, rules: Rules): boolean {
  const some = (replicas ?? 0) > 0;
  if (rules.workloads === 'with replicas') return some;
  return (some || Boolean(replicaRequirements)) && (components ?? []).length <= 1;
}

/** assignReplicasToClusters, removeZeroReplicasCluster. */
function assignAndClean(assignment: Assignment): Assigned | SchedulingError {
  const assigned = assign(assignment);
  if (isFailure(assigned)) return assigned;
  const { undetermined, ...rest } = assigned;
  const open = undetermined && openOf(undetermined, assigned.shares);
  return {
    ...rest,
    shares: assigned.shares.filter(({ replicas }) => replicas > 0),
    ...(open ? { undetermined: open } : {}),
  };
}

/** One replica more than less than none is none: then it makes no difference who gets it. */
const openOf = (undetermined: Undetermined, shares: readonly Share[]): Undetermined | undefined =>
  shares.some(({ name, replicas }) => undetermined.clusters.includes(name) && replicas >= 0) ? undetermined : undefined;

/** Overflow affinities, v1.18: each tier takes what it has room for, in order (assignWorkloadReplicas). */
function assignByTier(assignment: Assignment): Assigned | SchedulingError {
  const tiers = groupBy(assignment.candidates, ({ overflowOrder }) => overflowOrder);
  let remaining = assignment.replicas;
  const parts: Assigned[] = [];
  for (const [, candidates] of [...tiers].sort(([a], [b]) => a - b)) {
    const room = candidates.reduce((sum, { available }) => sum + available, 0);
    const replicas = int32(Math.min(remaining, room));
    const part = assignAndClean({ ...assignment, candidates, replicas });
    if (isFailure(part)) return part;
    parts.push(part);
    remaining = int32(remaining - replicas);
    if (remaining <= 0) break;
  }
  if (remaining > 0)
    return { kind: 'UnschedulableError', message: 'Clusters available replicas are not enough to schedule.' };
  return {
    shares: parts.flatMap(({ shares }) => shares),
    division: parts.map(({ division }) => division).reduce(joined, { rule: 'no replicas' }),
  };
}

/** The divisions of several tiers as one: nobody gets replicas twice. */
const joined = (
  sum: Assigned['division'],
  { rule, mode, target, weights }: Assigned['division'],
): Assigned['division'] => ({
  rule,
  ...(mode ? { mode: sum.mode ?? mode } : {}),
  ...(target === undefined ? {} : { target: (sum.target ?? 0) + target }),
  ...(weights ? { weights: [...(sum.weights ?? []), ...weights] } : {}),
});
