import type { ClusterMatcher } from '../../cluster-matches.ts';
import type { ResourceBindingSpec } from '../../karmada-types/work.ts';
import type { Rejection } from '../answer.ts';
import type { Fleet, Member } from '../fleet.ts';

/** Why a filter plugin of the scheduler rejects a cluster; undefined: it does not (pkg/scheduler/framework/plugins). */
export type Filter = (member: Member) => Rejection | undefined;

/** What filters go by, read once for a binding. */
export interface FilterContext {
  readonly spec: ResourceBindingSpec;
  readonly fleet: Fleet;
  /** spec.clusters by name. */
  readonly targets: ReadonlyMap<string, number>;
  /** The affinities of which a cluster must match one; undefined: it need not. */
  readonly affinities: readonly ClusterMatcher[] | undefined;
}
