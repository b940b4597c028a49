import { isKnown, KnownError, mayPass } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { executionNamespace } from '../../core/cluster.ts';
import { core, type KubeObject } from '../../core/object.ts';
import { type Work, works } from '../../core/propagation.ts';
import { isOwn, isPreserved } from '../../core/unjoin-workloads.ts';
import { inParallel } from '../apply/in-parallel.ts';
import { removeObject } from './remove-object.ts';

/**
 * Lets a cluster go without what Karmada has made there. A Work that goes deletes its objects unless it says otherwise at that
 * moment, and the binding controller takes back what we say (CreateOrUpdateWork, pkg/controllers/ctrlutil/work.go). But it
 * does not touch a Work that is being deleted. So each Work is told, and then deleted only in that very version; their
 * namespace goes when all are, since no new Work can be made in a namespace that is being deleted.
 */
const atOnce = 8;
const tries = 20;

const listWorks = async ({ karmada }: Ports, name: string): Promise<readonly Work[]> => {
  const { items } = await karmada.list<Work>({ ...works, namespace: executionNamespace(name) });
  return items.filter((work) => !isOwn(work));
};

const placeOf = ({ metadata }: KubeObject, name: string) => ({
  ...works,
  namespace: executionNamespace(name),
  name: metadata.name,
});

/** Tells every Work to keep its objects. Whoever runs this alone has changed nothing for long. */
export async function keepWorks(ports: Ports, name: string): Promise<void> {
  await inParallel(await listWorks(ports, name), atOnce, async (work) => void (await told(ports, name, work)));
}

/** The Work in a version that keeps its objects; undefined when it is gone. */
async function told(ports: Ports, name: string, work: Work): Promise<Work | undefined> {
  if (isPreserved(work)) return work;
  const place = placeOf(work, name);
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await ports.karmada.merge<Work>(place, { spec: { preserveResourcesOnDeletion: true } });
      if (isPreserved(answer)) return answer;
      throw new KnownError('invalid', `Karmada did not take it that ${place.name} keeps its objects.`, {
        hint: 'Its CRDs do not know Work.spec.preserveResourcesOnDeletion: nothing was deleted.',
      });
    } catch (error) {
      if (isKnown(error, 'not-found')) return undefined;
      if ((!mayPass(error) && !isKnown(error, 'conflict')) || attempt === tries) throw error;
      await ports.sleep(Math.min(50 * 2 ** attempt, 1000));
    }
  }
}

/** Deletes all Works, each while it keeps its objects, then their namespace. Gives those that went without. */
export async function releaseWorks(ports: Ports, name: string, spaceUid: string | undefined): Promise<readonly Work[]> {
  for (let round = 1; ; round++) {
    const standing = (await listWorks(ports, name)).filter(({ metadata }) => !metadata.deletionTimestamp);
    if (standing.length === 0) break;
    if (round === tries) {
      throw new KnownError(
        'conflict',
        `${standing.length} Works of ${name} are made anew again and again: ${standing[0]?.metadata.name}.`,
        {
          hint: 'Something changes its bindings all the time. Run it again when that is over.',
        },
      );
    }
    await inParallel(standing, atOnce, (work) => release(ports, name, work));
  }
  await removeObject(ports, ports.karmada, { ...core('namespaces'), name: executionNamespace(name) }, spaceUid);
  // Those are too late to be told: made between the last look and the end of their namespace, or deleted by somebody else.
  const going = await listWorks(ports, name);
  return going.filter((work) => !isPreserved(work));
}

async function release(ports: Ports, name: string, first: Work): Promise<void> {
  let work: Work | undefined = first;
  for (let attempt = 1; ; attempt++) {
    work = work && (await told(ports, name, work));
    if (!work || work.metadata.deletionTimestamp) return;
    const { uid, resourceVersion } = work.metadata;
    const preconditions = { ...(uid ? { uid } : {}), ...(resourceVersion ? { resourceVersion } : {}) };
    try {
      return await ports.karmada.delete(placeOf(work, name), { preconditions });
    } catch (error) {
      const isAgain = isKnown(error, 'conflict') || mayPass(error);
      if ((!isAgain && !isKnown(error, 'not-found')) || attempt === tries) throw error;
    }
    if (attempt > 1) await ports.sleep(Math.min(25 * 2 ** attempt, 1000));
    work = await ports.karmada.find<Work>(placeOf(first, name));
  }
}
