import type { ClusterSpec } from '../../karmada-types/cluster.ts';
import type { Filter, FilterContext } from './plugin.ts';

/** plugins/spreadconstraint/spread_constraint.go: a cluster has what the policy spreads by. */
export function spreadConstraint({ spec }: FilterContext): Filter {
  const fields = (spec.placement?.spreadConstraints ?? []).map(({ spreadByField }) => spreadByField);
  const needed = fields.filter((field) => field === 'provider' || field === 'region' || field === 'zone');
  if (needed.length === 0) return () => undefined;
  return ({ cluster }) => {
    const missing = needed.find((field) => !has(cluster.spec, field));
    if (!missing) return undefined;
    const word = missing === 'zone' ? 'zones' : missing;
    return {
      plugin: 'SpreadConstraint',
      reason: `cluster(s) did not have ${word} property`,
      detail: `the policy spreads by ${missing}, and the cluster has no spec.${word}`,
    };
  };
}

const has = ({ zones, ...spec }: ClusterSpec, field: 'provider' | 'region' | 'zone'): boolean =>
  field === 'zone' ? (zones ?? []).length > 0 : Boolean(spec[field]);
