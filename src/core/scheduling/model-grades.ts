import { compare } from '../exact-quantity.ts';
import { int64, maxInt64 } from '../go/int.ts';
import { indexOutOfRange } from '../go/panic.ts';
import type { Cluster } from '../karmada-types/cluster.ts';
import { type Fit, type Request, share } from './fit.ts';
import { type Amount, amountOf, readQuantity } from './room.ts';

/**
 * Resource models before v1.18 (getMaximumReplicasBasedOnResourceModels in pkg/estimator/client/general.go, v1.10.7):
 * the lowest grade whose every minimum is what is asked for, and the nodes of that and of all higher grades. It reads
 * the counts by their place, not by their grade, and ends the program where one is missing.
 */
export interface Grades {
  readonly length: number;
  /** By resource, the minima of the models that have one. */
  readonly minima: ReadonlyMap<string, readonly Amount[]>;
  /** How many nodes there are of each. */
  readonly counts: readonly number[];
}

export function gradesOf({ metadata, spec, status }: Cluster): Grades {
  const models = spec.resourceModels ?? [];
  const minima = new Map<string, Amount[]>();
  for (const { name, min } of models.flatMap(({ ranges }) => ranges ?? [])) {
    const amount = amountOf(name, readQuantity(min, `Cluster ${metadata.name}: the least ${name} of a resource model`));
    minima.set(name, [...(minima.get(name) ?? []), amount]);
  }
  const counts = (status?.resourceSummary?.allocatableModelings ?? []).map(({ count }) => count ?? 0);
  return { length: models.length, minima, counts };
}

/**
 * `look at the summary`: there is a resource that no model has. Where there is also one that no grade has enough of, which
 * alone would mean none, Go's map order decides: `summary or none`.
 */
export function fitByGrade(
  { length, minima, counts }: Grades,
  requests: readonly Request[],
): Fit | 'look at the summary' | 'summary or none' {
  const asked = requests.filter(({ whole }) => whole > 0n);
  const lowest = asked.map(({ resource, quantity }) => ({
    resource,
    found: minima.get(resource)?.findIndex((min) => compare(min.quantity, quantity) >= 0),
  }));
  const tooLarge = lowest.find(({ found }) => found === -1);
  if (lowest.some(({ found }) => found === undefined)) return tooLarge ? 'summary or none' : 'look at the summary';
  if (tooLarge) return { replicas: 0n, limitedBy: `model ${tooLarge.resource}` };
  let grade = 0;
  let limitedBy = 'model nodes';
  for (const { resource, found = 0 } of lowest) {
    if (found > grade) [grade, limitedBy] = [found, `model ${resource}`];
  }
  let replicas = 0n;
  for (let at = grade; at < length; at++) {
    const count = counts[at];
    if (count === undefined) throw indexOutOfRange(at, counts.length);
    if (count === 0) continue;
    replicas = int64(replicas + int64(BigInt(count) * fitOfNode(at, asked, minima)));
  }
  return { replicas, limitedBy };
}

/** getNodeAvailableReplicas: a node that is large enough takes one at least. */
function fitOfNode(at: number, asked: readonly Request[], minima: Grades['minima']): bigint {
  let least = maxInt64;
  for (const { resource, counted } of asked) {
    const found = minima.get(resource) ?? [];
    const min = found[at];
    if (!min) throw indexOutOfRange(at, found.length);
    const fits = share(min.counted, counted);
    if (fits < least) least = fits;
  }
  return least === 0n ? 1n : least;
}
