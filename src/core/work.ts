import { describeCondition, findCondition, type KubeObject } from './object.ts';
import { isOverridden, withoutOverridden } from './overrides.ts';
import { type Binding, countField, type Template, type Work, type Workload, waiting } from './propagation.ts';
import { contains, keepsRemoved, sameJson } from './same-json.ts';

/** Whether what Karmada wrote into a Work, and then into a member, is the newest there is. */

const generationNote = 'resourcetemplate.karmada.io/generation';
const uidNote = 'resourcetemplate.karmada.io/uid';

/**
 * Whether a Work's manifest was made from this very template. Karmada v1.18 notes the template's generation on it
 * (pkg/controllers/binding/common.go, mergeAnnotations); v1.10 does not, so there the specs are compared, but for what
 * overrides changed. A generation counts within one object's life only, so the noted uid comes first.
 */
export function isManifestCurrent(template: Template, work: Work, manifest: Workload, binding: Binding): boolean {
  const { object, changed } = template;
  const notes = work.metadata.annotations;
  const uid = manifest.metadata.annotations?.[uidNote];
  if (uid && object.metadata.uid && uid !== object.metadata.uid) return false;
  const noted = notedGeneration(manifest);
  if (noted !== undefined && object.metadata.generation !== undefined) return noted >= object.metadata.generation;
  const seen = Number(binding.spec.resource.resourceVersion);
  if (isOverridden(notes) && changed && !(seen >= Number(object.metadata.resourceVersion))) return false;
  return sameJson(essence(withoutOverridden(manifest, notes)), essence(withoutOverridden(object, notes)));
}

/**
 * Whether a manifest has the replicas of the newest scheduling. ensureWork (pkg/controllers/binding/common.go) writes the
 * new template with the old division as long as the scheduler has not answered.
 */
function isDividedAnew(
  { object }: Template,
  binding: Binding,
  work: Work,
  manifest: Workload,
  cluster: string,
): boolean {
  const field = countField(manifest.kind ?? object.kind);
  const sent = withoutOverridden(manifest, work.metadata.annotations).spec?.[field];
  const { clusters = [], placement, replicas } = binding.spec;
  if (typeof sent !== 'number' || sent === (clusters.find(({ name }) => name === cluster)?.replicas ?? 0)) return true;
  // What is not divided may be sent as written: a Job's parallelism is then not cut down to its completions.
  const isDivided = replicas && placement?.replicaScheduling?.replicaSchedulingType === 'Divided';
  return object.kind === 'Job' && !isDivided && sent === object.spec?.[field];
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

export function judgeWork(template: Template, binding: Binding, cluster: string, work: Work | undefined): WorkState {
  const manifest = work?.spec.workload.manifests?.[0];
  if (!work || !manifest) return waiting('not sent yet: it has no Work');
  if (!isManifestCurrent(template, work, manifest, binding))
    return waiting('not sent yet: its Work has an earlier version');
  if (!isDividedAnew(template, binding, work, manifest, cluster))
    return waiting('not sent yet: its Work has the replicas of an earlier scheduling');
  const applied = findCondition(work.status?.conditions, 'Applied');
  if (applied?.status === 'True') return { kind: 'applied', manifest };
  return waiting(applied ? `not applied there: ${describeCondition(applied)}` : 'not applied there yet');
}

/**
 * Whether the member's object is what the Work says: by the noted generation, or by its spec. A spec that has all the
 * Work has may be an older one still, when fields were removed: `before` is what the template was before.
 */
export function isMemberCurrent(manifest: Workload, object: Workload, before?: Workload): boolean {
  const uid = manifest.metadata.annotations?.[uidNote];
  if (uid && object.metadata.annotations?.[uidNote] !== uid) return false;
  // Not even a noted generation tells: a new division of the replicas comes later than the rest, with the same one.
  const sent = manifest.spec?.[countField(manifest.kind)];
  const keepsReplicas = object.metadata.labels?.['resourcetemplate.karmada.io/retain-replicas'] === 'true';
  if (!keepsReplicas && sent !== undefined && object.spec?.[countField(manifest.kind)] !== sent) return false;
  const wanted = notedGeneration(manifest);
  if (wanted !== undefined) return (notedGeneration(object) ?? 0) >= wanted;
  // A Pod's spec hardly changes, and the member fills in much of it: the uid says enough.
  if (manifest.kind === 'Pod') return true;
  const kind = manifest.kind ?? '';
  const held = essence({ ...object, kind });
  if (!contains(held, essence(manifest))) return false;
  return !before || !keepsRemoved(held, essence({ ...before, kind }), essence(manifest));
}
