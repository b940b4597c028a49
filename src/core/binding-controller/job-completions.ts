import { wayOf } from '../behaviours.ts';
import { int32, int64, toInt32 } from '../go/int.ts';
import type { ResourceBindingSpec, TargetCluster } from '../karmada-types/work.ts';
import type { Manifest } from '../override-manager/manifest-fields.ts';
import { OverrideFailure } from '../override-manager/override-failure.ts';
import { isDivided } from '../resource-interpreter/revise-replica.ts';
import { dispense } from '../scheduling/dispenser.ts';

/** How often a Job is to be done in each cluster, in the order of the clusters; undefined: as often as it says. */
export type Completions = readonly (number | undefined)[] | undefined;

/**
 * divideReplicasByJobCompletions (pkg/controllers/binding/common.go): by what runs at once in each cluster. Before
 * v1.16 the shares stand from the largest to the smallest, and each cluster gets the one at its own place in the list.
 */
export function jobCompletions(
  template: Manifest,
  spec: ResourceBindingSpec,
  targets: readonly TargetCluster[],
  minor: number,
): Completions {
  const completions = template.spec?.completions;
  if (template.kind !== 'Job' || !isDivided(spec) || completions === undefined) return undefined;
  if (!Number.isInteger(completions))
    throw new OverrideFailure('spec.completions is no whole number', '/spec/completions');
  const replicaRounding = wayOf('replicaRounding', minor);
  if (replicaRounding === 'random') return sharesByPlace(Number(completions), targets);
  const weights = targets.map(({ name, replicas = 0 }) => ({ name, weight: replicas, last: 0 }));
  const { shares } = dispense(Number(completions), weights, [], template.metadata.uid ?? '', { replicaRounding });
  if (shares.length === 0) return undefined;
  const byName = new Map(shares.map(({ name, replicas }) => [name, replicas]));
  return targets.map(({ name }) => byName.get(name));
}

/** Dispenser.TakeByWeight: among equals it is drawn who comes first, but the shares are the same. */
function sharesByPlace(completions: number, targets: readonly TargetCluster[]): Completions {
  const weights = targets
    .map(({ replicas = 0 }) => BigInt(replicas))
    .toSorted((a, b) => (a === b ? 0 : a < b ? 1 : -1));
  const sum = weights.reduce((all, weight) => int64(all + weight), 0n);
  if (sum === 0n) return undefined;
  const parts = weights.map((weight) => toInt32(int64(weight * BigInt(completions)) / sum));
  const left = parts.reduce((rest, part) => int32(rest - part), completions);
  return parts.map((part, index) => int32(part + (left < 0 || index < left ? 1 : 0)));
}
