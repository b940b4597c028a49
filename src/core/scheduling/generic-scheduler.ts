import { clusterMatcher } from '../cluster-matches.ts';
import { GoPanic } from '../go/panic.ts';
import { inOrder } from '../go/string-order.ts';
import type { Placement } from '../karmada-types/policy.ts';
import type { ResourceBindingSpec, TargetCluster } from '../karmada-types/work.ts';
import type { Attempt, SchedulingError, Undetermined } from './answer.ts';
import { assignReplicas } from './assign-replicas.ts';
import { isFailure, wrapped } from './failure.ts';
import { filterClusters, fitError } from './filter.ts';
import type { Fleet } from './fleet.ts';
import { affinitiesOf, isWorkload } from './placement.ts';
import type { Share } from './shares.ts';
import { type Candidate, candidatesOf, targetsOf } from './spread-constraint/candidate.ts';
import { groupClusters } from './spread-constraint/group-clusters.ts';
import { selectClusters } from './spread-constraint/select-clusters.ts';

/** One pass over all clusters for one affinity group: pkg/scheduler/core/generic_scheduler.go, Schedule. */
export interface Pass {
  readonly spec: ResourceBindingSpec;
  readonly placement: Placement;
  /** The affinity group that is tried; '' where there are none. */
  readonly affinityName: string;
  readonly isFresh: boolean;
}

export interface PassResult {
  readonly attempt: Attempt;
  /** By name; undefined: there is none, and `attempt.error` says why. */
  readonly clusters?: readonly TargetCluster[];
  readonly undetermined?: Undetermined;
}

/** What of a pass is known so far, also when it ends in an error. */
type Notes = { -readonly [K in keyof Attempt]: Attempt[K] };

export function runPass(fleet: Fleet, pass: Pass): PassResult {
  const notes: Notes = { verdicts: [] };
  const result = guarded(() => schedule(fleet, pass, notes));
  if (isFailure(result)) return { attempt: { ...notes, error: result } };
  return { attempt: notes, ...result };
}

/** What ends the scheduler's process, as an error. */
function guarded<T>(run: () => T): T | SchedulingError {
  try {
    return run();
  } catch (error) {
    if (error instanceof GoPanic) return { kind: 'Panic', message: error.message };
    throw error;
  }
}

function schedule(
  fleet: Fleet,
  { spec, placement, affinityName, isFresh }: Pass,
  notes: Notes,
): Omit<PassResult, 'attempt'> | SchedulingError {
  const { rules } = fleet;
  const { primary, overflow, overflows } = affinitiesOf(placement, affinityName, rules);
  const [first, ...others] = [primary, ...overflow].flatMap((affinity) =>
    affinity ? [clusterMatcher(affinity, rules.zoneMatching)] : [],
  );
  const affinities = first && [first, ...(isWorkload(spec, rules) ? others : [])];
  const { verdicts, feasible } = filterClusters({ spec, fleet, targets: targetsOf(spec), affinities });
  notes.verdicts = verdicts;
  if (feasible.length === 0) return fitError(verdicts);

  const { candidates, estimates } = candidatesOf(feasible, spec, others.length > 0 ? affinities : undefined, rules);
  if (estimates) notes.estimates = estimates;

  const selected = selectClusters(placement, groupClusters(candidates, spec, rules), spec.replicas ?? 0);
  if (isFailure(selected)) return wrapped('failed to select clusters', selected);
  notes.selection = { ...selected.selection, selected: selected.clusters.map(({ name }) => name).sort(inOrder) };

  const given = assignReplicas(selected.clusters, spec, { rules, isFresh, overflows });
  if (isFailure(given)) return wrapped('failed to assign replicas', given);
  notes.division = given.division;
  const shares = rules.keepsEmpty ? [...given.shares, ...missing(selected.clusters, given.shares)] : given.shares;
  return {
    clusters: shares.toSorted((a, b) => inOrder(a.name, b.name)).map(targetOf),
    ...(given.undetermined ? { undetermined: given.undetermined } : {}),
  };
}

/** attachZeroReplicasCluster. */
function missing(selected: readonly Candidate[], shares: readonly Share[]): readonly Share[] {
  const names = new Set(shares.map(({ name }) => name));
  return selected.filter(({ name }) => !names.has(name)).map(({ name }) => ({ name, replicas: 0 }));
}

const targetOf = ({ name, replicas }: Share): TargetCluster => (replicas === 0 ? { name } : { name, replicas });
