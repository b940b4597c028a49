import { isKnown, KnownError, mayPass } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { type Cluster, clusters } from '../../core/cluster.ts';
import {
  type Credentials,
  controlPlaneSecrets,
  type JoinWish,
  memberObjects,
  ownerOf,
  type Secret,
  type Wanted,
} from '../../core/join-objects.ts';
import type { JoinDeed, JoinStep } from '../../core/join-plan.ts';
import { standing } from '../../core/join-standing.ts';
import { contains } from '../../core/same-json.ts';
import { type Step, stepUnderWay } from '../../core/steps.ts';
import { changeOnce, createOnce, isMadeBy, type Journal } from './journal.ts';
import { refusalOf } from './refuse-taken.ts';

export interface Joining {
  readonly ports: Ports;
  readonly member: Kube;
  readonly wish: JoinWish;
  readonly journal: Journal;
}

/** What the steps hand on to each other. */
interface Passing {
  secrets?: readonly [Wanted<Secret>, Wanted<Secret>];
  cluster: Cluster | undefined;
  isByAnother: boolean;
}

/** Does the steps up to the waiting for a usable cluster; `byAnother`: somebody else has registered it meanwhile. */
export async function execute(
  joining: Joining,
  steps: readonly JoinStep[],
  joined: Cluster | undefined,
): Promise<{ readonly byAnother: boolean }> {
  const { ports, journal } = joining;
  const passing: Passing = { cluster: joined, isByAnother: false };
  for (const [at, { step, deed }] of steps.entries()) {
    if (deed.kind === 'usable') continue;
    ports.progress(stepUnderWay(step, at, steps.length, joining.wish.name), 'step');
    try {
      await doStep(joining, step, deed, passing);
    } catch (error) {
      if (error instanceof KnownError) journal.set(step, 'failed');
      throw error;
    }
    journal.set(step, 'done');
  }
  return { byAnother: passing.isByAnother };
}

async function doStep(joining: Joining, step: Step, deed: JoinDeed, passing: Passing): Promise<void> {
  const { ports, member, journal, wish } = joining;
  const { karmada } = ports;
  switch (deed.kind) {
    case 'object':
      await createOnce(ports, step.side === 'member' ? member : karmada, journal, step, deed.wanted);
      return;
    case 'token':
      await readToken(joining, deed.wanted);
      return;
    case 'secret': {
      passing.secrets ??= await readSecrets(joining);
      await putSecret(joining, step, deed, passing.secrets[deed.index]);
      return;
    }
    case 'cluster': {
      const made = await createOnce<Cluster>(ports, karmada, journal, step, deed.wanted);
      if (made.spec.id !== wish.id) throw refusalOf({ kind: 'name-taken', cluster: made }, wish);
      passing.cluster = made;
      passing.isByAnother = !isMadeBy(made, journal.manager);
      await refuseTwin(joining, made);
      return;
    }
    case 'own': {
      passing.secrets ??= await readSecrets(joining);
      await own(joining, step, passing.secrets[deed.index], passing.cluster);
      return;
    }
    case 'usable':
  }
}

/** Two joins of one cluster under two names at once: Karmada takes both, and then they fight. The older stays. */
async function refuseTwin({ ports, wish }: Joining, made: Cluster): Promise<void> {
  const { items } = await ports.karmada.list<Cluster>(clusters);
  const others = items.filter(({ metadata }) => metadata.uid !== made.metadata.uid);
  const found = standing(others, { name: '', id: wish.id });
  if (found.kind !== 'id-taken') return;
  const age = ({ metadata }: Cluster): string => `${metadata.creationTimestamp} ${metadata.name}`;
  if (age(found.cluster) < age(made)) throw refusalOf(found, wish);
}

const tokenLimitMs = 30_000;

/** The token that the member's controllers write; usually there within a moment. */
async function readToken({ ports, member }: Joining, { place }: Wanted<Secret>): Promise<Credentials> {
  const deadline = ports.now() + tokenLimitMs;
  for (let pause = 50; ; pause = Math.min(pause * 1.5, 1000)) {
    const data = await patiently(() => member.find<Secret>(place));
    if (data?.data?.token) return { token: data.data.token, caBundle: data.data['ca.crt'] };
    if (ports.now() > deadline)
      throw new KnownError('timeout', `The Secret ${place.namespace}/${place.name} got no token within 30 s.`, {
        hint: "The cluster's token controller writes it: look at its kube-controller-manager.",
      });
    await ports.sleep(pause);
  }
}

/** What a server that fails for a moment has not said is asked again by those who wait anyway. */
async function patiently<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (mayPass(error)) return undefined;
    throw error;
  }
}

async function readSecrets(joining: Joining): Promise<readonly [Wanted<Secret>, Wanted<Secret>]> {
  const [impersonation, own] = memberObjects(joining.wish).filter(({ object }) => object.kind === 'Secret');
  if (!impersonation || !own) throw new Error('a join makes two token Secrets');
  const [first, second] = await Promise.all([readToken(joining, impersonation), readToken(joining, own)]);
  return controlPlaneSecrets(joining.wish, second, first);
}

async function putSecret(
  { ports, journal }: Joining,
  step: Step,
  { held, isDying }: Extract<JoinDeed, { kind: 'secret' }>,
  wanted: Wanted<Secret>,
): Promise<void> {
  const { karmada } = ports;
  if (held && isDying) {
    try {
      await karmada.delete(wanted.place, { preconditions: { uid: held.metadata.uid ?? '' } });
    } catch (error) {
      if (!isKnown(error, 'not-found') && !isKnown(error, 'conflict')) throw error;
    }
  }
  if (!held || isDying) {
    const made = await createOnce<Secret>(ports, karmada, journal, step, wanted);
    if (holds(made, wanted.object)) return;
    // Somebody else was quicker: what counts is the token of now.
    journal.strike(step);
    await karmada.merge(wanted.place, { data: wanted.object.data }, { fieldManager: journal.manager });
    return;
  }
  const { data, metadata } = held;
  const patch = { metadata: { labels: wanted.object.metadata.labels }, data: wanted.object.data };
  const restore = {
    metadata: { labels: restoring(metadata.labels, patch.metadata.labels) },
    data: restoring(data, patch.data),
  };
  const now = (secret: Secret): boolean => holds(secret, wanted.object);
  await changeOnce<Secret>(ports, karmada, journal, step, wanted.place, { patch, restore, holds: now });
}

const holds = (held: Secret, wanted: Secret): boolean =>
  contains(held.data, wanted.data) && contains(held.metadata.labels, wanted.metadata.labels);

type Fields = Readonly<Record<string, string>>;
/** A merge patch that makes `before` of what `change` has made of it: what was not there goes. */
const restoring = (before: Fields = {}, change: Fields = {}): Readonly<Record<string, string | null>> => ({
  ...Object.fromEntries(Object.keys(change).map((key) => [key, null])),
  ...before,
});

async function own(
  { ports, journal }: Joining,
  step: Step,
  wanted: Wanted<Secret>,
  cluster: Cluster | undefined,
): Promise<void> {
  if (!cluster) throw new Error('a Secret is owned by the Cluster that is there by then');
  const { karmada } = ports;
  const ownerReferences = [ownerOf(cluster)];
  const held = await karmada.find<Secret>(wanted.place);
  if (!held) {
    const metadata = { ...wanted.object.metadata, ownerReferences };
    await createOnce<Secret>(ports, karmada, journal, step, {
      place: wanted.place,
      object: { ...wanted.object, metadata },
    });
    return;
  }
  const restore = { metadata: { ownerReferences: held.metadata.ownerReferences ?? null } };
  await changeOnce<Secret>(ports, karmada, journal, step, wanted.place, {
    patch: { metadata: { ownerReferences } },
    restore,
    holds: ({ metadata }) => contains(metadata.ownerReferences, ownerReferences),
  });
}
