import type { Placement } from '../../karmada-types/policy.ts';
import type { SchedulingError, Selection } from '../answer.ts';
import { failure } from '../failure.ts';
import type { Candidate } from './candidate.ts';
import { anyReplicas, constraintOn, ignoresConstraints } from './constraints.ts';
import type { Groups } from './group-clusters.ts';
import { selectByCluster } from './select-by-cluster.ts';
import { selectByRegion } from './select-by-region.ts';

export interface Selected {
  readonly clusters: readonly Candidate[];
  readonly selection: Omit<Selection, 'selected'>;
}

/** SelectBestClusters (spreadconstraint/select_clusters.go); `replicas` are those that the clusters must have room for. */
export function selectClusters(placement: Placement, groups: Groups, replicas: number): Selected | SchedulingError {
  const constraints = placement.spreadConstraints ?? [];
  if (constraints.length === 0) return { clusters: groups.clusters, selection: { by: 'all' } };
  if (ignoresConstraints(placement))
    return { clusters: groups.clusters, selection: { by: 'all', ignored: 'static weight' } };
  const strategy = placement.replicaScheduling;
  const isDuplicated = !strategy || strategy.replicaSchedulingType === 'Duplicated';
  const byCluster = constraintOn('cluster', constraints);
  const byRegion = constraintOn('region', constraints);
  if (byRegion) return selectByRegion(byRegion, byCluster, groups);
  if (byCluster) return selectByCluster(byCluster, groups.clusters, isDuplicated ? anyReplicas : replicas);
  return failure('just support cluster and region spread constraint');
}
