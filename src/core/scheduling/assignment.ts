import type { ReplicaSchedulingStrategy } from '../karmada-types/policy.ts';
import type { Division, SchedulingError } from './answer.ts';
import { dispense } from './dispenser.ts';
import { fresh, scaleDown, scaleUp } from './division-algorithm.ts';
import { failure, isFailure } from './failure.ts';
import type { Rules } from './rules.ts';
import { type Divided, type Share, sumOf } from './shares.ts';
import type { Candidate } from './spread-constraint/candidate.ts';
import { staticWeights } from './static-weight.ts';

/** What replicas are divided for: assignState in pkg/scheduler/core/assignment.go. */
export interface Assignment {
  /** In the order in which they were selected. */
  readonly candidates: readonly Candidate[];
  readonly replicas: number;
  readonly strategy: ReplicaSchedulingStrategy | undefined;
  /** spec.clusters. */
  readonly former: readonly Share[];
  /** The resource's. */
  readonly uid: string;
  /** A rescheduling was triggered: what was assigned before does not count. */
  readonly isFresh: boolean;
  readonly rules: Rules;
}

export interface Assigned extends Divided {
  readonly division: Division;
}

export function assign(assignment: Assignment): Assigned | SchedulingError {
  const { candidates, replicas, strategy, former, uid, rules } = assignment;
  const type = strategy ? strategy.replicaSchedulingType : 'Duplicated';
  const preference = strategy?.replicaDivisionPreference;
  if (type === 'Duplicated')
    return { shares: candidates.map(({ name }) => ({ name, replicas })), division: { rule: 'duplicated' } };
  if (type === 'Divided' && preference === 'Aggregated') return assignDynamically(assignment, 'aggregated');
  if (type === 'Divided' && preference === 'Weighted') {
    if (strategy?.weightPreference?.dynamicWeight) return assignDynamically(assignment, 'dynamic weight');
    const weights = staticWeights(candidates, strategy?.weightPreference, former, rules);
    return {
      ...dispense(replicas, weights, [], uid, rules),
      division: {
        rule: 'static weight',
        target: replicas,
        weights: weights.map(({ name, weight }) => ({ cluster: name, weight })),
      },
    };
  }
  return failure(
    `unsupported replica scheduling strategy, replicaSchedulingType: ${type ?? ''}, replicaDivisionPreference: ${preference ?? ''}, please try another scheduling strategy`,
  );
}

/** assignByDynamicStrategy: as few changes as can be, but where a rescheduling was triggered. */
function assignDynamically(assignment: Assignment, rule: 'dynamic weight' | 'aggregated'): Assigned | SchedulingError {
  const { candidates, replicas, former, rules } = assignment;
  const names = new Set(candidates.map(({ name }) => name));
  const scheduled = former.filter(({ name }) => names.has(name));
  const assigned = sumOf(scheduled);
  const run = (words: string, divide: typeof fresh): Assigned | SchedulingError => {
    const result = divide({ ...assignment, scheduled, assigned, rule });
    if (!isFailure(result)) return result;
    // Before v1.15 the error is formatted with %v, and Unschedulable becomes an error like any other.
    const kind = rules.scalingErrors === 'plain' ? 'Error' : result.kind;
    return { kind, message: `failed to ${words}: ${result.message}` };
  };
  if (assignment.isFresh) return run('do fresh scale', fresh);
  if (assigned > replicas) return run('scale down', scaleDown);
  if (assigned < replicas) return run('scale up', scaleUp);
  return { shares: scheduled, division: { rule, mode: 'unchanged', target: 0 } };
}
