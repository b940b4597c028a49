import { KnownError } from '../../contract/errors.ts';
import { type ExactQuantity, milliValue, minus, parseQuantity, wholeValue, zero } from '../exact-quantity.ts';
import { int64 } from '../go/int.ts';
import type { Cluster } from '../karmada-types/cluster.ts';

/** What a cluster has left, from status.resourceSummary (pkg/estimator/client/general.go). */
export interface Room {
  /** How many pods fit beside those there are (getAllowedPodNumber): never below zero. */
  readonly pods: bigint;
  /** allocatable - allocated - allocating; undefined where the cluster has no such resource. */
  readonly left: (resource: string) => Amount | undefined;
}

/** A quantity of one resource. */
export interface Amount {
  readonly quantity: ExactQuantity;
  readonly whole: bigint;
  /** As Karmada counts it: cpu in thousandths, others whole. */
  readonly counted: bigint;
}

/** undefined: nothing is known of the cluster's resources. */
export function roomOf({ metadata, status }: Cluster, parse: ParseQuantity = parseQuantity): Room | undefined {
  const summary = status?.resourceSummary;
  if (!summary) return undefined;
  const read = (part: Part, resource: string): ExactQuantity | undefined => {
    const list = summary[part] ?? {};
    if (!Object.hasOwn(list, resource)) return undefined;
    const text = list[resource] ?? 0;
    return parse(text) ?? refuse(text, `Cluster ${metadata.name}: status.resourceSummary.${part}.${resource}`);
  };
  const pods = (part: Part): bigint => wholeValue(read(part, 'pods') ?? zero);
  const allowed = int64(pods('allocatable') - pods('allocated') - pods('allocating'));
  const known = new Map<string, Amount | undefined>();
  return {
    pods: allowed > 0n ? allowed : 0n,
    left: (resource) => {
      if (known.has(resource)) return known.get(resource);
      const allocatable = read('allocatable', resource);
      const [allocated, allocating] = [read('allocated', resource), read('allocating', resource)];
      const free = allocatable && allocated ? minus(allocatable, allocated) : allocatable;
      const left = free && allocating ? minus(free, allocating) : free;
      const amount = left && amountOf(resource, left);
      known.set(resource, amount);
      return amount;
    },
  };
}

export type ParseQuantity = typeof parseQuantity;

type Part = 'allocatable' | 'allocated' | 'allocating';

export function amountOf(resource: string, quantity: ExactQuantity): Amount {
  const whole = wholeValue(quantity);
  return { quantity, whole, counted: resource === 'cpu' ? milliValue(quantity) : whole };
}

/** What is not there is zero. `where` is what a message names: an API server lets no other text through. */
export function readQuantity(text: string | number | undefined, where: string): ExactQuantity {
  return parseQuantity(text ?? 0) ?? refuse(text, where);
}

function refuse(text: string | number | undefined, where: string): never {
  throw new KnownError('invalid', `${where}: "${text}" is not a quantity.`);
}
