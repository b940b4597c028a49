import { wayOf } from '../behaviours.ts';
import type { AnyBinding } from '../detector/binding-for.ts';
import type { Manifest } from '../override-manager/manifest-fields.ts';
import { metadataOf, withMetadata } from '../override-manager/manifest-metadata.ts';

type Read = ReturnType<typeof metadataOf>;
type Marks = Readonly<Record<string, string>>;

const conflictKey = 'work.karmada.io/conflict-resolution';
const workIdKey = 'work.karmada.io/permanent-id';
const managedAnnotations = 'resourcetemplate.karmada.io/managed-annotations';
const managedLabels = 'resourcetemplate.karmada.io/managed-labels';

/**
 * The manifest with what Karmada notes on it: whose it is and where it comes from (mergeLabel, mergeAnnotations and
 * mergeConflictResolution in pkg/controllers/binding/common.go; CreateOrUpdateWork in pkg/controllers/ctrlutil/work.go).
 * The ids of a Work, and of a binding that is yet to be made, are drawn later: they are listed, and not there.
 */
export function markManifest(
  manifest: Manifest,
  binding: AnyBinding,
  work: { readonly namespace: string; readonly name: string },
  minor: number,
): Manifest {
  const metadata = metadataOf(manifest, minor);
  const idKey = bindingIdKey(binding);
  const id = binding.metadata.labels?.[idKey];
  const labels: Marks = { ...metadata.labels, ...(id ? { [idKey]: id } : {}), 'karmada.io/managed': 'true' };
  const annotations: Marks = {
    ...metadata.annotations,
    ...generationOf(metadata, minor),
    ...originOf(binding),
    'resourcetemplate.karmada.io/uid': metadata.uid ?? '',
    'work.karmada.io/name': work.name,
    'work.karmada.io/namespace': work.namespace,
    [conflictKey]: conflictResolution(metadata, binding),
  };
  return withMetadata(manifest, { labels, annotations });
}

/** Which labels and annotations are Karmada's to take back from a member: all of them, noted last. */
export function noteManaged(manifest: Manifest, binding: AnyBinding, minor: number): Manifest {
  const { labels = {}, annotations = {} } = metadataOf(manifest, minor);
  const notes = {
    [managedAnnotations]: listed([...Object.keys(annotations), managedAnnotations, managedLabels]),
    [managedLabels]: listed([...Object.keys(labels), bindingIdKey(binding), workIdKey]),
  };
  return withMetadata(manifest, { annotations: { ...annotations, ...notes } });
}

const ownKeys =
  /^(?:(?:resourcetemplate|resourcebinding|clusterresourcebinding|work|propagationpolicy|clusterpropagationpolicy|policy)\.karmada\.io\/|karmada\.io\/managed$)/;

/** Without Karmada's notes that the template has not, too; labels or annotations that are empty by that go. */
export function withoutMarks(manifest: Manifest, template: Manifest): Manifest {
  const { labels, annotations, ...metadata } = manifest.metadata ?? {};
  const own = (marks: Marks | undefined, held: Marks | undefined) => {
    const left = Object.entries(marks ?? {}).filter(([key]) => !ownKeys.test(key) || Object.hasOwn(held ?? {}, key));
    return left.length > 0 || held ? Object.fromEntries(left) : undefined;
  };
  const left = {
    labels: own(labels, template.metadata?.labels),
    annotations: own(annotations, template.metadata?.annotations),
  };
  return {
    ...manifest,
    metadata: {
      ...metadata,
      ...(left.labels ? { labels: left.labels } : {}),
      ...(left.annotations ? { annotations: left.annotations } : {}),
    },
  } as Manifest;
}

const bindingIdKey = ({ kind }: AnyBinding): string => `${kind.toLowerCase()}.karmada.io/permanent-id`;

const listed = (keys: readonly string[]): string => [...new Set(keys)].toSorted().join(',');

const generationOf = ({ generation = 0 }: Read, minor: number): Marks =>
  generation > 0 && wayOf('generationNotes', minor) === 'noted'
    ? { 'resourcetemplate.karmada.io/generation': String(generation) }
    : {};

function originOf({ kind, metadata: { name, namespace = '' } }: AnyBinding): Marks {
  if (kind === 'ClusterResourceBinding') return { 'clusterresourcebinding.karmada.io/name': name };
  return { 'resourcebinding.karmada.io/namespace': namespace, 'resourcebinding.karmada.io/name': name };
}

/** What the template says comes before what the policy says. */
function conflictResolution(metadata: Read, { spec }: AnyBinding): string {
  const said = metadata.annotations?.[conflictKey];
  if (said === 'overwrite' || said === 'abort') return said;
  return spec.conflictResolution === 'Overwrite' ? 'overwrite' : 'abort';
}
