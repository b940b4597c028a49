import type { ClusterMatcher } from '../../cluster-matches.ts';
import { maxInt32 } from '../../go/int.ts';
import type { ResourceBindingSpec } from '../../karmada-types/work.ts';
import type { Estimate } from '../answer.ts';
import { estimatorOf } from '../estimation.ts';
import type { Member } from '../fleet.ts';
import type { Rules } from '../rules.ts';

/** A cluster that passes the filters (ClusterDetailInfo in spreadconstraint/group_clusters.go). */
export interface Candidate {
  readonly member: Member;
  readonly name: string;
  readonly score: number;
  /** 0 for what matches the affinity itself, 1 for its first overflow affinity, and so on. */
  readonly overflowOrder: number;
  /** Replicas that fit beside what runs there; as many as an int32 holds where nothing is counted. */
  readonly allocatable: number;
  /** The same and those of this workload that are there. */
  readonly available: number;
}

/** sortClusters, by the available replicas too (spreadconstraint/util.go): no two are equal. */
export const best = (a: Candidate, b: Candidate): number =>
  a.overflowOrder - b.overflowOrder ||
  b.score - a.score ||
  b.available - a.available ||
  a.member.index - b.member.index;

/** generateClustersInfo; `affinities` are there where a group overflows to others. No estimates: nothing is counted. */
export function candidatesOf(
  feasible: readonly Member[],
  spec: ResourceBindingSpec,
  affinities: readonly ClusterMatcher[] | undefined,
  rules: Rules,
): { readonly candidates: readonly Candidate[]; readonly estimates: readonly Estimate[] | undefined } {
  const estimates = estimatesOf(feasible, spec, rules);
  const targets = targetsOf(spec);
  const candidates = feasible.map((member, at): Candidate => {
    const { name } = member;
    const allocatable = estimates?.[at]?.available ?? maxInt32;
    return {
      member,
      name,
      score: scoreOf(name, targets),
      overflowOrder: affinities ? orderOf(member, affinities) : 0,
      allocatable,
      available: allocatable + (targets.get(name) ?? 0),
    };
  });
  return { candidates, estimates };
}

function estimatesOf(feasible: readonly Member[], spec: ResourceBindingSpec, rules: Rules) {
  const estimator = estimatorOf(spec, rules);
  return estimator && feasible.map(estimator);
}

/** The replicas in spec.clusters; of a name that stands there twice, the first. */
export const targetsOf = ({ clusters }: ResourceBindingSpec): ReadonlyMap<string, number> =>
  new Map((clusters ?? []).toReversed().map(({ name, replicas }) => [name, replicas ?? 0]));

/** ClusterLocality: what runs there already speaks for a cluster (plugins/clusterlocality). */
export const scoreOf = (name: string, targets: ReadonlyMap<string, number>): number => (targets.has(name) ? 100 : 0);

/** getClusterOverflowOrder: the first affinity that the cluster matches, as the filter has seen to. */
const orderOf = ({ cluster }: Member, affinities: readonly ClusterMatcher[]): number =>
  affinities.findIndex((mismatch) => !mismatch(cluster));
