import { wayOf } from '../../core/behaviours.ts';
import type { AnyBinding } from '../../core/detector/binding-for.ts';
import type { Cluster } from '../../core/karmada-types/cluster.ts';
import type { Fleet } from '../../core/preview/fleet.ts';
import { questionOf } from '../../core/preview/from-binding.ts';
import type { PreviewQuestion } from '../../core/preview/preview-workload.ts';
import { sameJson } from '../../core/same-json.ts';
import { isAffected } from '../../core/scheduling/cluster-event.ts';

/** Every binding that the scheduler looks at when clusters change, as it would be, beside where it is now. */
export function aboutAll(now: Fleet, then: Fleet, minor: number): readonly PreviewQuestion[] {
  const [before, after] = [bindingsOf(now), bindingsOf(then)];
  const clusters = changedClusters(now.clusters, then.clusters);
  const rules = { zoneMatching: wayOf('zoneMatching', minor) };
  const there = new Set(then.clusters.map(({ metadata }) => metadata.name));
  // Of a cluster that goes the scheduler hears by itself, or of the binding that somebody has taken it out of.
  const isLeft = ({ spec }: AnyBinding): boolean =>
    wayOf('leavingClusters', minor) === 'left' && spec.clusters?.some(({ name }) => !there.has(name)) === true;
  const pairs = after.map((binding, index) => ({ binding, held: before[index] ?? binding }));
  const asked = pairs.filter(
    ({ binding, held }) => held !== binding || isTriedAgain(held) || isAffected(held, clusters, rules),
  );
  return asked.map(({ binding, held }) => ({
    ...questionOf(binding),
    isHeld: true,
    running: held.spec.clusters ?? [],
    event: held === binding || isLeft(held) ? 'clusters' : 'binding',
  }));
}

const bindingsOf = (fleet: Fleet): readonly AnyBinding[] => [
  ...fleet.resourceBindings,
  ...fleet.clusterResourceBindings,
];

/** As they were and as they are. */
function changedClusters(before: readonly Cluster[], after: readonly Cluster[]): readonly Cluster[] {
  const left = new Map(after.map((cluster) => [cluster.metadata.name, cluster]));
  return before.flatMap((cluster) => {
    const now = left.get(cluster.metadata.name);
    if (now && (now === cluster || sameJson(now, cluster))) return [];
    return now ? [cluster, now] : [cluster];
  });
}

/** What fails is tried again by itself, but where no cluster fits (getConditionByError, pkg/scheduler/helper.go). */
const isTriedAgain = ({ status }: AnyBinding): boolean =>
  (status?.conditions ?? []).some(
    ({ type, status: is, reason }) => type === 'Scheduled' && is === 'False' && reason !== 'NoClusterFit',
  );
