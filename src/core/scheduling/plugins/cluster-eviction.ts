import type { Filter, FilterContext } from './plugin.ts';

/** plugins/clustereviction/cluster_eviction.go: what is being evicted does not come back before it is gone. */
export function clusterEviction({ spec }: FilterContext): Filter {
  const tasks = new Map((spec.gracefulEvictionTasks ?? []).map((task) => [task.fromCluster, task]));
  if (tasks.size === 0) return () => undefined;
  return ({ name }) => {
    const task = tasks.get(name);
    if (!task) return undefined;
    return {
      plugin: 'ClusterEviction',
      reason: 'cluster(s) is in the process of eviction',
      detail: `the workload is being evicted from it${task.reason ? ` (${task.reason})` : ''}`,
    };
  };
}
