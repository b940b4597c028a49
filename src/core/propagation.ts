import type { Gvr, Kind, KubeObject, Place } from './object.ts';
import { type Condition, describeCondition, findCondition } from './object.ts';
import { kindOf, nativeReplicas } from './resource-interpreter/native-replicas.ts';

/** From a template to its copies in the members: what Karmada has done of it so far, judged from plain objects. */
export interface Workload extends KubeObject {
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}

interface TargetCluster {
  readonly name: string;
  readonly replicas?: number;
}

export interface Binding extends KubeObject {
  readonly spec: {
    readonly resource: Kind & { readonly name: string; readonly uid?: string; readonly resourceVersion?: string };
    readonly replicas?: number;
    readonly placement?: { readonly replicaScheduling?: { readonly replicaSchedulingType?: string } };
    readonly clusters?: readonly TargetCluster[];
    /** The bindings of what depends on this object: it goes where they go (pkg/dependenciesdistributor). */
    readonly requiredBy?: readonly { readonly name: string; readonly clusters?: readonly TargetCluster[] }[];
    readonly suspension?: { readonly scheduling?: boolean };
    readonly gracefulEvictionTasks?: readonly { readonly fromCluster: string; readonly reason?: string }[];
  };
  readonly status?: { readonly schedulerObservedGeneration?: number; readonly conditions?: readonly Condition[] };
}

export interface Work extends KubeObject {
  readonly spec: {
    readonly workload: { readonly manifests?: readonly Workload[] };
    readonly suspendDispatching?: boolean;
    /** Since v1.12: what the Work has made stays in the member when the Work goes. */
    readonly preserveResourcesOnDeletion?: boolean;
  };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** The kinds that are made to run somewhere: one that no policy takes anywhere is worth a word. */
const workloadKinds: readonly string[] = [
  'apps/v1 Deployment',
  'apps/v1 StatefulSet',
  'apps/v1 DaemonSet',
  'apps/v1 ReplicaSet',
  'batch/v1 Job',
  'batch/v1 CronJob',
  'v1 Pod',
];
export const isWorkload = ({ apiVersion = '', kind = '' }: KubeObject): boolean =>
  workloadKinds.includes(`${apiVersion} ${kind}`);

const karmadaWork = (version: string, resource: string): Gvr => ({ group: 'work.karmada.io', version, resource });
export const works = karmadaWork('v1alpha1', 'works');
export const bindings: readonly Gvr[] = ['resourcebindings', 'clusterresourcebindings'].map((resource) =>
  karmadaWork('v1alpha2', resource),
);

/** The label that a binding and its Works share. */
export const permanentIdLabel = (namespace: string | undefined): string =>
  `${namespace === undefined ? 'clusterresourcebinding' : 'resourcebinding'}.karmada.io/permanent-id`;

/** GenerateBindingName (pkg/util/names/names.go): the name with ":" as ".", and the kind. */
export const bindingName = (kind: string, name: string): string => `${name.replaceAll(':', '.')}-${kind}`.toLowerCase();

export const bindingKind = (namespace: string | undefined): string =>
  namespace === undefined ? 'ClusterResourceBinding' : 'ResourceBinding';

export function bindingPlace(kind: string, namespace: string | undefined, name: string): Place {
  const place = { name: bindingName(kind, name) };
  if (namespace === undefined) return { ...karmadaWork('v1alpha2', 'clusterresourcebindings'), ...place };
  return { ...karmadaWork('v1alpha2', 'resourcebindings'), namespace, ...place };
}

/**
 * Whether a binding is of that very object, and not of an earlier one of its name. Before some release after v1.10 what is
 * taken along loses the uid in its reference (buildAttachedBinding, pkg/dependenciesdistributor): its owner has it still.
 */
export function isBindingOf({ spec, metadata }: Binding, { metadata: { uid } }: KubeObject): boolean {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  return (spec.resource.uid ?? owner?.uid) === uid;
}

/** What was applied, as the control plane holds it, and whether that apply changed what is to run. */
export interface Template {
  readonly object: Workload;
  readonly changed: boolean;
  /** What stood there before that apply. */
  readonly before?: Workload | undefined;
}

/** The template as it stands now: a person, or a controller that scales, may have changed it since the apply. */
export function renewTemplate(template: Template, { apiVersion, kind, ...held }: Workload): Template {
  const { object, before } = template;
  const { uid, generation, resourceVersion } = object.metadata;
  const named = { ...held, apiVersion: apiVersion ?? object.apiVersion ?? '', kind: kind ?? object.kind ?? '' };
  if (uid === held.metadata.uid && generation === held.metadata.generation) {
    // Status updates raise the resourceVersion too; the one that Karmada must have seen is the apply's.
    const metadata = { ...held.metadata, ...(resourceVersion === undefined ? {} : { resourceVersion }) };
    return { ...template, object: { ...named, metadata } };
  }
  // Which resourceVersion that later change made is not known.
  return { object: named, changed: false, before };
}

export type BindingState =
  | { readonly kind: 'waiting'; readonly why: string }
  | { readonly kind: 'scheduled'; readonly clusters: readonly string[] };

export const waiting = (why: string): { readonly kind: 'waiting'; readonly why: string } => ({ kind: 'waiting', why });

export function judgeBinding({ object }: Template, binding: Binding): BindingState {
  const kind = bindingKind(object.metadata.namespace);
  const { clusters, requiredBy = [], placement, suspension, replicas } = binding.spec;
  if (binding.metadata.deletionTimestamp) return waiting(`its ${kind} is being deleted`);
  // One that only others' dependencies made is never scheduled itself.
  const others = requiredBy.flatMap((other) => other.clusters ?? []);
  if (!placement && requiredBy.length > 0) return placed([...(clusters ?? []), ...others]);
  if (suspension?.scheduling) return waiting(`not scheduled: scheduling is suspended (spec.suspension of its ${kind})`);
  const scheduled = findCondition(binding.status?.conditions, 'Scheduled');
  // The scheduler notes what it has seen only once it succeeds (patchBindingStatusCondition, v1.10 and v1.18).
  if (scheduled?.status === 'False') {
    return waiting(`not scheduled: ${describeCondition(scheduled)}${evictions(binding)}`);
  }
  if (binding.status?.schedulerObservedGeneration !== binding.metadata.generation || !scheduled) {
    return waiting(`not scheduled yet: the scheduler has not seen the newest ${kind}`);
  }
  const wanted = wantedReplicas(object, replicas);
  // Karmada leaves a count of 0 out of the binding.
  if (wanted !== undefined && (replicas ?? 0) !== wanted) {
    return waiting(`not scheduled yet: the ${kind} has the replicas of an earlier version`);
  }
  // v1.18 schedules a workload without replicas to no cluster, once it asks for resources (pkg/scheduler/core/common.go).
  if ((clusters ?? []).length > 0 || wanted === 0) return placed([...(clusters ?? []), ...others]);
  return waiting(`scheduled to no cluster${evictions(binding)}`);
}

/** Where it is being taken away from: the scheduler leaves such a cluster out. */
function evictions({ spec: { gracefulEvictionTasks = [] } }: Binding): string {
  const from = gracefulEvictionTasks.map(({ fromCluster, reason }) => `${fromCluster}${reason ? `: ${reason}` : ''}`);
  return from.length > 0 ? ` (being evicted from ${from.join(', ')})` : '';
}

const placed = (clusters: readonly TargetCluster[]): BindingState => ({
  kind: 'scheduled',
  clusters: [...new Set(clusters.map(({ name }) => name))].toSorted(),
});

/**
 * Whether Karmada counts the replicas of a kind itself, given those in the binding: of a ReplicaSet it does since some
 * version after v1.10, of kinds not its own only where a customization says how.
 */
export const isCounted = (kind: string | undefined, replicas: number | undefined): boolean =>
  kind === 'ReplicaSet' ? replicas !== undefined : ['Deployment', 'StatefulSet', 'Job'].includes(kind ?? '');

/** The replicas that Karmada reads from a template. */
function wantedReplicas(object: Workload, replicas: number | undefined): number | undefined {
  const { kind, spec = {} } = object;
  const isSaid = typeof spec[countField(kind)] === 'number';
  return isSaid && isCounted(kind, replicas) ? nativeReplicas(kindOf(object), spec) : undefined;
}

/** Where a workload says how many pods run. */
export const countField = (kind: string | undefined): string => (kind === 'Job' ? 'parallelism' : 'replicas');
