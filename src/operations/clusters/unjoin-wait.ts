import { isKnown, KnownError, mayPass } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { type Cluster, clusters, executionNamespace } from '../../core/cluster.ts';
import { core } from '../../core/object.ts';
import { type Work, works } from '../../core/propagation.ts';
import type { StepReport } from '../../core/steps.ts';
import {
  type Blocker,
  blockerInWords,
  blockersOf,
  type HangFacts,
  isHopeless,
  type Namespace,
} from '../../core/unjoin-hang.ts';
import { createLetGo } from './let-go-unmarked.ts';
import { removeObject } from './remove-object.ts';
import { stripFinalizers } from './strip-finalizers.ts';
import { readAllBindings } from './unjoin-facts.ts';

export interface Departure {
  readonly name: string;
  readonly clusterUid: string | undefined;
  readonly spaceUid: string | undefined;
  readonly timeoutMs: number;
  readonly force: boolean;
  /** To see there what has become of the objects that Works keep. */
  readonly member: Kube;
}

export interface Gone {
  /** As it was seen last. */
  readonly cluster: Cluster | undefined;
  /** What --force did. */
  readonly forced: readonly Blocker[];
  /** Works whose finalizer had nothing left to do. */
  readonly unmarked: readonly Blocker[];
}

/** How long each finalizer that --force removes may take to have an effect, before the next is looked for. */
const graceMs = 10_000;
const rounds = 6;
/** So long it may take until somebody who is still at it lets a Work go. */
const hopelessAfterMs = 3000;

/** Waits until the Cluster and its execution namespace are gone, or says what keeps them. */
export async function awaitDeparture(ports: Ports, departure: Departure): Promise<Gone> {
  const { name, timeoutMs, force } = departure;
  const forced: Blocker[] = [];
  const unmarked: Blocker[] = [];
  const letGo = createLetGo(ports, name, departure.member);
  let cluster: Cluster | undefined;
  let deadline = ports.now() + timeoutMs;
  let orphanedAt: number | undefined;
  let round = 0;
  let nudges = 0;
  for (let pause = 100; ; pause = Math.min(pause * 1.5, 1000)) {
    const seen = await look(ports, departure);
    if (seen !== 'unanswered') {
      cluster = seen.cluster ?? cluster;
      if (!seen.cluster && !seen.space) return { cluster, forced, unmarked };
      if (!seen.cluster && seen.space && !seen.space.metadata.deletionTimestamp) {
        ports.progress(`Deleting ${executionNamespace(name)}: its Cluster is gone`);
        await removeObject(ports, ports.karmada, spacePlace(name), seen.space.metadata.uid);
      }
      if (!seen.cluster) orphanedAt ??= ports.now();
      else if (!seen.space && nudges++ < maxNudges) await nudge(ports, name);
      if (seen.space) unmarked.push(...(await letGo()));
    }
    const isLate = ports.now() >= deadline;
    const isOrphaned = orphanedAt !== undefined && ports.now() >= orphanedAt + hopelessAfterMs;
    if (isLate || isOrphaned) {
      const facts = await ports.atMost(graceMs, examine(ports, departure));
      if (facts && !facts.cluster && !facts.space) return { cluster, forced, unmarked };
      if (isLate || (facts && isHopeless(facts))) {
        const blockers = facts ? blockersOf(facts) : [];
        if (!force || blockers.length === 0 || round++ === rounds) {
          throw hangs(name, timeoutMs, blockers, forced);
        }
        forced.push(...(await stripFinalizers(ports, blockers)));
        deadline = ports.now() + graceMs;
      }
      orphanedAt = ports.now();
    }
    ports.progress(`Waiting until ${name} and its Works are gone`);
    await ports.sleep(pause);
  }
}

/**
 * cluster-controller looks only every ten seconds whether the namespace is gone (CleanupCheckInterval), and at once when the
 * Cluster changes. It is of no matter when that is not allowed, or fails.
 */
async function nudge({ karmada, now }: Ports, name: string): Promise<void> {
  const annotations = { 'karmate.dev/unjoin': new Date(now()).toISOString() };
  try {
    await karmada.merge({ ...clusters, name }, { metadata: { annotations } });
  } catch (error) {
    if (isKnown(error, 'interrupted')) throw error;
  }
}
const maxNudges = 10;

const spacePlace = (name: string) => ({ ...core('namespaces'), name: executionNamespace(name) });

interface Seen {
  readonly cluster: Cluster | undefined;
  readonly space: Namespace | undefined;
}

/** What is left then belongs to that join: Secrets and accounts keep their names, and even their uids. */
const joinedAnew = (name: string): KnownError =>
  new KnownError('conflict', `${name} has been joined anew in the meantime: nothing more of it was removed.`);

async function look({ karmada }: Ports, { name, clusterUid, spaceUid }: Departure): Promise<Seen | 'unanswered'> {
  try {
    const [cluster, space] = await Promise.all([
      karmada.find<Cluster>({ ...clusters, name }),
      karmada.find<Namespace>(spacePlace(name)),
    ]);
    if (cluster && cluster.metadata.uid === clusterUid) return { cluster, space };
    if (cluster) throw joinedAnew(name);
    const isOurs = spaceUid === undefined || space?.metadata.uid === spaceUid;
    return { cluster: undefined, space: isOurs || clusterUid !== undefined ? space : undefined };
  } catch (error) {
    if (mayPass(error)) return 'unanswered';
    throw error;
  }
}

async function examine(ports: Ports, { name }: Departure): Promise<HangFacts | undefined> {
  const { karmada } = ports;
  try {
    const [cluster, space, held, bindings] = await Promise.all([
      karmada.find<Cluster>({ ...clusters, name }),
      karmada.find<Namespace>(spacePlace(name)),
      karmada.list<Work>({ ...works, namespace: executionNamespace(name) }),
      readAllBindings(karmada),
    ]);
    return { name, cluster, space, works: held.items, bindings: bindings ?? [] };
  } catch (error) {
    if (mayPass(error) || isKnown(error, 'forbidden')) return undefined;
    throw error;
  }
}

function hangs(name: string, timeoutMs: number, blockers: readonly Blocker[], forced: readonly Blocker[]): KnownError {
  const after = timeoutMs >= 1000 ? `${timeoutMs / 1000} s` : `${timeoutMs} ms`;
  const shown = blockers.slice(0, 10).map((blocker) => `  ${blockerInWords(blocker)}`);
  const more = blockers.length > 10 ? [`  and ${blockers.length - 10} more`] : [];
  const what =
    blockers.length > 0
      ? ['These hold it:', ...shown, ...more]
      : ['What holds it cannot be told: Karmada does not say.'];
  const hint =
    forced.length > 0
      ? 'Finalizers were removed already, and it still hangs: look at the controllers of Karmada. Then run it again.'
      : 'Mend that and run it again, or remove these finalizers with --force: what the member still has then stays there.';
  return new KnownError('timeout', [`${name} is not gone after ${after}.`, ...what].join('\n'), {
    hint,
    steps: [...forced.map(forcedStep), ...blockers.map(heldStep)],
  });
}

const changed = ({ object, namespace }: Blocker, why: string): StepReport => ({
  side: 'karmada',
  action: 'change',
  object,
  namespace,
  why,
  state: 'done',
});

export const forcedStep = (blocker: Blocker): StepReport =>
  changed(blocker, `removed by force: ${blocker.finalizers.join(', ')}`);

export const unmarkedStep = (blocker: Blocker): StepReport =>
  changed(blocker, `removed: ${blocker.finalizers.join(', ')}; ${blocker.why}`);

const heldStep = ({ object, namespace, finalizers, why }: Blocker): StepReport => ({
  side: 'karmada',
  action: 'wait',
  object,
  namespace,
  why: finalizers.length > 0 ? `${finalizers.join(', ')}: ${why}` : why,
  state: 'left',
});
