import type { Gvr, Kind, KubeObject, Place } from './object.ts';
import { type Condition, describeCondition, findCondition } from './object.ts';
import { contains, sameJson } from './same-json.ts';

/** From a template to its copies in the members: what Karmada has done of it so far, judged from plain objects. */
export interface Workload extends KubeObject {
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}

export interface Binding extends KubeObject {
  readonly spec: {
    readonly resource: Kind & { readonly name: string; readonly uid?: string; readonly resourceVersion?: string };
    readonly replicas?: number;
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
}

export type BindingState =
  | { readonly kind: 'waiting'; readonly why: string }
  | { readonly kind: 'scheduled'; readonly clusters: readonly string[] };

const waiting = (why: string): { readonly kind: 'waiting'; readonly why: string } => ({ kind: 'waiting', why });

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
  const wanted = object.spec?.replicas;
  if (typeof wanted === 'number' && binding.spec.replicas !== undefined && binding.spec.replicas !== wanted) {
    return waiting('not scheduled yet: the ResourceBinding has the replicas of an earlier version');
  }
  const clusters = (binding.spec.clusters ?? []).map(({ name }) => name).toSorted();
  return clusters.length > 0 ? { kind: 'scheduled', clusters } : waiting('scheduled to no cluster');
}

const generationNote = 'resourcetemplate.karmada.io/generation';
const overrideNotes = ['policy.karmada.io/applied-overrides', 'policy.karmada.io/applied-cluster-overrides'];

/**
 * Whether a Work's manifest was made from this very template. Karmada v1.18 notes the template's generation on it
 * (pkg/controllers/binding/common.go, mergeAnnotations); v1.10 does not, so there the specs are compared.
 */
export function isManifestCurrent(template: Template, work: Work, manifest: Workload, binding: Binding): boolean {
  const noted = notedGeneration(manifest);
  const { object, changed } = template;
  if (noted !== undefined && object.metadata.generation !== undefined) return noted >= object.metadata.generation;
  if (overrideNotes.some((note) => work.metadata.annotations?.[note] !== undefined)) {
    const seen = Number(binding.spec.resource.resourceVersion);
    return !changed || seen >= Number(object.metadata.resourceVersion);
  }
  return sameJson(essence(manifest), essence(object));
}

const notedGeneration = ({ metadata }: KubeObject): number | undefined => {
  const note = metadata.annotations?.[generationNote];
  return note === undefined ? undefined : Number(note);
};

/** The part of a spec that Karmada sends on as it is: no replica counts, no fields a Job's controller fills in. */
function essence({ kind, spec = {} }: Workload): unknown {
  if (kind === 'Job') return (spec.template as Workload | undefined)?.spec;
  return Object.fromEntries(Object.entries(spec).filter(([field]) => field !== 'replicas'));
}

export type WorkState =
  | { readonly kind: 'waiting'; readonly why: string }
  | { readonly kind: 'applied'; readonly manifest: Workload };

export function judgeWork(template: Template, binding: Binding, work: Work | undefined): WorkState {
  const manifest = work?.spec.workload.manifests?.[0];
  if (!work || !manifest) return waiting('not sent yet: it has no Work');
  if (!isManifestCurrent(template, work, manifest, binding))
    return waiting('not sent yet: its Work has an earlier version');
  const applied = findCondition(work.status?.conditions, 'Applied');
  if (applied?.status === 'True') return { kind: 'applied', manifest };
  return waiting(applied ? `not applied there: ${describeCondition(applied)}` : 'not applied there yet');
}

/** Whether the member's object is what the Work says: by the noted generation, or by its spec. */
export function isMemberCurrent(manifest: Workload, object: Workload): boolean {
  const keepsReplicas = object.metadata.labels?.['resourcetemplate.karmada.io/retain-replicas'] === 'true';
  if (!keepsReplicas && manifest.spec?.replicas !== undefined && object.spec?.replicas !== manifest.spec.replicas)
    return false;
  const wanted = notedGeneration(manifest);
  if (wanted !== undefined) return (notedGeneration(object) ?? 0) >= wanted;
  const uid = 'resourcetemplate.karmada.io/uid';
  if (manifest.kind === 'Pod') return object.metadata.annotations?.[uid] === manifest.metadata.annotations?.[uid];
  return contains(essence({ ...object, kind: manifest.kind ?? '' }), essence(manifest));
}
