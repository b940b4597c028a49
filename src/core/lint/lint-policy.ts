import type { Behaviours } from '../behaviours.ts';
import { clusterMatcher } from '../cluster-matches.ts';
import type { Cluster } from '../karmada-types/cluster.ts';
import type {
  ClusterPropagationPolicy,
  Placement,
  PropagationPolicy,
  SpreadConstraint,
  StaticClusterWeight,
} from '../karmada-types/policy.ts';

/** Something in a policy that works otherwise than it looks, and where it stands. */
export interface PolicyFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** The way to it in the policy: `['spec', 'placement', 'spreadConstraints', 0]`. */
  readonly path: readonly (string | number)[];
}

/** What is known of the control plane that the policy is for; without clusters nothing is said of them. */
export interface PolicySurroundings {
  readonly clusters?: readonly Cluster[];
  readonly zoneMatching?: Behaviours['zoneMatching'];
}

/** Findings of one policy by itself, as it is with the defaults of the control plane. */
export function lintPolicy(
  { spec }: PropagationPolicy | ClusterPropagationPolicy,
  surroundings: PolicySurroundings,
): readonly PolicyFinding[] {
  const { placement } = spec;
  if (!placement) return [];
  return [
    ...(placement.spreadConstraints ?? []).flatMap(lintConstraint),
    ...lintIgnoredConstraints(placement),
    ...lintDivision(placement),
    ...lintWeights(placement, surroundings),
    ...lintNames(placement, surroundings),
  ];
}

const inPlacement = (...path: readonly (string | number)[]) => ['spec', 'placement', ...path];

/** Left out, maxGroups stays 0, and no cluster is chosen (spreadconstraint/select_clusters_by_cluster.go). */
function lintConstraint({ maxGroups = 0, ...constraint }: SpreadConstraint, index: number): readonly PolicyFinding[] {
  const path = inPlacement('spreadConstraints', index);
  if (constraint.spreadByLabel) {
    const message = `spreadByLabel ${constraint.spreadByLabel} is not supported by the scheduler`;
    return [{ code: 'spread-by-label', severity: 'error', message, path }];
  }
  if (maxGroups !== 0) return [];
  const field = constraint.spreadByField ?? 'cluster';
  const message = `maxGroups of the ${field} constraint is 0, so that no ${field} is chosen: say how many may be`;
  return [{ code: 'max-groups-zero', severity: 'error', message, path }];
}

/** shouldIgnoreSpreadConstraint (spreadconstraint/util.go): static weights go to all clusters that fit. */
function lintIgnoredConstraints({ spreadConstraints = [], ...placement }: Placement): readonly PolicyFinding[] {
  if (spreadConstraints.length === 0 || !isStaticallyWeighted(placement)) return [];
  const message = 'with static weights the scheduler ignores spreadConstraints: all clusters that fit are chosen';
  return [{ code: 'spread-ignored', severity: 'warning', message, path: inPlacement('spreadConstraints') }];
}

function isStaticallyWeighted({ replicaScheduling: strategy }: Placement): boolean {
  if (strategy?.replicaSchedulingType !== 'Divided') return false;
  if ((strategy.replicaDivisionPreference ?? 'Weighted') !== 'Weighted') return false;
  const { staticWeightList = [], dynamicWeight } = strategy.weightPreference ?? {};
  return strategy.weightPreference === undefined || (staticWeightList.length > 0 && !dynamicWeight);
}

/** SetDefaultReplicaDivisionPreference (pkg/util/helper/policy.go). */
function lintDivision({ replicaScheduling: strategy }: Placement): readonly PolicyFinding[] {
  if (!strategy) return [];
  const { replicaSchedulingType: type, replicaDivisionPreference: preference, weightPreference } = strategy;
  const path = inPlacement('replicaScheduling');
  if (type === 'Duplicated' && (preference || weightPreference)) {
    const message = 'Duplicated runs all replicas in each cluster: how to divide them is not looked at';
    return [{ code: 'division-ignored', severity: 'warning', message, path }];
  }
  if (type === 'Duplicated' || preference === 'Aggregated' || weightPreference) return [];
  const message = 'Divided without a preference gives every cluster the same weight';
  return [{ code: 'divided-without-preference', severity: 'warning', message, path }];
}

function lintWeights({ replicaScheduling }: Placement, surroundings: PolicySurroundings): readonly PolicyFinding[] {
  const rules = replicaScheduling?.weightPreference?.staticWeightList ?? [];
  const { clusters, zoneMatching = 'any zone' } = surroundings;
  if (!clusters) return [];
  return rules.flatMap(({ targetCluster, weight }: StaticClusterWeight, index) => {
    const mismatch = clusterMatcher(targetCluster, zoneMatching);
    if (clusters.some((cluster) => mismatch(cluster) === undefined)) return [];
    const names = targetCluster.clusterNames?.join(', ');
    const message = `weight ${weight} is for ${names ? `${names}: no such cluster` : 'no cluster there is'}`;
    const path = inPlacement('replicaScheduling', 'weightPreference', 'staticWeightList', index);
    return [{ code: 'weight-without-cluster', severity: 'warning' as const, message, path }];
  });
}

/** A name that no cluster has is no error: the cluster may join later. */
function lintNames({ clusterAffinity, clusterAffinities = [] }: Placement, { clusters }: PolicySurroundings) {
  if (!clusters) return [];
  const there = new Set(clusters.map(({ metadata }) => metadata.name));
  const groups = [
    { affinity: clusterAffinity, path: inPlacement('clusterAffinity') },
    ...clusterAffinities.map((affinity, index) => ({ affinity, path: inPlacement('clusterAffinities', index) })),
  ];
  return groups.flatMap(({ affinity, path }) =>
    (affinity?.clusterNames ?? []).flatMap((name, index): readonly PolicyFinding[] => {
      if (there.has(name)) return [];
      const message = `there is no cluster ${name}`;
      return [{ code: 'unknown-cluster', severity: 'warning', message, path: [...path, 'clusterNames', index] }];
    }),
  );
}
