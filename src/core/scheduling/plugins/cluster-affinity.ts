import { describeMismatch } from '../../cluster-matches.ts';
import type { Filter, FilterContext } from './plugin.ts';

/** plugins/clusteraffinity/cluster_affinity.go: the cluster matches the affinity, or one that it overflows to. */
export function clusterAffinity({ affinities }: FilterContext): Filter {
  const [primary, ...others] = affinities ?? [];
  if (!primary) return () => undefined;
  return ({ cluster }) => {
    const mismatch = primary(cluster);
    if (!mismatch || others.some((matches) => !matches(cluster))) return undefined;
    return {
      plugin: 'ClusterAffinity',
      reason: 'cluster(s) did not match the placement cluster affinity constraint',
      detail: describeMismatch(mismatch, cluster),
    };
  };
}
