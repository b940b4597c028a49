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
  const known = new Set(all);
  const others = new Set([...targets, ...answer.clusters].map(({ name }) => name).filter((name) => !known.has(name)));
  // All are by name already; what is not among them is gone.
  const names = others.size === 0 ? all : [...all, ...others].toSorted();
  const [had, gets] = [byName(targets), byName(answer.clusters)];
  const open = new Set(answer.undetermined?.clusters);
  return names.map((cluster) => {
    const before = had.get(cluster);
    const isMaybe = open.has(cluster);
    // Most of many clusters are such.
    if (!before && !isMaybe && !gets.has(cluster)) return { cluster, change: 'not chosen', why: why(cluster) };
    // The lots may give it its only replica.
    const least = isMaybe ? { name: cluster, replicas: 0 } : undefined;
    const after = gets.get(cluster) ?? least;
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

/** Of a name that stands there twice, the first. */
const byName = (targets: readonly TargetCluster[]): ReadonlyMap<string, TargetCluster> =>
  new Map(targets.toReversed().map((target) => [target.name, target]));

function changeOf(before: TargetCluster | undefined, after: TargetCluster | undefined): ClusterPreview['change'] {
  if (!before) return after ? 'starts' : 'not chosen';
  if (!after) return 'stops';
  const [had, gets] = [before.replicas ?? 0, after.replicas ?? 0];
  return had === gets ? 'stays' : had < gets ? 'grows' : 'shrinks';
}
