import type { ClusterAffinityTerm, Placement } from '../karmada-types/policy.ts';
import type { ResourceBindingSpec } from '../karmada-types/work.ts';
import type { Rules } from './rules.ts';

/** What a binding's placement says for the affinity group that is being tried. */
export interface Affinities {
  /** Undefined: every cluster will do. */
  readonly primary: Placement['clusterAffinity'] | undefined;
  readonly overflow: NonNullable<ClusterAffinityTerm['overflowAffinities']>;
  /** Whether replicas go to the overflow groups only when the first has no more room (enableOverflow, core/common.go). */
  readonly overflows: boolean;
}

/** `name` is that of the group; of several with that name, the first one counts. */
export function affinitiesOf(
  { clusterAffinity, clusterAffinities }: Placement,
  name: string,
  { overflowAffinities }: Rules,
): Affinities {
  if (clusterAffinity) return { primary: clusterAffinity, overflow: [], overflows: false };
  const terms = (clusterAffinities ?? []).filter(({ affinityName }) => affinityName === name);
  const [term] = terms;
  if (overflowAffinities === 'unknown') return { primary: term, overflow: [], overflows: false };
  return {
    primary: term,
    overflow: term?.overflowAffinities ?? [],
    overflows: name !== '' && terms.some(({ overflowAffinities }) => Boolean(overflowAffinities)),
  };
}

/** ResourceBindingSpec.IsWorkload (pkg/apis/work/v1alpha2/binding_types_helper.go); before v1.16, what has replicas. */
export function isWorkload({ replicas, replicaRequirements, components }: ResourceBindingSpec, rules: Rules): boolean {
  if (rules.workloads === 'with replicas') return (replicas ?? 0) !== 0;
  return (replicas ?? 0) > 0 || Boolean(replicaRequirements) || (components ?? []).length > 0;
}
