import type { Member } from '../fleet.ts';

/** A cluster that passes the filters (ClusterDetailInfo in spreadconstraint/group_clusters.go). */
export interface Candidate {
  readonly member: Member;
  readonly name: string;
  /** 100 where the workload is already, else 0. */
  readonly score: number;
  /** 0 for what matches the affinity itself, 1 for its first overflow affinity, and so on. */
  readonly overflowOrder: number;
  /** Replicas that fit beside what runs there. */
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
