import type { TargetCluster } from '../karmada-types/work.ts';
import type { SchedulingAnswer } from '../scheduling/answer.ts';
import type { ClusterPreview } from './preview.ts';
import { whyFor } from './why.ts';

/** Cluster by cluster: what it has now, what it gets, and why; clusters of which nothing is said otherwise are among them. */
export function compareClusters(
  all: readonly string[],
  before: readonly TargetCluster[],
  answer: SchedulingAnswer,
): readonly ClusterPreview[] {
  const names = new Set([...all, ...before.map(({ name }) => name), ...answer.clusters.map(({ name }) => name)]);
  return [...names].toSorted().map((cluster) => {
    const now = before.find(({ name }) => name === cluster);
    const then = answer.clusters.find(({ name }) => name === cluster);
    return {
      cluster,
      ...(now ? { now } : {}),
      ...(then ? { then } : {}),
      ...(answer.undetermined?.clusters.includes(cluster) ? { maybeMore: true as const } : {}),
      change: changeOf(now, then),
      why: whyFor(cluster, answer),
    };
  });
}

function changeOf(now: TargetCluster | undefined, then: TargetCluster | undefined): ClusterPreview['change'] {
  if (!now) return then ? 'starts' : 'not chosen';
  if (!then) return 'stops';
  const [had, gets] = [now.replicas ?? 0, then.replicas ?? 0];
  return had === gets ? 'stays' : had < gets ? 'grows' : 'shrinks';
}
