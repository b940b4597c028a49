import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { executionNamespace } from '../../core/cluster.ts';
import { core, type Named } from '../../core/object.ts';
import { shellWord } from '../../core/shell-word.ts';
import { objectInWords } from '../../core/steps.ts';
import { type Entry, isMadeBy, type Journal } from './journal.ts';
import { persist } from './persist.ts';
import { usersOf } from './users-of.ts';

/** The API servers of a run, and how a user reaches them, as the beginning of a command line. */
export interface Sides {
  readonly member: Kube;
  readonly karmada: Kube;
  readonly kubectl: Readonly<Record<'member' | 'karmada', string>>;
}

/** As Kubernetes takes to empty a namespace, and Karmada to let go of a cluster, with time to spare. */
const goneMs = { namespaces: 30_000, clusters: 60_000 };

/** A second round finds what a request that nobody has answered made late; a third, what it still hid from that one. */
const rounds = 3;

/** Takes back what a run has made, the last first, and only that. What cannot be is left, and said with its command. */
export async function takeBack(ports: Ports, sides: Sides, journal: Journal): Promise<void> {
  let open = journal.entries();
  for (let round = 1; round <= rounds; round++) {
    const ends = new Map<Entry, End>();
    for (const entry of open) ends.set(entry, await takeBackOne(ports, sides, journal, entry));
    // Something may yet come into being, and what holds it stays as long: a namespace.
    open = open.filter((entry) => ends.get(entry) !== 'undone');
    const isOver = ![...ends.values()].includes('nothing there') || (round > 1 && ![...ends.values()].includes('left'));
    if (isOver) return;
    await ports.sleep(lateMs);
  }
}

/** So long a request may take to be carried out whose sender has gone; longer on a machine that is overloaded. */
const lateMs = 400;

type End = 'undone' | 'left' | 'nothing there';

async function takeBackOne(ports: Ports, sides: Sides, journal: Journal, entry: Entry): Promise<End> {
  const { step } = entry;
  ports.progress(`Taking back ${objectInWords(step)}`, 'step');
  try {
    const end = await persist(ports, () => undo(ports, sides[step.side], entry, journal.manager));
    if (typeof end !== 'string') {
      journal.set(step, 'left', { why: end.kept, command: commandOf(sides, entry) });
      return 'left';
    }
    journal.set(step, 'undone');
    return end;
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    journal.set(step, 'left', { why: error.message, command: commandOf(sides, entry) });
    return 'left';
  }
}

async function undo(
  ports: Ports,
  kube: Kube,
  { place, did }: Entry,
  manager: string,
): Promise<'undone' | 'nothing there' | { readonly kept: string }> {
  if (did.kind === 'changed') {
    try {
      await kube.merge(place, did.restore);
    } catch (error) {
      if (!isKnown(error, 'not-found')) throw error;
    }
    return 'undone';
  }
  const found = await findMade(kube, place, did, manager);
  if (!found) return did.kind === 'created' ? 'undone' : 'nothing there';
  const [user] = place.resource === 'namespaces' ? await usersOf(ports, kube, place.name, []) : [];
  if (user) return { kept: `${user} is in it` };
  try {
    await kube.delete(place, { preconditions: { uid: found } });
  } catch (error) {
    if (!isKnown(error, 'not-found')) throw error;
  }
  const why = await whyStillThere(ports, kube, place, found);
  return why === undefined ? 'undone' : { kept: why };
}

/** The UID of the object that this run has made, if it is there. */
async function findMade(
  kube: Kube,
  place: Named,
  did: Exclude<Entry['did'], { kind: 'changed' }>,
  manager: string,
): Promise<string | undefined> {
  const there = await kube.find(place);
  if (!there) return undefined;
  const isOurs = did.kind === 'created' ? there.metadata.uid === did.uid : isMadeBy(there, manager);
  return isOurs ? there.metadata.uid : undefined;
}

/** A namespace empties itself first; a Cluster waits for Karmada, which then clears the member. */
async function whyStillThere(ports: Ports, kube: Kube, place: Named, uid: string): Promise<string | undefined> {
  const places: readonly Named[] =
    place.resource === 'clusters' ? [place, { ...core('namespaces'), name: executionNamespace(place.name) }] : [place];
  if (place.resource !== 'clusters' && place.resource !== 'namespaces') return undefined;
  const limitMs = goneMs[place.resource];
  const deadline = ports.now() + limitMs;
  for (let pause = 100; ; pause = Math.min(pause * 1.5, 1000)) {
    const found = await Promise.all(places.map((one) => kube.find(one)));
    const isThere = found.map((object, at) => object !== undefined && (at > 0 || object.metadata.uid === uid));
    const at = isThere.indexOf(true);
    if (at === -1) return undefined;
    if (ports.now() > deadline) {
      const { resource, name } = places[at] ?? place;
      return `${resource}/${name} is still being deleted after ${limitMs / 1000} s`;
    }
    await ports.sleep(pause);
  }
}

function commandOf({ kubectl }: Sides, { step, place, did }: Entry): string {
  const at = place.namespace === undefined ? '' : ` -n ${shellWord(place.namespace)}`;
  const what = `${place.resource} ${shellWord(place.name)}`;
  const command = kubectl[step.side];
  if (did.kind !== 'changed') return `${command} delete${at} ${what}`;
  return `${command} get${at} ${what} -o yaml   # its former content could not be brought back`;
}
