import type { Cluster } from './cluster.ts';
import { matchesCluster } from './cluster-matches.ts';
import type { Taint } from './karmada-types/kubernetes.ts';
import type { ClusterTaintPolicy } from './karmada-types/policy.ts';
import { isSameTaint, unschedulable } from './taints.ts';

/** Taints that controllers set and remove (pkg/controllers/cluster/cluster_controller.go, v1.18 and v1.10). */
const systemKeys: Readonly<Record<string, string>> = {
  'cluster.karmada.io/not-ready': 'Karmada, while the cluster is not Ready',
  'cluster.karmada.io/unreachable': 'Karmada, while nothing is heard of it',
  'cluster.karmada.io/terminating': 'Karmada, while the cluster is removed',
};

export const isSystemTaint = ({ key }: Pick<Taint, 'key'>): boolean => Object.hasOwn(systemKeys, key);

/** Who sets and removes a taint, in words; `policies` are the ClusterTaintPolicies there are. */
export function originOf(taint: Taint, cluster: Cluster, policies: readonly ClusterTaintPolicy[]): string {
  const system = systemKeys[taint.key];
  if (system) return system;
  const policy = policies.find(
    ({ spec }) =>
      spec.taints.some((made) => isSameTaint(made, taint)) &&
      (!spec.targetClusters || matchesCluster(spec.targetClusters, cluster)),
  );
  if (policy) return `ClusterTaintPolicy ${policy.metadata.name}`;
  return taint.key === unschedulable && taint.effect === 'NoSchedule' ? 'cordon' : 'by hand';
}
