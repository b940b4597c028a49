import type { Gvr, Kind, KubeObject, Place } from './object.ts';
import { type Condition, describeCondition, findCondition } from './object.ts';

/** From a template to its copies in the members: what Karmada has done of it so far, judged from plain objects. */
export interface Workload extends KubeObject {
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}

export interface Binding extends KubeObject {
  readonly spec: {
    readonly resource: Kind & { readonly name: string; readonly uid?: string; readonly resourceVersion?: string };
    readonly replicas?: number;
    readonly placement?: { readonly replicaScheduling?: { readonly replicaSchedulingType?: string } };
    readonly clusters?: readonly { readonly name: string; readonly replicas?: number }[];
  };
  readonly status?: { readonly schedulerObservedGeneration?: number; readonly conditions?: readonly Condition[] };
}

export interface Work extends KubeObject {
  readonly spec: { readonly workload: { readonly manifests?: readonly Workload[] } };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

/** The kinds whose run `--wait` follows into the members. */
const workloadKinds: readonly string[] = [
  'apps/v1 Deployment',
  'apps/v1 StatefulSet',
  'apps/v1 DaemonSet',
  'batch/v1 Job',
  'v1 Pod',
];
export const isWorkload = ({ apiVersion, kind }: Kind): boolean => workloadKinds.includes(`${apiVersion} ${kind}`);

const karmadaWork = (version: string, resource: string): Gvr => ({ group: 'work.karmada.io', version, resource });
export const works = karmadaWork('v1alpha1', 'works');
export const permanentId = 'resourcebinding.karmada.io/permanent-id';

/** GenerateBindingName (pkg/util/names/names.go): the name with ":" as ".", and the kind. */
export const bindingName = (kind: string, name: string): string => `${name.replaceAll(':', '.')}-${kind}`.toLowerCase();

export const bindingPlace = ({ kind }: Kind, namespace: string, name: string): Place => ({
  ...karmadaWork('v1alpha2', 'resourcebindings'),
  namespace,
  name: bindingName(kind, name),
});

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
  const { uid, generation } = held.metadata;
  if (uid === object.metadata.uid && generation === object.metadata.generation) return template;
  const named = { ...held, apiVersion: apiVersion ?? object.apiVersion ?? '', kind: kind ?? object.kind ?? '' };
  // Which resourceVersion that later change made is not known: status updates raise it too.
  return { object: named, changed: false, before };
}

export type BindingState =
  | { readonly kind: 'waiting'; readonly why: string }
  | { readonly kind: 'scheduled'; readonly clusters: readonly string[] };

export const waiting = (why: string): { readonly kind: 'waiting'; readonly why: string } => ({ kind: 'waiting', why });

export function judgeBinding({ object }: Template, binding: Binding | undefined): BindingState {
  if (!binding || binding.spec.resource.uid !== object.metadata.uid) {
    return waiting('it has no ResourceBinding; while it has none, no policy matches it');
  }
  const scheduled = findCondition(binding.status?.conditions, 'Scheduled');
  if (binding.status?.schedulerObservedGeneration !== binding.metadata.generation) {
    return waiting('not scheduled yet: the scheduler has not seen the newest ResourceBinding');
  }
  if (scheduled?.status !== 'True') {
    return waiting(`not scheduled: ${scheduled ? describeCondition(scheduled) : 'the scheduler has not answered'}`);
  }
  const wanted = wantedReplicas(object);
  // Karmada leaves a count of 0 out of the binding.
  if (wanted !== undefined && (binding.spec.replicas ?? 0) !== wanted) {
    return waiting('not scheduled yet: the ResourceBinding has the replicas of an earlier version');
  }
  const clusters = (binding.spec.clusters ?? []).map(({ name }) => name).toSorted();
  // v1.18 schedules a workload without replicas to no cluster, once it asks for resources (pkg/scheduler/core/common.go).
  return clusters.length > 0 || wanted === 0 ? { kind: 'scheduled', clusters } : waiting('scheduled to no cluster');
}

/** The replicas that Karmada reads from a template (pkg/resourceinterpreter/default/native/replica.go). */
function wantedReplicas({ kind, spec = {} }: Workload): number | undefined {
  const wanted = spec[countField(kind)];
  if (typeof wanted !== 'number') return undefined;
  return kind === 'Job' && typeof spec.completions === 'number' ? Math.min(wanted, spec.completions) : wanted;
}

/** Where a workload says how many pods run. */
export const countField = (kind: string | undefined): string => (kind === 'Job' ? 'parallelism' : 'replicas');
