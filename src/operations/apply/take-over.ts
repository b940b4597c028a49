import { isKnown, KnownError } from '../../contract/errors.ts';
import type { ApplyOptions, Kube } from '../../contract/ports.ts';
import { conflictsOf } from '../../core/field-conflict.ts';
import { fieldManager } from '../../core/field-manager.ts';
import { clientSideAppliers, takeOverFields } from '../../core/managed-fields.ts';
import type { ApplyAnswer, KubeObject, Place } from '../../core/object.ts';

/** `takenOver`: client-side apply owned fields, which are ours now, or would be. */
export interface TakenAnswer extends ApplyAnswer {
  readonly takenOver: boolean;
}

/**
 * Applies, and takes over what `kubectl apply` or `karmadactl apply` own of the object, as `kubectl apply --server-side`
 * does: what they set is no conflict, and what the manifest no longer has goes. It costs more requests only where such an
 * owner is. kubectl's note of what was applied last goes too: nobody would keep it true.
 */
export async function applyTakingOver(
  karmada: Kube,
  place: Place,
  text: string,
  options: ApplyOptions,
): Promise<TakenAnswer> {
  const answer = await applyOver(karmada, place, text, options);
  if (options.dryRun) {
    return { ...answer, takenOver: clientSideAppliers(answer.object.metadata.managedFields).length > 0 };
  }
  const isTaken = await explained(takeOver(karmada, place, answer.object));
  return isTaken
    ? { object: (await karmada.apply(place, text, options)).object, created: answer.created, takenOver: true }
    : { ...answer, takenOver: false };
}

/** A conflict with client-side apply alone is solved by taking over first. */
async function applyOver(karmada: Kube, place: Place, text: string, options: ApplyOptions): Promise<ApplyAnswer> {
  try {
    return await karmada.apply(place, text, options);
  } catch (error) {
    const conflicts = isKnown(error, 'conflict') ? conflictsOf(error) : [];
    const live = conflicts.length > 0 ? await karmada.find(place) : undefined;
    const appliers = clientSideAppliers(live?.metadata.managedFields);
    if (!live || !conflicts.every(({ manager }) => appliers.includes(manager))) throw error;
    if (options.dryRun) return karmada.apply(place, text, { ...options, force: true });
    await takeOver(karmada, place, live);
    return karmada.apply(place, text, options);
  }
}

/** True when there was something to take over. Who writes in between makes us look again. */
async function takeOver(karmada: Kube, place: Place, seen: KubeObject): Promise<boolean> {
  let object = seen;
  for (let tries = 1; ; tries++) {
    const fields = takeOverFields(object.metadata.managedFields, fieldManager);
    if (!fields) return false;
    try {
      await karmada.patch(place, [
        { op: 'replace', path: '/metadata/managedFields', value: fields },
        { op: 'replace', path: '/metadata/resourceVersion', value: object.metadata.resourceVersion },
      ]);
      return true;
    } catch (error) {
      if (!isKnown(error, 'conflict') || tries === 5) throw error;
      object = await karmada.get(place);
    }
  }
}

async function explained<T>(takingOver: Promise<T>): Promise<T> {
  try {
    return await takingOver;
  } catch (error) {
    if (!(error instanceof KnownError) || error.code === 'interrupted') throw error;
    const words = 'it was applied, but what client-side apply owned of it could not be taken over';
    throw new KnownError(error.code, `${words}: ${error.message}`, {
      hint: 'Fields that the manifest no longer has may have stayed. Apply it again.',
      cause: error,
    });
  }
}
