import type { Placement, SpreadConstraint } from '../../karmada-types/policy.ts';

/** Of several constraints on one field, the last one counts. */
export const constraintOn = (
  field: SpreadConstraint['spreadByField'],
  constraints: readonly SpreadConstraint[],
): SpreadConstraint | undefined => constraints.findLast(({ spreadByField }) => spreadByField === field);

/** shouldIgnoreSpreadConstraint: where replicas are divided by a static weight, all clusters take part. */
export function ignoresConstraints(placement: Placement | undefined): boolean {
  const { replicaSchedulingType, replicaDivisionPreference, weightPreference } = placement?.replicaScheduling ?? {};
  if (replicaSchedulingType !== 'Divided' || replicaDivisionPreference !== 'Weighted') return false;
  if (!weightPreference) return true;
  return (weightPreference.staticWeightList ?? []).length > 0 && !weightPreference.dynamicWeight;
}

/** InvalidReplicas: room is not asked for. */
export const anyReplicas = -1;
