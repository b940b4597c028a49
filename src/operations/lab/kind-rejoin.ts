import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Karmada, Ports } from '../../contract/ports.ts';
import { type Cluster, clusters } from '../../core/cluster.ts';
import { kindLabFiles } from '../../core/kind-lab/record.ts';
import { core, type KubeObject } from '../../core/object.ts';
import { commandLine } from '../../core/program.ts';
import type { AtWork } from './kind-clusters.ts';

/** A member of the lab, as it is to be registered now. */
export interface Registration {
  readonly name: string;
  readonly cluster: 'test1' | 'test2';
  /** Where Karmada is to reach it. */
  readonly server: string;
  readonly timeoutMs: number;
}

/** Makes way for a join: what Karmada has under the name is what this lab registered itself, or it is refused. */
export async function prepareJoin(
  ports: Ports,
  karmada: Karmada,
  lab: AtWork,
  wanted: Registration,
): Promise<'as it is' | 'moved'> {
  const { name, cluster, server } = wanted;
  const { ids = {}, formerIds = [] } = lab.record();
  const place = { ...clusters, name };
  const held = await karmada.find<Cluster>(place);
  if (!held) return 'as it is';
  const id = held.spec.id ?? '';
  if (formerIds.includes(id)) {
    ports.progress(`Unjoining ${name}: it is the ${cluster} that was there before`, 'step');
    await unjoin(ports, karmada, held, wanted.timeoutMs);
    return 'as it is';
  }
  if (id !== ids[cluster]) throw notOurs(lab, name, id);
  if (held.spec.apiEndpoint === server || held.metadata.deletionTimestamp) return 'as it is';
  ports.progress(`${cluster} has another address now: ${server}`, 'step');
  await karmada.merge<KubeObject & object>(place, { spec: { apiEndpoint: server } });
  return 'moved';
}

/** The cluster is gone; Karmada takes what it had there for it out of its own books, and may need a while for that. */
async function unjoin(ports: Ports, karmada: Karmada, held: Cluster, timeoutMs: number): Promise<void> {
  const { name, uid = '' } = held.metadata;
  const place = { ...clusters, name };
  const deadline = ports.now() + timeoutMs;
  if (!held.metadata.deletionTimestamp) {
    await karmada.delete(place, { preconditions: { uid } }).catch(passIfGone);
  }
  for (let pause = 200; ; pause = Math.min(pause * 1.5, 2000)) {
    const now = await karmada.find<Cluster>(place);
    if (now?.metadata.uid !== uid) break;
    if (ports.now() >= deadline) throw stillThere(name, timeoutMs);
    ports.progress(`Waiting until Karmada has let go of the former ${name}`);
    await ports.sleep(pause);
  }
  // Its Secrets go with it, in time; a join that came first would take one for its own and lose it.
  const { secretRef, impersonatorSecretRef } = held.spec;
  for (const reference of [secretRef, impersonatorSecretRef]) {
    if (!reference) continue;
    const at = { ...core('secrets'), namespace: reference.namespace, name: reference.name };
    const secret = await karmada.find(at);
    const isOwned = secret?.metadata.ownerReferences?.some((owner) => owner.uid === uid);
    const own = secret?.metadata.uid;
    if (isOwned && own) await karmada.delete(at, { preconditions: { uid: own } }).catch(passIfGone);
  }
}

function passIfGone(error: unknown): void {
  if (!isKnown(error, 'not-found') && !isKnown(error, 'conflict')) throw error;
}

const stillThere = (name: string, timeoutMs: number): KnownError =>
  new KnownError('timeout', `Karmada has not let go of the former ${name} after ${timeoutMs / 1000} s.`, {
    hint: `See what it waits for: karmate get clusters ${name} -o yaml. Wait longer with --timeout.`,
  });

function notOurs({ dir }: AtWork, name: string, id: string): KnownError {
  const args = ['delete', 'clusters.cluster.karmada.io', name, '--kubeconfig', `${dir}/${kindLabFiles.karmada}`];
  return new KnownError('conflict', `${name} is another cluster in Karmada (id ${id}), which this lab has not made.`, {
    hint: `The lab needs that name. If nobody needs it there: ${commandLine('kubectl', args)}`,
  });
}
