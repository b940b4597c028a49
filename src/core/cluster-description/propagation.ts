import type { ClusterPropagationPolicy, PropagationPolicy } from '../karmada-types/policy.ts';
import { describeCondition, findCondition } from '../object.ts';
import type { Binding, Work } from '../propagation.ts';

/** Bindings whose scheduling sends something to a cluster. */
export interface Targets {
  readonly count: number;
  /** Of those that have replicas, there. */
  readonly replicas: number;
  /** Of a cluster that is left: the eviction has not ended yet (spec.gracefulEvictionTasks). */
  readonly evictions: number;
}

export const noTargets: Targets = { count: 0, replicas: 0, evictions: 0 };

export function countTarget(targets: Targets, { spec }: Binding, cluster: string): Targets {
  const target = spec.clusters?.find(({ name }) => name === cluster);
  // What others depend on goes where they go (pkg/dependenciesdistributor).
  const isRequired = spec.requiredBy?.some(({ clusters }) => clusters?.some(({ name }) => name === cluster)) ?? false;
  const isLeaving = spec.gracefulEvictionTasks?.some(({ fromCluster }) => fromCluster === cluster) ?? false;
  return {
    count: targets.count + (target || isRequired ? 1 : 0),
    replicas: targets.replicas + (target?.replicas ?? 0),
    evictions: targets.evictions + (isLeaving ? 1 : 0),
  };
}

export interface WorkReport {
  readonly namespace: string;
  readonly count: number;
  readonly notApplied: readonly LateWork[];
}

export interface LateWork {
  readonly work: string;
  /** What it holds: `Deployment default/nginx`. */
  readonly object: string;
  readonly message: string;
}

export const noWorks = (namespace: string): WorkReport => ({ namespace, count: 0, notApplied: [] });

export function countWork(report: WorkReport, work: Work): WorkReport {
  const late = lateness(work);
  const notApplied = late === undefined ? report.notApplied : [...report.notApplied, late];
  return { ...report, count: report.count + 1, notApplied };
}

function lateness({ metadata, spec, status }: Work): LateWork | undefined {
  const applied = findCondition(status?.conditions, 'Applied');
  if (applied?.status === 'True') return undefined;
  const [manifest] = spec.workload.manifests ?? [];
  const { namespace, name = '' } = manifest?.metadata ?? {};
  const suspended = spec.suspendDispatching ? 'its policy suspends dispatching (spec.suspension)' : undefined;
  return {
    work: metadata.name,
    object: manifest ? `${manifest.kind} ${namespace ? `${namespace}/` : ''}${name}` : 'nothing',
    message: suspended ?? (applied ? describeCondition(applied) : 'not applied yet'),
  };
}

export interface PolicyReference {
  readonly namespace?: string | undefined;
  readonly name: string;
}

type Policy = PropagationPolicy | ClusterPropagationPolicy;

/** Whether a policy means a cluster by its name; one that selects by labels or fields names none. */
export function namesCluster({ spec }: Policy, cluster: string): boolean {
  const { clusterAffinity, clusterAffinities = [] } = spec.placement ?? {};
  return [clusterAffinity, ...clusterAffinities].some((affinity) => affinity?.clusterNames?.includes(cluster));
}

export const referenceTo = ({ metadata }: Policy): PolicyReference => ({
  ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
  name: metadata.name,
});
