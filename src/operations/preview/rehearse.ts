import { parseDocument } from 'yaml';
import { expectFailure, type Failure, isKnown, KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { isClusterScoped } from '../../core/cluster-scoped.ts';
import type { Manifest } from '../../core/manifest.ts';
import type { KubeObject, Place } from '../../core/object.ts';
import type { Workload } from '../../core/propagation.ts';
import { withTemplateDefaults } from '../../core/resource-interpreter/template-defaults.ts';
import { readYaml } from '../../core/yaml.ts';
import { inParallel } from '../apply/in-parallel.ts';
import { createPlaces } from '../apply/place.ts';
import { createMayWrite } from './may-write.ts';

/** What a manifest would be once it is applied. */
export interface Rehearsed {
  readonly manifest: Manifest;
  readonly object: KubeObject;
  /** Why the server did not rehearse it, so that it is taken as it is written; empty where none was to be asked. */
  readonly asWritten?: string;
}

export interface Rehearsal {
  readonly objects: readonly Rehearsed[];
  readonly failures: readonly Failure[];
}

const atOnce = 8;

/** Lets the server say what each manifest would become, with its defaults and what others own of it; nothing is written. */
export async function rehearse({ karmada }: Ports, manifests: readonly Manifest[]): Promise<Rehearsal> {
  const placeOf = createPlaces(karmada);
  const mayWrite = createMayWrite(karmada);
  const found = new Map<Manifest, Rehearsed | Failure>();
  const rehearseOne = async (manifest: Manifest): Promise<Rehearsed> => {
    const { apiVersion, kind, text, merges } = manifest;
    let place: Place | undefined;
    try {
      place = await placeOf(manifest);
      // Who owns which field is for apply to settle; a strict server refuses what merges override.
      const options = { force: true, dryRun: true, fieldValidation: merges ? 'Ignore' : 'Strict' } as const;
      const { object, created } = await karmada.apply(place, text, options);
      return { manifest, object: { ...(created ? withoutUid(object) : object), apiVersion, kind } };
    } catch (error) {
      // No rights to write, or a namespace or a kind that comes with the same files.
      if (!isKnown(error, 'forbidden') && !isKnown(error, 'not-found')) throw error;
      if (place && error.code === 'forbidden' && (await mayWrite(place))) throw error;
      const { namespace } = await karmada.target();
      return { manifest, object: asWritten(manifest, namespace), asWritten: error.message };
    }
  };
  await inParallel(manifests, atOnce, async (manifest) => {
    try {
      found.set(manifest, await rehearseOne(manifest));
    } catch (error) {
      const failure = expectFailure(error);
      if (failure.code === 'interrupted' || failure.code === 'unreachable') throw error;
      const { at, kind, name } = manifest;
      const isPlaced = failure.message.startsWith(at);
      found.set(manifest, isPlaced ? failure : { ...failure, message: `${at}: ${kind} ${name}: ${failure.message}` });
    }
  });
  const all = manifests.flatMap((manifest) => found.get(manifest) ?? []);
  return { objects: all.filter((one) => 'object' in one), failures: all.filter((one) => 'code' in one) };
}

/** A dry run draws a UID that nothing will have. */
function withoutUid<T extends KubeObject>(object: T): T {
  const { uid: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/** The same without a server: what stands in the file, in that namespace where it names none. */
export const withoutServer = (manifests: readonly Manifest[], namespace: string): Rehearsal => ({
  objects: manifests.map((manifest) => ({ manifest, object: asWritten(manifest, namespace), asWritten: '' })),
  failures: [],
});

function asWritten(manifest: Manifest, namespace: string): KubeObject {
  const read = readYaml({ parseDocument }, manifest.text);
  if ('problem' in read)
    throw new KnownError('usage', `${manifest.at}: this is not valid YAML: ${read.problem.words}.`);
  const object = withTemplateDefaults(read.value as Workload);
  if (object.metadata.namespace !== undefined || isClusterScoped(manifest)) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}
