import type { ClusterPreview } from '../../core/preview/preview.ts';

/** Whether replicas are counted there at all. */
export const hasCounts = (clusters: readonly ClusterPreview[]): boolean =>
  clusters.some(({ after, before }) => (after ?? before)?.replicas !== undefined);

/** What a cluster has and gets: `4`, `2 or 3`, `yes` where nothing is counted, `-`. */
export function targetWords(
  { before, after, maybeMore }: ClusterPreview,
  counted: boolean,
): { readonly has: string; readonly gets: string } {
  const held = (target: ClusterPreview['before']): string =>
    target ? (counted ? String(target.replicas ?? 0) : 'yes') : '-';
  return { has: held(before), gets: maybeMore ? `${held(after)} or ${(after?.replicas ?? 0) + 1}` : held(after) };
}
