import { inOrder } from '../go/string-order.ts';
import type { Placement } from '../karmada-types/policy.ts';
import type { ClusterResourceBinding, ResourceBinding, TargetCluster } from '../karmada-types/work.ts';
import type { Attempt, SchedulingAnswer, SchedulingCase, SchedulingRules } from './answer.ts';
import { failure } from './failure.ts';
import { type Fleet, prepareFleet } from './fleet.ts';
import { type PassResult, runPass } from './generic-scheduler.ts';
import { isTriggered, reasonToSchedule, type SchedulingEvent } from './need.ts';

type Binding = ResourceBinding | ClusterResourceBinding;

/**
 * Where Karmada's scheduler puts the resource of one binding, and why: doScheduleBinding and doScheduleClusterBinding
 * in pkg/scheduler/scheduler.go, with the filters of its event handler before them. For many bindings read the clusters
 * once (`prepareFleet`) and ask `scheduleIn`.
 */
export const schedule = ({ binding, clusters }: SchedulingCase, rules: SchedulingRules): SchedulingAnswer =>
  scheduleIn(prepareFleet(clusters, rules), binding);

export function scheduleIn(fleet: Fleet, binding: Binding, event: SchedulingEvent = 'binding'): SchedulingAnswer {
  const { placement } = binding.spec;
  const need = reasonToSchedule(binding, fleet, event);
  const former = formerOf(binding);
  if (!need.isNeeded) return { outcome: 'not needed', cause: need.cause, ...former, attempts: [] };
  if (!placement)
    return { outcome: 'failed', cause: need.cause, ...former, error: withoutPlacement(binding), attempts: [] };
  const answer = placement.clusterAffinities
    ? tryGroups(fleet, binding, placement)
    : conclude(binding, [runPass(fleet, passOf(binding, placement, former.affinityName ?? ''))]);
  return { cause: need.cause, ...answer };
}

const passOf = ({ spec, status }: Binding, placement: Placement, affinityName: string) => ({
  spec,
  placement,
  affinityName,
  isFresh: isTriggered(spec.rescheduleTriggeredAt, status?.lastScheduledTime),
});

/** scheduleResourceBindingWithClusterAffinities: from the group that holds now; the first that fits wins. */
function tryGroups(fleet: Fleet, binding: Binding, placement: Placement): Omit<SchedulingAnswer, 'cause'> {
  const names = (placement.clusterAffinities ?? []).map(({ affinityName }) => affinityName ?? '');
  const observed = binding.status?.schedulerObservingAffinityName;
  const begin = observed ? Math.max(0, names.indexOf(observed)) : 0;
  const tried: PassResult[] = [];
  for (const name of names.slice(begin)) {
    const result = runPass(fleet, passOf(binding, placement, name));
    tried.push({ ...result, attempt: { affinityName: name, ...result.attempt } });
    // A panic ends the scheduler: no other group is tried.
    if (result.clusters || result.attempt.error?.kind === 'Panic') break;
  }
  return conclude(binding, tried);
}

/** Of several groups that were tried in vain, the first says what becomes of the binding. */
function conclude(binding: Binding, tried: readonly PassResult[]): Omit<SchedulingAnswer, 'cause'> {
  const attempts = tried.map(({ attempt }) => attempt);
  const last = tried.at(-1);
  const former = formerOf(binding);
  if (!last) return { outcome: 'scheduled', ...former, attempts };
  if (last.clusters) {
    const { affinityName = former.affinityName } = last.attempt;
    return {
      outcome: 'scheduled',
      clusters: last.clusters,
      ...(last.undetermined ? { undetermined: last.undetermined } : {}),
      ...doubtfulIn(attempts),
      ...(affinityName ? { affinityName } : {}),
      attempts,
    };
  }
  const error = last.attempt.error?.kind === 'Panic' ? last.attempt.error : attempts[0]?.error;
  return {
    ...(error?.kind === 'FitError' ? { outcome: 'no fit', ...former, clusters: [] } : { outcome: 'failed', ...former }),
    ...(error ? { error } : {}),
    ...doubtfulIn(attempts),
    attempts,
  };
}

function doubtfulIn(attempts: readonly Attempt[]): { doubtful?: readonly string[] } {
  const doubtful = new Set<string>();
  for (const { estimates = [] } of attempts) {
    for (const { cluster, or } of estimates) if (or !== undefined) doubtful.add(cluster);
  }
  return doubtful.size === 0 ? {} : { doubtful: [...doubtful].sort(inOrder) };
}

function formerOf({ spec, status }: Binding): { clusters: readonly TargetCluster[]; affinityName?: string } {
  const affinityName = status?.schedulerObservingAffinityName;
  return {
    clusters: (spec.clusters ?? []).toSorted((a, b) => inOrder(a.name, b.name)),
    ...(affinityName ? { affinityName } : {}),
  };
}

function withoutPlacement({ metadata: { namespace, name } }: Binding) {
  const [kind, where] = namespace ? ['resourceBinding', `${namespace}/${name}`] : ['clusterResourceBinding', name];
  return failure(`failed to get placement from ${kind}(${where})`);
}
