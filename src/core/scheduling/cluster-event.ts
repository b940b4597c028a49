import { clusterMatcher } from '../cluster-matches.ts';
import type { Cluster } from '../karmada-types/cluster.ts';
import type { ClusterResourceBinding, ResourceBinding } from '../karmada-types/work.ts';
import type { Rules } from './rules.ts';

/**
 * Whether the scheduler looks at a binding again since clusters have changed, in their labels or their spec, or are being
 * removed: enqueueAffectedBindings in pkg/scheduler/event_handler.go. `clusters`: those, as they were and as they are. Of
 * several affinity groups the one in use is asked alone: a binding that none fitted does not hear of a cluster which
 * a later one means.
 */
export function isAffected(
  { metadata, spec, status }: ResourceBinding | ClusterResourceBinding,
  clusters: readonly Cluster[],
  { zoneMatching }: Pick<Rules, 'zoneMatching'>,
): boolean {
  const { placement } = spec;
  if (!placement || clusters.length === 0) return false;
  const { clusterAffinity, clusterAffinities } = placement;
  if (clusterAffinities && status?.schedulerObservedGeneration !== metadata.generation) return true;
  const observed = clusterAffinities?.find(
    ({ affinityName }) => affinityName === status?.schedulerObservingAffinityName,
  );
  const affinity = clusterAffinities ? (observed ?? clusterAffinities[0]) : clusterAffinity;
  if (!affinity) return true;
  const mismatch = clusterMatcher(affinity, zoneMatching);
  return clusters.some((cluster) => mismatch(cluster) === undefined);
}
