import type { TargetCluster } from '../karmada-types/work.ts';
import type { SchedulingAnswer } from '../scheduling/answer.ts';
import type { ClusterPreview } from './preview.ts';

/** Cluster by cluster: what it has now, what it gets, and why; clusters of which nothing is said otherwise are among them. */
export function compareClusters(
  all: readonly string[],
  targets: readonly TargetCluster[],
  answer: SchedulingAnswer,
  why: (cluster: string) => string,
): readonly ClusterPreview[] {
  const names = new Set([...all, ...[...targets, ...answer.clusters].map(({ name }) => name)]);
  return [...names].toSorted().map((cluster) => {
    const before = targets.find(({ name }) => name === cluster);
    const isMaybe = answer.undetermined?.clusters.includes(cluster) === true;
    // The lots may give it its only replica.
    const least = isMaybe ? { name: cluster, replicas: 0 } : undefined;
    const after = answer.clusters.find(({ name }) => name === cluster) ?? least;
    return {
      cluster,
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
      ...(isMaybe ? { maybeMore: true as const } : {}),
      change: changeOf(before, after),
      why: why(cluster),
    };
  });
}

function changeOf(before: TargetCluster | undefined, after: TargetCluster | undefined): ClusterPreview['change'] {
  if (!before) return after ? 'starts' : 'not chosen';
  if (!after) return 'stops';
  const [had, gets] = [before.replicas ?? 0, after.replicas ?? 0];
  return had === gets ? 'stays' : had < gets ? 'grows' : 'shrinks';
}
