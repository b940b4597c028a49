import { int32, int64, toInt32 } from '../go/int.ts';
import type { Rules } from './rules.ts';
import { type Divided, merge, type Share } from './shares.ts';
import { websterSeats } from './webster.ts';

/** A cluster's part of what is divided (ClusterWeightInfo in pkg/util/helper/binding.go). */
export interface Weight {
  readonly name: string;
  readonly weight: number;
  /** The replicas that it had before: of equal weights, those with more come first (v1.15 and older). */
  readonly last: number;
}

/** Of int64, as everything is that weights are added up to. */
export const sumOfWeights = (weights: readonly Weight[]): bigint =>
  weights.reduce((sum, { weight }) => int64(sum + BigInt(weight)), 0n);

/** Divides replicas by weight and adds `before` to it. `uid` is the resource's: it decides between equals. */
export const dispense = (
  replicas: number,
  weights: readonly Weight[],
  before: readonly Share[],
  uid: string,
  { replicaRounding }: Pick<Rules, 'replicaRounding'>,
): Divided =>
  replicaRounding === 'webster'
    ? { shares: merge(before, allocateByWeight(replicas, weights, uid)) }
    : takeByWeight(replicas, weights, before);

/** Dispenser.AllocateByWeight, v1.16 and newer. */
function allocateByWeight(replicas: number, weights: readonly Weight[], uid: string): readonly Share[] {
  if (sumOfWeights(weights) === 0n) return [];
  const votes = new Map(weights.map(({ name, weight }) => [name, weight]));
  return websterSeats(replicas, votes, uid);
}

/**
 * Dispenser.TakeByWeight, v1.15 and older: each its part, rounded down, and what is left one by one to the first by
 * weight and by last replicas. Which of several equals comes first is drawn at random.
 */
function takeByWeight(replicas: number, weights: readonly Weight[], before: readonly Share[]): Divided {
  if (replicas === 0 && before.length > 0) return { shares: before };
  const sum = sumOfWeights(weights);
  if (sum === 0n) return { shares: before };
  const sorted = weights.toSorted((a, b) => b.weight - a.weight || b.last - a.last);
  const parts = sorted.map(({ weight }) => toInt32(int64(BigInt(weight) * BigInt(replicas)) / sum));
  const left = parts.reduce((rest, part) => int32(rest - part), replicas);
  // Below zero it is never used up, so that each gets one.
  const firsts = left < 0 ? sorted.length : Math.min(left, sorted.length);
  const drawn = sorted[firsts - 1];
  const isDrawn = ({ weight, last }: Weight): boolean => weight === drawn?.weight && last === drawn.last;
  const begin = sorted.findIndex(isDrawn);
  const end = sorted.findLastIndex(isDrawn) + 1;
  const isOpen = drawn !== undefined && end > firsts;
  const surely = isOpen ? begin : firsts;
  const shares = sorted.map(({ name }, at) => ({ name, replicas: int32((parts[at] ?? 0) + (at < surely ? 1 : 0)) }));
  return {
    shares: merge(before, shares),
    ...(isOpen
      ? { undetermined: { clusters: sorted.slice(begin, end).map(({ name }) => name), extra: firsts - begin } }
      : {}),
  };
}
