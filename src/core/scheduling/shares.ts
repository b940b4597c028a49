import { int32 } from '../go/int.ts';
import type { Undetermined } from './answer.ts';

/** Clusters and replicas, in the order in which the scheduler holds them: a name may be there twice. */
export interface Share {
  readonly name: string;
  readonly replicas: number;
}

/** What a division gives: where nobody can say who gets what is left over, the least of what each may get. */
export interface Divided {
  readonly shares: readonly Share[];
  readonly undetermined?: Undetermined;
}

/** GetSumOfReplicas (pkg/util/binding.go): of int32. */
export const sumOf = (shares: readonly Share[]): number =>
  shares.reduce((sum, { replicas }) => int32(sum + replicas), 0);

/** MergeTargetClusters (pkg/util/binding.go). */
export function merge(before: readonly Share[], now: readonly Share[]): readonly Share[] {
  if (before.length === 0) return now;
  if (now.length === 0) return before;
  const old = new Map(before.map(({ name, replicas }) => [name, replicas]));
  const merged = now.map(({ name, replicas }) => {
    const more = old.get(name) ?? 0;
    old.delete(name);
    return { name, replicas: int32(replicas + more) };
  });
  return [...merged, ...[...old].map(([name, replicas]) => ({ name, replicas }))];
}
