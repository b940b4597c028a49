import type { Cluster } from '../karmada-types/cluster.ts';
import type { ClusterResourceBinding, ResourceBinding, TargetCluster } from '../karmada-types/work.ts';

/** What Karmada's scheduler is asked, and what it answers, with its reasons. */

/** One binding as the detector leaves it, with its labels, before the scheduler looks at it, and every cluster there is. */
export interface SchedulingCase {
  readonly binding: ResourceBinding | ClusterResourceBinding;
  readonly clusters: readonly Cluster[];
}

/** How that scheduler works; what of it depends on the release comes from core/versions.ts. */
export interface SchedulingRules {
  /** The minor release: 10 for v1.10, 18 for v1.18. */
  readonly minor: number;
  /** `--enable-empty-workload-propagation`; off by default. */
  readonly emptyWorkloads?: boolean;
  /** The feature gate CustomizedClusterResourceModeling; on by default. */
  readonly resourceModels?: boolean;
}

export interface SchedulingAnswer {
  /**
   * `scheduled`: `clusters` are the new ones. `no fit`: no cluster passes the filters, and the scheduler writes an empty
   * list, which removes the workload everywhere. `failed`: `clusters` are the former ones. `not needed`: the scheduler
   * does not look at the binding; `clusters` are the former ones.
   */
  readonly outcome: 'scheduled' | 'no fit' | 'failed' | 'not needed';
  /** Why the scheduler acts (`placement changed`, `replicas changed`, `rescheduling triggered`, `duplicated`, …) or does not. */
  readonly cause: string;
  /** spec.clusters afterwards, by name. Where `undetermined` says so, the least of what a cluster may get. */
  readonly clusters: readonly TargetCluster[];
  /** What is left over goes to some of these, and nobody can say to which (v1.15 and older; a UID that is not there yet). */
  readonly undetermined?: Undetermined;
  /** Clusters whose room is counted in one of two ways, by chance (Estimate.or): the answer is by the first. */
  readonly doubtful?: readonly string[];
  /** status.schedulerObservingAffinityName afterwards. */
  readonly affinityName?: string;
  readonly error?: SchedulingError;
  /** One for each affinity group that was tried, in order; one without clusterAffinities. */
  readonly attempts: readonly Attempt[];
}

/** Exactly `extra` of `clusters` have one replica more than is listed; of one that is not listed, that is the only one. */
export interface Undetermined {
  readonly clusters: readonly string[];
  readonly extra: number;
}

/**
 * `FitError` and `UnschedulableError` are Karmada's own types; `Error` is any other. `Panic` ends the scheduler's process:
 * an index out of range, a division by zero.
 */
export interface SchedulingError {
  readonly kind: 'FitError' | 'UnschedulableError' | 'Error' | 'Panic';
  /**
   * As the scheduler words it. A FitError counts a cluster for one reason only: that of the plugin which the process at
   * hand happens to run first. Here it is the first of the cluster's `rejections`.
   */
  readonly message: string;
}

export interface Attempt {
  readonly affinityName?: string;
  /** One for each cluster, by name. */
  readonly verdicts: readonly Verdict[];
  /** How many replicas each feasible cluster has room for, as the scheduler counts; only where it counts. */
  readonly estimates?: readonly Estimate[];
  readonly selection?: Selection;
  readonly division?: Division;
  readonly error?: SchedulingError;
}

/** Why a cluster is out; none: it passes all filters. */
export interface Verdict {
  readonly cluster: string;
  readonly score: number;
  readonly rejections: readonly Rejection[];
}

export interface Rejection {
  readonly plugin:
    | 'APIEnablement'
    | 'TaintToleration'
    | 'ClusterAffinity'
    | 'SpreadConstraint'
    | 'ClusterEviction'
    | 'Deletion';
  /** In Karmada's words: `cluster(s) had untolerated taint {k=v:NoSchedule}`. */
  readonly reason: string;
  /** What of it differs, for a person: `region is "cn", the policy asks for one of: us, eu`. */
  readonly detail: string;
}

export interface Estimate {
  readonly cluster: string;
  /** Replicas that fit beside what runs there; it wraps below zero where Karmada's int32 does. */
  readonly available: number;
  /** What runs out first: `pods`, `cpu`, `model cpu`, `no resource summary`; undefined where nothing bounds it. */
  readonly limitedBy?: string;
  /** Or this many (v1.17 and older, by resource models), or the scheduler ends: which it is depends on Go's map order. */
  readonly or?: number | 'a crash';
}

export interface Selection {
  /** Which rule chose: none (all feasible), a cluster constraint, a region constraint. */
  readonly by: 'all' | 'cluster' | 'region';
  /** Why constraints that are there were ignored: `static weight`. */
  readonly ignored?: string;
  /** By name. */
  readonly selected: readonly string[];
  /** By region only: the regions there are, and which were chosen. */
  readonly regions?: readonly { readonly name: string; readonly score: number; readonly chosen: boolean }[];
}

export interface Division {
  readonly rule: 'no replicas' | 'duplicated' | 'static weight' | 'dynamic weight' | 'aggregated';
  /** Dynamic weight and aggregated: from what the division starts. */
  readonly mode?: 'unchanged' | 'first' | 'scale up' | 'scale down' | 'fresh';
  /** The replicas that were divided now: all, or what is missing. */
  readonly target?: number;
  /** What each cluster's share goes by. */
  readonly weights?: readonly { readonly cluster: string; readonly weight: number }[];
}
