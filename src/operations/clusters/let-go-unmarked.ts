import { isKnown } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { executionNamespace } from '../../core/cluster.ts';
import { type Work, type Workload, works } from '../../core/propagation.ts';
import { type Blocker, isMarked, unmarkedBlocker, unmarking } from '../../core/unjoin-hang.ts';
import { inParallel } from '../apply/in-parallel.ts';
import { stripFinalizers } from './strip-finalizers.ts';

/** So long Karmada has for itself, before a Work is looked after, and again between two looks. */
const patienceMs = 3000;
/** A member that does not answer is no reason to wait longer for what can be seen without it. */
const answerMs = 5000;
const atOnce = 8;

/**
 * Karmada takes its marks off the objects that a Work keeps, and then its finalizer off the Work. Where that second write meets a
 * conflict, or an object is gone from the member, it tries the first for ever: what is not marked counts as somebody else's, and
 * what is gone as a failure (cleanupPolicyClaimMetadata in pkg/controllers/execution, allowUpdate in pkg/util/objectwatcher).
 * Nothing is left to do for that finalizer then, and it is taken away; the Work must have been stuck at two looks in a row.
 */
export function createLetGo(ports: Ports, name: string, member: Kube) {
  let next = ports.now() + patienceMs;
  let before: ReadonlySet<string> = new Set();
  return async (): Promise<readonly Blocker[]> => {
    if (ports.now() < next) return [];
    try {
      const { items } = await ports.karmada.list<Work>({ ...works, namespace: executionNamespace(name) });
      const stuck = unmarking(items);
      const again = stuck.filter(({ metadata }) => before.has(metadata.uid ?? ''));
      before = new Set(stuck.map(({ metadata }) => metadata.uid ?? ''));
      const free: Work[] = [];
      const looking = inParallel(again, atOnce, async (work) => {
        if (await isFree(member, work)) free.push(work);
      });
      await ports.atMost(answerMs, looking);
      return await stripFinalizers(ports, free.map(unmarkedBlocker), 'Letting go');
    } catch (error) {
      // Whether it is so cannot be told: then it is waited for as ever.
      if (isKnown(error, 'interrupted')) throw error;
      return [];
    } finally {
      next = ports.now() + patienceMs;
    }
  };
}

const isFree = async (member: Kube, { spec }: Work): Promise<boolean> => {
  const found = (spec.workload.manifests ?? []).map((manifest) => bearsMarks(member, manifest));
  return (await Promise.all(found)).every((marked) => !marked);
};

async function bearsMarks(member: Kube, { apiVersion = '', kind = '', metadata }: Workload): Promise<boolean> {
  const resource = await member.resolve({ apiVersion, kind });
  if (!resource) return true; // it may be there, and not be served at the moment
  const { group, version, resource: plural, namespaced } = resource;
  const { name, namespace } = metadata;
  const place = { group, version, resource: plural, name, ...(namespaced && namespace ? { namespace } : {}) };
  const held = await member.find(place);
  return held !== undefined && isMarked(held);
}
