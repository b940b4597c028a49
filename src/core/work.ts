import { essence, ownMarks, sentMarks } from './content.ts';
import { describeCondition, findCondition, type KubeObject } from './object.ts';
import { type Expected, findLag, withoutStale } from './override-policy.ts';
import { isOverridden, type Notes, withoutOverridden } from './overrides.ts';
import {
  type Binding,
  countField,
  isCounted,
  type Template,
  type Work,
  type Workload,
  waiting,
} from './propagation.ts';
import { contains, keepsRemoved, sameJson } from './same-json.ts';

/** Whether what Karmada wrote into a Work, and then into a member, is the newest there is. */

const generationNote = 'resourcetemplate.karmada.io/generation';
const uidNote = 'resourcetemplate.karmada.io/uid';

/**
 * Whether a Work's manifest was made from this very template. Karmada v1.18 notes the template's generation on it
 * (pkg/controllers/binding/common.go, mergeAnnotations), where it has one; v1.10 does not, so there the contents are
 * compared, but for what overrides changed. A generation counts within one object's life only, so the noted uid comes
 * first; labels and annotations raise none, so they are compared always. `notes` are the overrides that stand.
 */
function isManifestCurrent(
  template: Template,
  work: Work,
  manifest: Workload,
  binding: Binding,
  notes: Notes,
): boolean {
  const { object, changed } = template;
  const uid = manifest.metadata.annotations?.[uidNote];
  if (uid && object.metadata.uid && uid !== object.metadata.uid) return false;
  const seen = Number(binding.spec.resource.resourceVersion);
  if (isOverridden(notes) && changed && !(seen >= Number(object.metadata.resourceVersion))) return false;
  const [sent, wanted] = [withoutOverridden(manifest, notes), withoutOverridden(object, notes)];
  if (!sameJson(ownMarks(sent.metadata), ownMarks(wanted.metadata))) return false;
  const noted = notedGeneration(manifest);
  if (noted !== undefined && object.metadata.generation !== undefined) {
    // Taking an override back raises no generation either.
    const hasLostOverride = isOverridden(work.metadata.annotations) && !isOverridden(notes);
    if (noted < object.metadata.generation || !hasLostOverride) return noted >= object.metadata.generation;
  }
  return sameJson(essence(sent), essence({ ...wanted, kind: sent.kind ?? '' }));
}

/**
 * Whether a manifest has the replicas of the newest scheduling. ensureWork (pkg/controllers/binding/common.go) writes the
 * new template with the old division as long as the scheduler has not answered.
 */
function isDividedAnew(
  { object }: Template,
  binding: Binding,
  manifest: Workload,
  cluster: string,
  notes: Notes,
): boolean {
  const field = countField(manifest.kind ?? object.kind);
  const sent = withoutOverridden(manifest, notes).spec?.[field];
  const { clusters = [], placement, replicas } = binding.spec;
  // Of a kind that Karmada does not count itself, the field is the one it divides only where their numbers are the same.
  if (!isCounted(object.kind, replicas) && replicas !== object.spec?.[field]) return true;
  if (typeof sent !== 'number' || sent === (clusters.find(({ name }) => name === cluster)?.replicas ?? 0)) return true;
  // What is not divided may be sent as written: a Job's parallelism is then not cut down to its completions.
  const isDivided = replicas && placement?.replicaScheduling?.replicaSchedulingType === 'Divided';
  return object.kind === 'Job' && !isDivided && sent === object.spec?.[field];
}

const notedGeneration = ({ metadata }: KubeObject): number | undefined => {
  const note = metadata.annotations?.[generationNote];
  return note === undefined ? undefined : Number(note);
};

export type WorkState =
  | { readonly kind: 'waiting'; readonly why: string }
  | { readonly kind: 'applied'; readonly manifest: Workload };

/** `expected` is what override policies are to make of it, where that was asked for. */
export function judgeWork(
  template: Template,
  binding: Binding,
  cluster: string,
  work: Work | undefined,
  expected?: Expected,
): WorkState {
  const manifest = work?.spec.workload.manifests?.[0];
  if (!work || !manifest) return waiting('not sent yet: it has no Work');
  if (work.metadata.deletionTimestamp) return waiting('not sent yet: an earlier Work is being deleted');
  const noted = work.metadata.annotations ?? {};
  const lag = expected && findLag(expected, noted);
  if (lag !== undefined) return waiting(`not sent yet: its Work has not what ${lag} says`);
  const notes = expected ? withoutStale(expected, noted) : noted;
  if (!isManifestCurrent(template, work, manifest, binding, notes))
    return waiting('not sent yet: its Work has an earlier version');
  if (!isDividedAnew(template, binding, manifest, cluster, notes))
    return waiting('not sent yet: its Work has the replicas of an earlier scheduling');
  const conditions = work.status?.conditions;
  if (work.spec.suspendDispatching) return waiting('not sent: its policy suspends dispatching (spec.suspension)');
  const applied = findCondition(conditions, 'Applied');
  if (applied?.status === 'True') return { kind: 'applied', manifest };
  return waiting(applied ? `not applied there: ${describeCondition(applied)}` : 'not applied there yet');
}

/**
 * Whether the member's object is what the Work says. A noted generation tells of the template alone, not of labels,
 * replicas or overrides, so these are compared; where no generation is noted, everything is. An object that has all the
 * manifest has may be an older one still, when fields were removed: `before` is what the template was before.
 */
export function isMemberCurrent(manifest: Workload, object: Workload, before?: Workload, overridden = false): boolean {
  const uid = manifest.metadata.annotations?.[uidNote];
  if (uid && object.metadata.annotations?.[uidNote] !== uid) return false;
  const sent = manifest.spec?.[countField(manifest.kind)];
  const keepsReplicas = object.metadata.labels?.['resourcetemplate.karmada.io/retain-replicas'] === 'true';
  if (!keepsReplicas && sent !== undefined && object.spec?.[countField(manifest.kind)] !== sent) return false;
  const { labels = {}, annotations = {} } = object.metadata;
  if (!contains({ labels, annotations }, sentMarks(manifest.metadata))) return false;
  const wanted = notedGeneration(manifest);
  if (wanted !== undefined) {
    if ((notedGeneration(object) ?? 0) < wanted) return false;
    if (!overridden) return true;
  }
  // A Pod's spec hardly changes, and the member fills in much of it: the uid says enough.
  if (manifest.kind === 'Pod') return true;
  const kind = manifest.kind ?? '';
  const [held, now] = [essence({ ...object, kind }), essence(manifest)];
  if (!contains(held, now)) return false;
  if (isExact.includes(kind) && !sameJson(held, now)) return false;
  return !before || !keepsRemoved(held, essence({ ...before, kind }), now);
}

/** Kinds that no server fills in: what the manifest has not, the object has not. */
const isExact: readonly string[] = ['ConfigMap', 'Secret', 'Role'];
