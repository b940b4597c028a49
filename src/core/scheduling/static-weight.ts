import { clusterMatcher } from '../cluster-matches.ts';
import type { ClusterPreferences } from '../karmada-types/policy.ts';
import { sumOfWeights, type Weight } from './dispenser.ts';
import type { Rules } from './rules.ts';
import type { Share } from './shares.ts';
import type { Candidate } from './spread-constraint/candidate.ts';

/**
 * getStaticWeightInfoList in pkg/scheduler/core/division_algorithm.go: the highest weight of the rules that a cluster
 * matches. One that matches none gets nothing; where no cluster matches any, or no weights are given, all weigh the same.
 */
export function staticWeights(
  candidates: readonly Candidate[],
  preference: ClusterPreferences | undefined,
  former: readonly Share[],
  { zoneMatching }: Rules,
): readonly Weight[] {
  const rules = (preference?.staticWeightList ?? []).map(({ targetCluster, weight }) => ({
    matches: clusterMatcher(targetCluster ?? {}, zoneMatching),
    weight: weight ?? 0,
  }));
  const weightOf = ({ member }: Candidate): number =>
    rules.reduce(
      (most, { matches, weight }) => (weight > most && !matches(member.cluster) ? weight : most),
      preference ? 0 : 1,
    );
  const last = lastOf(former);
  const weights = candidates
    .map((candidate) => ({ name: candidate.name, weight: weightOf(candidate), last: last(candidate.name) }))
    .filter(({ weight }) => weight > 0);
  if (sumOfWeights(weights) !== 0n) return weights;
  return [...weights, ...candidates.map(({ name }) => ({ name, weight: 1, last: 0 }))];
}

/** The replicas that a name stands with; of one that stands there twice, the first. */
export function lastOf(former: readonly Share[]): (name: string) => number {
  const last = new Map(former.toReversed().map(({ name, replicas }) => [name, replicas]));
  return (name) => last.get(name) ?? 0;
}
