import type { ClusterSpec } from './karmada-types/cluster.ts';
import { type Condition, describeCondition, findCondition, type Gvr, type KubeObject } from './object.ts';

/** `cluster.karmada.io/v1alpha1/clusters`, served by Karmada's aggregated API server. */
export const clusters: Gvr = { group: 'cluster.karmada.io', version: 'v1alpha1', resource: 'clusters' };

/** As the rules here need it: of a whole Cluster (karmada-types/cluster.ts), or of what is about to become one. */
export interface Cluster extends KubeObject {
  readonly spec: ClusterSpec;
  readonly status?: {
    readonly kubernetesVersion?: string;
    readonly apiEnablements?: readonly unknown[];
    readonly conditions?: readonly Condition[];
  };
}

/** The READY column: True, False, or Unknown when the condition is not there. */
export const readiness = ({ status }: Pick<Cluster, 'status'>): string =>
  findCondition(status?.conditions, 'Ready')?.status ?? 'Unknown';

/** Why a cluster is not Ready, in words on one line; empty when it is. */
export function whyNotReady({ status }: Pick<Cluster, 'status'>): string {
  const ready = findCondition(status?.conditions, 'Ready');
  if (ready?.status === 'True') return '';
  return ready ? describeCondition(ready).replace(/\s+/g, ' ').trim() : 'no status yet';
}

export const executionNamespace = (cluster: string): string => `karmada-es-${cluster}`;

/**
 * What a joined cluster still lacks before a workload can be sent there, in words; empty when it is usable.
 * Usable is: not on its way out, Ready, its API known, its execution namespace made (one that goes away is none).
 */
export function missingForUse(cluster: Cluster | undefined, hasExecutionNamespace: boolean): readonly string[] {
  if (!cluster) return ['the Cluster object is gone'];
  const ready = findCondition(cluster.status?.conditions, 'Ready');
  const name = cluster.metadata.name;
  return [
    ...(cluster.metadata.deletionTimestamp ? ['it is being removed'] : []),
    ...(ready?.status === 'True' ? [] : [`not Ready (${ready ? describeCondition(ready) : 'no status yet'})`]),
    ...(cluster.status?.apiEnablements?.length ? [] : ['its API is not known yet (status.apiEnablements is empty)']),
    ...(hasExecutionNamespace ? [] : [`the namespace ${executionNamespace(name)} does not exist yet`]),
  ];
}

const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** Why a name cannot be a cluster's (pkg/apis/cluster/validation, ValidateClusterName); undefined when it can. */
export function clusterNameProblem(name: string): string | undefined {
  if (name.length > 48) return `it has ${name.length} characters, at most 48 are allowed`;
  if (!label.test(name)) return 'only lower case letters, digits and "-" are allowed, "-" neither first nor last';
  return undefined;
}
