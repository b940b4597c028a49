import type { AnyBinding } from '../detector/binding-for.ts';
import { inOrder } from '../go/string-order.ts';
import type { SchedulingAnswer } from '../scheduling/answer.ts';
import type { Fleet } from '../scheduling/fleet.ts';
import type { SchedulingEvent } from '../scheduling/need.ts';
import { scheduleIn } from '../scheduling/scheduler.ts';
import { websterSeats } from '../scheduling/webster.ts';

/** Whether its hash is even or odd is all that counts of a UID (scheduling/webster.ts). */
const evenUid = 'a';
const oddUid = 'b';

/**
 * The scheduler's answer, where nobody knows the UID yet that decides between equals: what is the same either way, and
 * of the rest that some of these clusters get one replica more, the first or the last of them by name.
 */
export function scheduleEitherWay(fleet: Fleet, binding: AnyBinding, event: SchedulingEvent): SchedulingAnswer {
  const isKnown = binding.spec.resource.uid !== undefined || fleet.rules.replicaRounding === 'random';
  if (isKnown) return scheduleIn(fleet, binding, event);
  const withThat = (uid: string): SchedulingAnswer => scheduleIn(fleet, withUid(binding, uid), event);
  const even = withThat(evenUid);
  return mayDiffer(even, binding) ? common(even, withThat(oddUid)) : even;
}

/** Whether anything was divided among equals; of tiers of overflow it is not known how each was. */
function mayDiffer({ attempts }: SchedulingAnswer, { spec }: AnyBinding): boolean {
  const { weights, target = 0 } = attempts.at(-1)?.division ?? {};
  if (!weights) return false;
  if (spec.placement?.clusterAffinities?.some(({ overflowAffinities = [] }) => overflowAffinities.length > 0))
    return true;
  const votes = new Map(weights.map(({ cluster, weight }) => [cluster, weight]));
  const [even, odd] = [websterSeats(target, votes, evenUid), websterSeats(target, votes, oddUid)];
  return even.some(({ replicas }, place) => replicas !== odd[place]?.replicas);
}

function withUid<B extends AnyBinding>(binding: B, uid: string): B {
  return { ...binding, spec: { ...binding.spec, resource: { ...binding.spec.resource, uid } } };
}

const countsOf = ({ clusters }: SchedulingAnswer): ReadonlyMap<string, number> =>
  new Map(clusters.map(({ name, replicas = 0 }) => [name, replicas]));

function common(even: SchedulingAnswer, odd: SchedulingAnswer): SchedulingAnswer {
  const [one, other] = [countsOf(even), countsOf(odd)];
  const names = [...new Set([...one.keys(), ...other.keys()])].sort(inOrder);
  const both = names.map((name) => ({ name, counts: [one.get(name) ?? 0, other.get(name) ?? 0] as const }));
  const open = both.filter(({ counts: [a, b] }) => a !== b);
  if (open.length === 0) return even;
  const least = both.map(({ name, counts }) => ({ name, replicas: Math.min(...counts) }));
  return {
    ...even,
    clusters: least.filter(({ replicas }) => replicas > 0),
    undetermined: { clusters: open.map(({ name }) => name), extra: open.filter(({ counts: [a, b] }) => a > b).length },
  };
}
