import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { type Cluster, clusters } from '../../core/cluster.ts';
import type { Taint } from '../../core/karmada-types/kubernetes.ts';
import { changeTaints, type TaintChange, type TaintOptions, taintText } from '../../core/taints.ts';
import type { Chosen } from './selection.ts';
import { unknownCluster } from './unknown-cluster.ts';

/** What has become of one cluster. */
export interface TaintedCluster {
  readonly name: string;
  readonly result: 'changed' | 'unchanged';
  /** As on a command line: `dedicated=gpu:NoSchedule`. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** All that it has now, or would have. */
  readonly taints: readonly Taint[];
}

export interface TaintWish {
  readonly changes: readonly TaintChange[];
  readonly onOther: TaintOptions['onOther'];
  readonly dryRun: 'none' | 'client' | 'server';
}

/** How often somebody else may come before us: Karmada's own controllers write the whole Cluster, and so do others. */
const mostTries = 50;

/**
 * Changes the taints of one cluster, and no others of it. The list is one value to the API, so what is written holds only
 * for the version that was read: where somebody wrote in between (409), it is read and decided again.
 */
export async function changeClusterTaints(ports: Ports, chosen: Chosen, wish: TaintWish): Promise<TaintedCluster> {
  const { karmada, now, sleep } = ports;
  const { name } = chosen;
  let seen = chosen.cluster;
  for (let tries = 1, pause = 5; ; tries++, pause = Math.min(pause * 1.5, 250)) {
    const cluster = seen ?? (await karmada.find<Cluster>({ ...clusters, name }));
    if (!cluster) throw await unknownCluster(karmada, name);
    const { taints: held } = cluster.spec;
    const { taints, added, removed, others } = changeTaints(held ?? [], wish.changes, {
      onOther: wish.onOther,
      now: now(),
    });
    if (others.length > 0) throw otherValue(name, others);
    const result = {
      name,
      result: added.length + removed.length > 0 ? 'changed' : 'unchanged',
      added: added.map(taintText),
      removed: removed.map(taintText),
      taints,
    } as const;
    if (result.result === 'unchanged' || wish.dryRun === 'client') return result;
    try {
      await write(ports, cluster, taints, wish.dryRun === 'server');
      return result;
    } catch (error) {
      if (isKnown(error, 'not-found')) throw await unknownCluster(karmada, name);
      if (!isKnown(error, 'conflict')) throw error;
      if (tries === mostTries) throw neverAlone(name, error);
      seen = undefined;
      await sleep(pause);
    }
  }
}

/** Replacing the version by the one that was read makes the server refuse the patch (409) where it has another by now. */
async function write({ karmada }: Ports, cluster: Cluster, taints: readonly Taint[], dryRun: boolean): Promise<void> {
  const { name, resourceVersion } = cluster.metadata;
  await karmada.patch(
    { ...clusters, name },
    [
      { op: 'replace', path: '/metadata/resourceVersion', value: resourceVersion },
      taints.length > 0 ? { op: 'add', path: '/spec/taints', value: taints } : { op: 'remove', path: '/spec/taints' },
    ],
    { dryRun },
  );
}

const otherValue = (name: string, others: readonly Taint[]): KnownError =>
  new KnownError('conflict', `${name} has ${others.map(taintText).join(', ')} already, with another value.`, {
    hint: 'Replace it with --overwrite.',
  });

const neverAlone = (name: string, cause: KnownError): KnownError =>
  new KnownError('conflict', `${name} was changed by others each of ${mostTries} times; nothing was written.`, {
    hint: 'Do it again, and see who writes all the time: metadata.managedFields of the Cluster.',
    cause,
  });
