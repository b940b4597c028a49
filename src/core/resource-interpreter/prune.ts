import { type Fields, isFields, type Manifest } from '../override-manager/manifest-fields.ts';
import { type Misfit, misfitOf } from './typed-object.ts';

/** What no member gets (pkg/resourceinterpreter/default/native/prune/prune.go, v1.10 and v1.18). */
export function pruneManifest({ metadata, ...manifest }: Manifest): Manifest {
  const { status: _, ...fields } = manifest;
  const kept = isFields(metadata) ? omit(metadata, serverFields) : metadata;
  const pruned = { ...fields, metadata: kept } as unknown as Manifest;
  const prune = Object.hasOwn(pruners, pruned.kind ?? '') ? pruners[pruned.kind ?? ''] : undefined;
  return prune ? prune(pruned) : pruned;
}

/** Why a manifest cannot be pruned, so that no Work is made: of a Job more is read than of other kinds. */
export function whyNotPruned(manifest: Manifest): Misfit | undefined {
  if (manifest.kind !== 'Job') return undefined;
  return misfitOf(manifest) ?? (manifest.spec?.manualSelector === true ? undefined : nullMarks(manifest));
}

/** NestedStringMap: these must be texts, and a null is none. */
function nullMarks(manifest: Manifest): Misfit | undefined {
  for (const path of generatedMarks) {
    const marks = path.reduce<unknown>((value, key) => (isFields(value) ? value[key] : undefined), manifest.spec);
    const isNull = marks === null || (isFields(marks) && Object.values(marks).includes(null));
    if (isNull) return { path: `/spec/${path.join('/')}`, message: `.${path.join('.')} accessor error: null` };
  }
  return undefined;
}

/** Made by the control plane's own API server, or for it alone. */
const serverFields: readonly string[] = [
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
  'ownerReferences',
  'finalizers',
];

/** By kind alone, of whatever group. */
const pruners: Readonly<Record<string, (manifest: Manifest) => Manifest>> = {
  Deployment: (manifest) =>
    withoutAnnotations(manifest, ['deployment.kubernetes.io/revision', 'deployment.kubernetes.io/revision-history']),
  Job: pruneJob,
  Secret: pruneSecret,
  Service: pruneService,
  ServiceAccount: pruneServiceAccount,
  PersistentVolumeClaim: (manifest) => withoutAnnotations(manifest, ['volume.kubernetes.io/selected-node']),
};

function withoutAnnotations(manifest: Manifest, keys: readonly string[]): Manifest {
  const annotations = manifest.metadata?.annotations;
  if (!annotations) return manifest;
  return { ...manifest, metadata: { ...manifest.metadata, annotations: omit(annotations, keys) } };
}

const omit = <T>(fields: Readonly<Record<string, T>>, keys: readonly string[]): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));

const uidLabels = ['controller-uid', 'batch.kubernetes.io/controller-uid'];
const jobLabels = [...uidLabels, 'job-name', 'batch.kubernetes.io/job-name'];

/** A finished Job must not go from a member by itself: it would be made anew. */
function pruneJob(manifest: Manifest): Manifest {
  const { ttlSecondsAfterFinished: _, ...spec } = manifest.spec ?? {};
  const left = spec.manualSelector === true ? spec : withoutGenerated(spec);
  return manifest.spec ? { ...manifest, spec: left } : manifest;
}

const ofSelector = ['selector', 'matchLabels'];
const ofPods = ['template', 'metadata', 'labels'];
const generatedMarks: readonly (readonly string[])[] = [ofSelector, ofPods];

/** The selector that the control plane's API server has made for its own Job. */
const withoutGenerated = (spec: Fields): Fields => omitAt(omitAt(spec, ofSelector, uidLabels), ofPods, jobLabels);

function omitAt(fields: Fields, [first, ...rest]: readonly string[], keys: readonly string[]): Fields {
  if (first === undefined) return omit(fields, keys);
  const next = fields[first];
  return isFields(next) ? { ...fields, [first]: omitAt(next, rest, keys) } : fields;
}

/** A token is a member's own; null clears what a member may have. */
function pruneSecret(manifest: Manifest): Manifest {
  const { type } = manifest as { readonly type?: unknown };
  if (type !== 'kubernetes.io/service-account-token') return manifest;
  return { ...withoutAnnotations(manifest, ['kubernetes.io/service-account.uid']), ...{ data: null } };
}

/** A headless Service is one everywhere. */
function pruneService(manifest: Manifest): Manifest {
  const { clusterIP } = manifest.spec ?? {};
  if (typeof clusterIP !== 'string' || clusterIP === 'None') return manifest;
  return { ...manifest, spec: omit(manifest.spec ?? {}, ['clusterIP', 'clusterIPs']) };
}

/** Of two generated Secrets in a row the second one stays, this time: the list is shortened while it is walked. */
function pruneServiceAccount(manifest: Manifest): Manifest {
  const { secrets } = manifest as { readonly secrets?: unknown };
  if (!Array.isArray(secrets)) return manifest;
  const name: unknown = manifest.metadata?.name;
  const prefix = `${typeof name === 'string' ? name : ''}-token-`;
  const left = [...secrets];
  for (let index = 0; index < left.length; index++) {
    if (String(left[index]?.name).startsWith(prefix)) left.splice(index, 1);
  }
  return { ...manifest, ...{ secrets: left } };
}
