import { wayOf } from '../behaviours.ts';
import type { AnyBinding } from '../detector/binding-for.ts';
import type { Division, SchedulingAnswer } from '../scheduling/answer.ts';

/** What of a placement cannot be known from here, in sentences. `before` is the binding as it is, `after` as it will be. */
export function notKnown(
  placement: SchedulingAnswer,
  { before, after }: { readonly before: AnyBinding | undefined; readonly after: AnyBinding | undefined },
  minor: number,
): readonly string[] {
  return [
    ...roomNotCounted(placement),
    ...roomByChance(placement),
    ...leftOver(placement, minor),
    ...whichFirst(placement, before, after),
  ];
}

const isByRoom = (division: Division | undefined): boolean =>
  division?.rule === 'dynamic weight' || division?.rule === 'aggregated';

/** Where room decides: the replicas each gets by it, or which clusters are chosen. */
const roomNotCounted = ({ attempts }: SchedulingAnswer): readonly string[] =>
  attempts.some(
    ({ estimates = [], division, selection }) =>
      estimates.length > 0 && (isByRoom(division) || selection?.by !== 'all'),
  )
    ? ['room was counted from what the clusters report; a scheduler-estimator, where one runs, counts node by node']
    : [];

function roomByChance({ doubtful = [], attempts }: SchedulingAnswer): readonly string[] {
  if (doubtful.length === 0) return [];
  const estimates = attempts.flatMap(({ estimates: all = [] }) => all);
  const crashing = estimates.filter(({ or }) => or === 'a crash').map(({ cluster }) => cluster);
  const without = doubtful.filter((name) => crashing.includes(name)).join(', ');
  const others = doubtful.filter((name) => !crashing.includes(name)).join(', ');
  return [
    ...(others ? [`this Karmada counts by chance whether ${others} has room: taken that it has`] : []),
    ...(without
      ? [`Karmada’s scheduler crashes by chance where it counts the room of ${without}, which has none`]
      : []),
  ];
}

/** Who gets what is left over: drawn before v1.16, and then by a UID that a new workload does not have yet. */
function leftOver({ undetermined }: SchedulingAnswer, minor: number): readonly string[] {
  if (!undetermined) return [];
  const { clusters, extra } = undetermined;
  const which = extra === 1 ? 'one of them gets' : `${extra} of them get`;
  const isDrawn = wayOf('replicaRounding', minor) === 'random';
  const how = isDrawn ? 'Karmada draws lots which' : 'the UID that the workload will have decides which';
  return [`${which} one replica more, and ${how}: ${clusters.join(', ')}`];
}

/** A division by room goes on from where the replicas are: two changes at once come out otherwise than one after the other. */
function whichFirst(
  { cause, attempts }: SchedulingAnswer,
  before: AnyBinding | undefined,
  after: AnyBinding | undefined,
): readonly string[] {
  const isTwofold = cause === 'placement changed' && before?.spec.replicas !== after?.spec.replicas;
  const runs = (before?.spec.clusters ?? []).length > 0;
  return isTwofold && runs && attempts.some(({ division }) => isByRoom(division))
    ? ['its placement and its replicas change at once: taken as one change, while Karmada may see one before the other']
    : [];
}
