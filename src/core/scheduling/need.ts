import type { ClusterResourceBinding, ResourceBinding, ResourceBindingSpec } from '../karmada-types/work.ts';
import type { Fleet } from './fleet.ts';
import { isWorkload } from './placement.ts';
import { placementChanged } from './placement-changed.ts';
import { sumOf } from './shares.ts';

export interface Need {
  readonly isNeeded: boolean;
  readonly cause: string;
}

const skip = (cause: string): Need => ({ isNeeded: false, cause });
const act = (cause: string): Need => ({ isNeeded: true, cause });

/** The annotation that holds the placement by which a binding was scheduled (pkg/util/constants.go). */
export const appliedPlacement = 'policy.karmada.io/applied-placement';

/** One of these is on every binding that a policy has made (BindingManagedByLabel: or another controller). */
const makers = [
  'propagationpolicy.karmada.io/permanent-id',
  'clusterpropagationpolicy.karmada.io/permanent-id',
  'binding.karmada.io/managed-by',
];

/** What brings the scheduler to a binding: it has changed itself, or clusters have, and then its labels are not asked for. */
export type SchedulingEvent = 'binding' | 'clusters';

/**
 * Whether the scheduler looks at a binding, and what moves it: resourceBindingEventFilter in
 * pkg/scheduler/event_handler.go and the questions of doScheduleBinding in pkg/scheduler/scheduler.go, in their order.
 */
export function reasonToSchedule(
  { metadata, spec, status }: ResourceBinding | ClusterResourceBinding,
  fleet: Fleet,
  event: SchedulingEvent = 'binding',
): Need {
  const { rules } = fleet;
  if (spec.schedulerName && spec.schedulerName !== 'default-scheduler')
    return skip(`another scheduler: ${spec.schedulerName}`);
  if (spec.suspension?.scheduling && rules.schedulingSuspension === 'skips') return skip('scheduling is suspended');
  if (event === 'binding' && !makers.some((label) => metadata.labels?.[label]))
    return skip('the binding has no label of a policy');
  if (metadata.deletionTimestamp) return skip('the binding is being deleted');
  const { placement } = spec;
  if (!placement) return act('there is no placement');
  const applied = metadata.annotations?.[appliedPlacement] ?? '';
  if (placementChanged(placement, applied, status?.schedulerObservingAffinityName ?? '', rules))
    return act(applied === '' ? 'not scheduled yet' : 'placement changed');
  if (replicasChanged(spec)) return act('replicas changed');
  if (isTriggered(spec.rescheduleTriggeredAt, status?.lastScheduledTime)) return act('rescheduling triggered');
  if (!isWorkload(spec, rules)) return act('no workload');
  if (!placement.replicaScheduling || placement.replicaScheduling.replicaSchedulingType === 'Duplicated')
    return act('duplicated');
  const targets = new Set((spec.clusters ?? []).map(({ name }) => name));
  const leaving = fleet.members.find(({ name, isLeaving }) => isLeaving && targets.has(name));
  if (leaving && rules.leavingClusters === 'left') return act(`cluster ${leaving.name} is being removed`);
  return skip('nothing changed');
}

/** IsBindingReplicasChanged (pkg/util/binding.go). */
function replicasChanged({ placement, clusters, replicas }: ResourceBindingSpec): boolean {
  const strategy = placement?.replicaScheduling;
  const shares = (clusters ?? []).map(({ name, replicas }) => ({ name, replicas: replicas ?? 0 }));
  const wanted = replicas ?? 0;
  if (strategy?.replicaSchedulingType === 'Duplicated') return shares.some((share) => share.replicas !== wanted);
  return strategy?.replicaSchedulingType === 'Divided' && sumOf(shares) !== wanted;
}

/** RescheduleRequired (pkg/util/binding.go): never before a first scheduling has succeeded. */
export function isTriggered(triggeredAt: string | undefined, lastScheduled: string | undefined): boolean {
  return Boolean(triggeredAt && lastScheduled) && Date.parse(triggeredAt ?? '') > Date.parse(lastScheduled ?? '');
}
