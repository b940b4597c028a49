import { int32 } from '../go/int.ts';
import { sortLikeGo } from '../go/pdqsort.ts';
import type { Division, SchedulingError } from './answer.ts';
import type { Assigned, Assignment } from './assignment.ts';
import { dispense } from './dispenser.ts';
import { type Share, sumOf } from './shares.ts';
import { lastOf } from './static-weight.ts';

/** The division by room that changes: pkg/scheduler/core/division_algorithm.go. */
export interface DynamicAssignment extends Assignment {
  readonly rule: 'dynamic weight' | 'aggregated';
  /** Of spec.clusters, those that were selected again. */
  readonly scheduled: readonly Share[];
  /** Their replicas. */
  readonly assigned: number;
}

/** dynamicScaleUp: what is missing goes by the room that is left. The first scheduling is one too. */
export const scaleUp = (assignment: DynamicAssignment): Assigned | SchedulingError =>
  divide(assignment, {
    mode: assignment.former.length === 0 ? 'first' : 'scale up',
    target: int32(assignment.replicas - assignment.assigned),
    available: assignment.candidates.map(({ name, allocatable }) => ({ name, replicas: allocatable })),
    kept: assignment.scheduled,
  });

/** dynamicScaleDown: all replicas anew, by those that each had. */
export const scaleDown = (assignment: DynamicAssignment): Assigned | SchedulingError =>
  divide(assignment, {
    mode: 'scale down',
    target: assignment.replicas,
    available: assignment.rules.scaleDown === 'all former clusters' ? assignment.former : assignment.scheduled,
    kept: [],
  });

/** dynamicFreshScale: all replicas anew, by the room there is without them. */
export function fresh(assignment: DynamicAssignment): Assigned | SchedulingError {
  const more = new Map<string, number>();
  for (const { name, replicas } of assignment.scheduled) more.set(name, int32((more.get(name) ?? 0) + replicas));
  const available = assignment.candidates.map(({ name, allocatable }) => ({
    name,
    replicas: int32(allocatable + (more.get(name) ?? 0)),
  }));
  return divide(assignment, { mode: 'fresh', target: assignment.replicas, available, kept: [] });
}

interface Step {
  readonly mode: NonNullable<Division['mode']>;
  /** The replicas to divide. */
  readonly target: number;
  /** What each cluster can take, and its weight. */
  readonly available: readonly Share[];
  /** What stays as it is; the division comes on top. */
  readonly kept: readonly Share[];
}

/** dynamicDivideReplicas. */
function divide(
  { rule, uid, rules }: DynamicAssignment,
  { mode, target, available, kept }: Step,
): Assigned | SchedulingError {
  const sum = sumOf(available);
  if (sum < target)
    return {
      kind: 'UnschedulableError',
      message: `Clusters available replicas ${sum} are not enough to schedule.`,
    };
  const sorted = sortLikeGo([...available], (a, b) => a.replicas > b.replicas);
  const taking = rule === 'aggregated' ? enough(inUseFirst(sorted, kept), target) : sorted;
  const last = lastOf(kept);
  const weights = taking.map(({ name, replicas }) => ({ name, weight: replicas, last: last(name) }));
  return {
    ...dispense(target, weights, kept, uid, rules),
    division: {
      rule,
      mode,
      target,
      weights: taking.map(({ name, replicas }) => ({ cluster: name, weight: replicas })),
    },
  };
}

/** resortAvailableClusters: what has replicas already comes first. */
function inUseFirst(available: readonly Share[], kept: readonly Share[]): readonly Share[] {
  const inUse = new Set(kept.filter(({ replicas }) => replicas > 0).map(({ name }) => name));
  if (inUse.size === 0) return available;
  return [...available.filter(({ name }) => inUse.has(name)), ...available.filter(({ name }) => !inUse.has(name))];
}

/** The first that are enough together; all, if none are. */
function enough(available: readonly Share[], target: number): readonly Share[] {
  let sum = 0;
  const last = available.findIndex(({ replicas }) => {
    sum = int32(sum + replicas);
    return sum >= target;
  });
  return last === -1 ? available : available.slice(0, last + 1);
}
