import type { WorkloadPreview } from '../../../src/core/preview/preview.ts';
import { keyOf } from './state.ts';

const keyOfPreview = ({ workload: { kind, namespace, name } }: WorkloadPreview): string => keyOf(kind, namespace, name);

/** What a preview says will be, without its words. */
const saidOf = ({ taken, policy, replicas, placement, clusters }: WorkloadPreview): string =>
  JSON.stringify({
    taken,
    policy,
    replicas,
    // That nothing need be done and that the same comes out again are one.
    outcome: placement?.outcome === 'not needed' ? 'scheduled' : placement?.outcome,
    error: placement?.error,
    undetermined: placement?.undetermined,
    clusters: clusters.map(({ why: _, ...counts }) => counts),
  });

/** What is left open, and said to be: a snapshot has neither the UIDs of workloads nor what they are now. */
const leavesOpen = ({ placement, unknown }: WorkloadPreview): boolean =>
  placement?.undetermined !== undefined || unknown.some((note) => note.startsWith('whether this changes'));

/** Where two previews say otherwise of the same workload; of those that only one speaks of, nothing. */
export function disagreements(ones: readonly WorkloadPreview[], others: readonly WorkloadPreview[]) {
  const known = new Map(others.map((other) => [keyOfPreview(other), saidOf(other)]));
  const both = ones.filter((one) => known.has(keyOfPreview(one)) && !leavesOpen(one));
  const wrong = both.filter((one) => known.get(keyOfPreview(one)) !== saidOf(one));
  return {
    compared: both.length,
    wrong: wrong.map((one) => `${keyOfPreview(one)}: ${saidOf(one)} or ${known.get(keyOfPreview(one))}`),
  };
}
