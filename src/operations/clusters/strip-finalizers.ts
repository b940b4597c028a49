import { isKnown, mayPass } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { type Blocker, blockerInWords, type Namespace } from '../../core/unjoin-hang.ts';
import { inParallel } from '../apply/in-parallel.ts';
import { usersOf } from './users-of.ts';

/**
 * Removes the finalizers that were named, from the objects as they were seen: one that has changed since is left, and looked at
 * again. Those of a namespace's spec have a subresource of their own; in its metadata nothing would
 * come of it. And it must be empty, or what is in it stays in the store without it.
 */
export async function stripFinalizers(
  ports: Ports,
  blockers: readonly Blocker[],
  saying = 'Removing by force',
): Promise<readonly Blocker[]> {
  const stripped: Blocker[] = [];
  await inParallel(blockers, 8, async (blocker) => {
    if (blocker.finalizers.length === 0) return;
    ports.progress(`${saying}: ${blockerInWords(blocker)}`);
    try {
      if (await strip(ports, blocker)) stripped.push(blocker);
    } catch (error) {
      if (!isKnown(error, 'conflict') && !isKnown(error, 'not-found') && !mayPass(error)) throw error;
    }
  });
  return stripped;
}

async function strip(ports: Ports, { place, held, finalizers, of }: Blocker): Promise<boolean> {
  const { karmada } = ports;
  const { uid, resourceVersion } = held.metadata;
  if (of === 'spec') {
    if ((await usersOf(ports, karmada, place.name, [])).length > 0) return false;
    const namespace: Namespace = { ...held, apiVersion: 'v1', kind: 'Namespace' };
    const rest = namespace.spec?.finalizers?.filter((one) => !finalizers.includes(one)) ?? [];
    await karmada.replace<Namespace>(
      { ...place, subresource: 'finalize' },
      { ...namespace, spec: { finalizers: rest } },
    );
    return true;
  }
  const rest = held.metadata.finalizers?.filter((one) => !finalizers.includes(one)) ?? [];
  await karmada.merge(place, { metadata: { uid, resourceVersion, finalizers: rest } });
  return true;
}
