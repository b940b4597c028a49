import { isKnown } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { core } from '../../core/object.ts';
import { isPodDone, type Pod, type PodTrouble, podTroubles } from '../../core/pod-trouble.ts';

/** What is followed while something else works, and what was last seen. */
export interface Followed<T> {
  readonly result: T;
  readonly troubles: readonly PodTrouble[];
}

const pauseMs = 2000;

/** Does the work, and says meanwhile how the pods of a namespace are, with the reason of each that is not ready. */
export async function followPods<T>(
  ports: Ports,
  host: Kube,
  { namespace, release }: { readonly namespace: string; readonly release: string },
  work: Promise<T>,
): Promise<Followed<T>> {
  const box: { result?: { readonly value: T } } = {};
  const done = work.then((value) => {
    box.result = { value };
    return value;
  });
  done.catch(() => {}); // it is awaited below
  try {
    for (let troubles: readonly PodTrouble[] = []; ; ) {
      await ports.atMost(pauseMs, done);
      const pods = await look(ports, host, namespace);
      if (pods) troubles = podTroubles(pods, release);
      if (box.result) return { result: box.result.value, troubles };
      if (pods?.length) ports.progress(sayPods(namespace, pods, troubles));
    }
  } catch (error) {
    // What is interrupted is at work until it has ended: nobody else may begin before.
    await done.catch(() => {});
    throw error;
  }
}

/** A host cluster that does not answer for a moment ends nothing. */
async function look({ atMost }: Ports, host: Kube, namespace: string): Promise<readonly Pod[] | undefined> {
  try {
    const asking = host.list<Pod>({ ...core('pods'), namespace });
    asking.catch(() => {});
    return (await atMost(pauseMs * 2, asking))?.items;
  } catch (error) {
    if (isKnown(error, 'interrupted')) throw error;
    return undefined;
  }
}

function sayPods(namespace: string, pods: readonly Pod[], troubles: readonly PodTrouble[]): string {
  const ready = pods.filter(isPodDone).length;
  const [first, ...more] = troubles.toSorted((a, b) => Number(b.hint !== undefined) - Number(a.hint !== undefined));
  const rest = more.length > 0 ? ` (and ${more.length} more)` : '';
  const what = first ? `; ${first.pod} ${first.why}${rest}` : '';
  return `${namespace}: ${ready} of ${pods.length} pods ready${what}`;
}
