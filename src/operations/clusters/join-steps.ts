import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import type { Cluster } from '../../core/cluster.ts';
import {
  type Credentials,
  impersonator,
  type JoinWish,
  ownerOf,
  type Secret,
  type Step,
  serviceAccountName,
} from '../../core/join-plan.ts';
import { core, type KubeObject } from '../../core/object.ts';
import { contains } from '../../core/same-json.ts';

/** What a join has made so far, for reports; on each side in order. */
export interface Ledger {
  readonly note: (side: 'member' | 'karmada', what: string) => void;
  readonly made: () => readonly string[];
}

export function createLedger(): Ledger {
  const entries: string[] = [];
  return {
    note: (side, what) => {
      const entry = `${side}: ${what}`;
      if (!entries.includes(entry)) entries.push(entry);
    },
    made: () => [...entries],
  };
}

const labelOf = ({ object }: Step): string => `${object.kind?.toLowerCase()}/${object.metadata.name}`;

/** Creates what is not there. What is there stays as it is, as karmadactl leaves it. */
export async function ensure(kube: Kube, side: 'member' | 'karmada', step: Step, ledger: Ledger): Promise<void> {
  if (await kube.find(step.place)) return;
  try {
    await kube.create<KubeObject>(step.place, step.object);
    ledger.note(side, labelOf(step));
  } catch (error) {
    if (!isKnown(error, 'conflict')) throw error;
  }
}

/** A Secret of the control plane with what the member says now: created, or its stale content replaced; then owned. */
export async function adoptSecret(
  kube: Kube,
  step: Step<Secret>,
  owner: Cluster | undefined,
  ledger: Ledger,
): Promise<void> {
  const held = await kube.find<Secret>(step.place);
  const owners = owner && [ownerOf(owner)];
  const owned = owners ? { ownerReferences: owners } : {};
  if (!held) {
    const { object } = step;
    await kube.create<Secret>(step.place, { ...object, metadata: { ...object.metadata, ...owned } });
    ledger.note('karmada', labelOf(step));
    return;
  }
  const isCurrent =
    contains(held.data, step.object.data) && contains(held.metadata.labels, step.object.metadata.labels);
  const isOwned = owners === undefined || contains(held.metadata.ownerReferences, owners);
  if (isCurrent && isOwned) return;
  const metadata = { labels: step.object.metadata.labels, ...owned };
  await kube.merge<Secret>(step.place, { metadata, data: step.object.data });
  ledger.note('karmada', labelOf(step));
}

const tokenLimitMs = 30_000;

/** The tokens that the member's controllers write; usually there within a moment. */
export async function readCredentials(ports: Ports, member: Kube, { name, namespace }: JoinWish) {
  const deadline = ports.now() + tokenLimitMs;
  const read = async (secretName: string): Promise<Credentials> => {
    for (let pause = 100; ; pause = Math.min(pause * 1.5, 1000)) {
      const secret = await member.find<Secret>({ ...core('secrets'), namespace, name: secretName });
      const token = secret?.data?.token;
      if (token) return { token, caBundle: secret.data?.['ca.crt'] };
      if (ports.now() > deadline) throw noToken(name, namespace, secretName);
      ports.progress(`Waiting for the tokens of ${name}`);
      await ports.sleep(pause);
    }
  };
  const [impersonation, access] = await Promise.all([read(impersonator), read(serviceAccountName(name))]);
  return { impersonation, access };
}

const noToken = (cluster: string, namespace: string, secret: string): KnownError =>
  new KnownError('timeout', `${cluster} has not filled the Secret ${namespace}/${secret} with a token within 30 s.`, {
    hint: "Its token controller does that: look at the cluster's kube-controller-manager.",
  });
