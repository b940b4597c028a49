import { isKnown, KnownError, mayPass } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import type { KubeObject, Named } from '../../core/object.ts';

const tries = 5;

/**
 * Deletes one object and no other of its name, however often it is asked. An answer that was lost, or that is a conflict, is no
 * answer: what is there then tells. Ends well where that object is gone, or going.
 */
export async function removeObject(ports: Ports, kube: Kube, place: Named, uid: string | undefined): Promise<void> {
  const isOver = (held: KubeObject | undefined): boolean =>
    !held || (uid !== undefined && held.metadata.uid !== uid) || held.metadata.deletionTimestamp !== undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      return await kube.delete(place, uid === undefined ? {} : { preconditions: { uid } });
    } catch (error) {
      if (!mayPass(error) && !isKnown(error, 'not-found') && !isKnown(error, 'conflict')) throw error;
      if (isOver(await look(kube, place, uid, error))) return;
      if (attempt === tries) throw error;
      await ports.sleep(100 * 2 ** attempt);
    }
  }
}

/** Where looking fails as well, that very object counts as there: it is asked for once more. */
async function look(
  kube: Kube,
  place: Named,
  uid: string | undefined,
  cause?: unknown,
): Promise<KubeObject | undefined> {
  try {
    return await kube.find(place);
  } catch (error) {
    if (mayPass(error) || isKnown(error, 'conflict'))
      return { metadata: { name: place.name, ...(uid === undefined ? {} : { uid }) } };
    throw isKnown(error, 'interrupted') ? error : (cause ?? error);
  }
}

/** Waits until an object is gone, or another one of its name is there. */
export async function awaitAbsence(
  ports: Ports,
  kube: Kube,
  place: Named,
  uid: string | undefined,
  timeoutMs: number,
): Promise<void> {
  const deadline = ports.now() + timeoutMs;
  for (let pause = 100; ; pause = Math.min(pause * 1.5, 1000)) {
    const held = await look(kube, place, uid);
    if (!held || (held.metadata.uid ?? uid) !== uid) return;
    if (ports.now() >= deadline) {
      throw new KnownError(
        'timeout',
        `${place.resource}/${place.name} is still being deleted after ${timeoutMs / 1000} s.`,
      );
    }
    await ports.sleep(pause);
  }
}
