import type { ResourceBindingSpec, TargetCluster } from '../karmada-types/work.ts';

/** Where the workload goes: where it is scheduled to, and where those go that depend on it (mergeTargetClusters). */
export function targetClusters({ clusters = [], requiredBy = [] }: ResourceBindingSpec): readonly TargetCluster[] {
  const named = new Set(clusters.map(({ name }) => name));
  const others = requiredBy.flatMap((binding) => binding.clusters ?? []);
  return [...clusters, ...others.filter(({ name }) => !named.has(name) && named.add(name))];
}
