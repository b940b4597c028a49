import type { Cluster } from '../karmada-types/cluster.ts';

export interface ConditionReport {
  readonly type: string;
  readonly status: string;
  readonly since?: string | undefined;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  /** What to do, where something is wrong and that is known. */
  readonly advice?: string | undefined;
}

/** Ready first, and also where Karmada has said nothing of it yet. */
export function conditionsOf(cluster: Cluster): readonly ConditionReport[] {
  const held = cluster.status?.conditions ?? [];
  const never = {
    type: 'Ready',
    status: 'Unknown',
    reason: 'NoStatus',
    message: 'Karmada has not reported on it yet.',
  };
  const all = held.some(({ type }) => type === 'Ready') ? held : [never, ...held];
  return [...all]
    .sort((a, b) => Number(b.type === 'Ready') - Number(a.type === 'Ready'))
    .map((condition) => ({
      type: condition.type,
      status: condition.status,
      since: 'lastTransitionTime' in condition ? condition.lastTransitionTime : undefined,
      reason: condition.reason,
      message: condition.message,
      advice: condition.status === 'True' ? undefined : adviceFor(condition.reason, condition.type, cluster),
    }));
}

/** Reasons: pkg/controllers/status/cluster_status_controller.go, pkg/controllers/cluster/cluster_controller.go. */
function adviceFor(reason: string, type: string, { metadata, spec }: Cluster): string | undefined {
  const isPull = spec.syncMode === 'Pull';
  const endpoint = spec.apiEndpoint ?? 'its API server';
  const { namespace, name } = spec.secretRef ?? {};
  if (type === 'CompleteAPIEnablements')
    return 'An API that another server serves for it does not answer. In the member: kubectl get apiservices, and look at those that are not Available. Meanwhile workloads of such an API are not sent there.';
  if (type !== 'Ready') return undefined;
  switch (reason) {
    case 'ClusterNotReachable':
      return isPull
        ? `Its karmada-agent cannot reach ${endpoint}. In the member: kubectl -n karmada-system logs deploy/karmada-agent`
        : `${endpoint} does not answer karmada-controller-manager: is the API server up, and is that address right from where the controller runs? A 127.0.0.1 seldom is. From there: curl -k ${endpoint}/readyz`;
    case 'ClusterNotReady':
      return `${endpoint} answers, but says that it is not healthy. In the member: kubectl get --raw '/readyz?verbose'`;
    case 'StatusCollectionFailed':
      return `Karmada could not sign in to it. Its credentials are in the Secret ${name ?? metadata.name} in ${namespace ?? 'karmada-cluster'} of the control plane; joining it again renews them: karmate join ${metadata.name} --cluster-kubeconfig FILE`;
    default:
      // Push clusters without one are passed over (cmd/controller-manager/app/controllermanager.go, clusterPredicateFunc).
      if (!isPull && !spec.secretRef)
        return `It has no spec.secretRef, so Karmada does not look at it. Join it: karmate join ${metadata.name} --cluster-kubeconfig FILE`;
      return isPull
        ? 'Nothing is heard of its karmada-agent. In the member: kubectl -n karmada-system get pods, and logs deploy/karmada-agent'
        : 'karmada-controller-manager does not report on it: see whether it runs, and what it logs.';
  }
}
