import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Karmada, Kube, Ports } from '../../contract/ports.ts';
import { behaviourOf } from '../../core/behaviours.ts';
import { type Cluster, clusters, executionNamespace } from '../../core/cluster.ts';
import { type Secret, secretReferences } from '../../core/join-objects.ts';
import { core, type KubeObject } from '../../core/object.ts';
import { type Binding, bindings as bindingKinds, type Work, works } from '../../core/propagation.ts';
import { isOfJoin, type UnjoinFacts } from '../../core/unjoin-plan.ts';
import type { SharedNamespace } from '../../core/unjoin-step.ts';
import { describeRelease } from '../../core/versions.ts';
import { gatherMember } from './unjoin-member-facts.ts';
import { isMadeByJoin, usersOf } from './users-of.ts';

export interface Wanted {
  readonly name: string;
  /** For what is found without its Cluster. */
  readonly clusterNamespace: string;
  readonly keepWorkloads: boolean;
  /** Those of the run that go before it: what is theirs will be gone. */
  readonly before: readonly string[];
  readonly member: Kube | undefined;
}

/** Reads only. `readBindings` is shared by the clusters of a run. */
export async function gatherFacts(
  ports: Ports,
  wanted: Wanted,
  readBindings: () => Promise<readonly Binding[] | undefined>,
): Promise<UnjoinFacts> {
  const { karmada } = ports;
  const { name, keepWorkloads } = wanted;
  const spaceName = executionNamespace(name);
  const [cluster, space, bindings, cannotKeep] = await Promise.all([
    karmada.find<Cluster>({ ...clusters, name }),
    karmada.find({ ...core('namespaces'), name: spaceName }),
    readBindings(),
    keepWorkloads ? whyNotKept(karmada) : undefined,
  ]);
  const namespace = cluster?.spec.secretRef?.namespace ?? wanted.clusterNamespace;
  const [held, secrets, home, member] = await Promise.all([
    space ? readable(karmada.list<Work>({ ...works, namespace: spaceName })) : [],
    findSecrets(karmada, name, namespace, cluster),
    lookAtHome(ports, namespace, [...wanted.before, name]),
    gatherMember(ports, wanted.member, { name, namespace, cluster }),
  ]);
  return { namespace, cluster, space, works: held, bindings, secrets, home, cannotKeep, member };
}

/** Both kinds of binding, of all namespaces; undefined where this user may not read them. */
export async function readAllBindings(karmada: Karmada): Promise<readonly Binding[] | undefined> {
  const lists = await Promise.all(bindingKinds.map((place) => readable(karmada.list<Binding>(place))));
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}

async function readable<T extends KubeObject>(
  reading: Promise<{ readonly items: readonly T[] }>,
): Promise<readonly T[] | undefined> {
  try {
    return (await reading).items;
  } catch (error) {
    if (isKnown(error, 'forbidden')) return undefined;
    throw error;
  }
}

async function findSecrets(
  karmada: Karmada,
  name: string,
  namespace: string,
  cluster: Cluster | undefined,
): Promise<readonly KubeObject[]> {
  const { secretRef, impersonatorSecretRef } = { ...secretReferences({ name, namespace }), ...definedRefs(cluster) };
  const found = await Promise.all(
    [impersonatorSecretRef, secretRef].map((reference) => karmada.find<Secret>({ ...core('secrets'), ...reference })),
  );
  // Their content is none of our business from here on.
  return found.flatMap((secret) => (secret && isOfJoin(secret, name, cluster) ? [{ metadata: secret.metadata }] : []));
}

const definedRefs = (cluster: Cluster | undefined) => ({
  ...(cluster?.spec.secretRef ? { secretRef: cluster.spec.secretRef } : {}),
  ...(cluster?.spec.impersonatorSecretRef ? { impersonatorSecretRef: cluster.spec.impersonatorSecretRef } : {}),
});

/** The namespace of the Secrets, where a join has made it: what installs Karmada may make it too, and then it stays. */
export async function lookAtHome(
  ports: Ports,
  namespace: string,
  leaving: readonly string[],
): Promise<SharedNamespace | undefined> {
  const { karmada } = ports;
  const object = await karmada.find({ ...core('namespaces'), name: namespace });
  if (!object || !isMadeByJoin(object)) return undefined;
  const own = leaving.flatMap((name) => [`secrets/${name}`, `secrets/${name}-impersonator`]);
  const { items } = await karmada.list<Cluster>(clusters);
  const others = items
    .filter(({ metadata, spec }) => !leaving.includes(metadata.name) && spec.secretRef?.namespace === namespace)
    .map(({ metadata }) => `cluster/${metadata.name}`);
  return { object, users: others.length > 0 ? others : await usersOf(ports, karmada, namespace, own) };
}

async function whyNotKept(karmada: Karmada): Promise<KnownError | undefined> {
  const release = await karmada.release();
  if (release && behaviourOf(release, 'workDeletion') === 'deletes or preserves') return undefined;
  const found = release ? `This is Karmada ${describeRelease(release)}` : 'This is no Karmada';
  return new KnownError(
    'invalid',
    `${found}: it cannot keep workloads (Work.spec.preserveResourcesOnDeletion, since v1.12).`,
    {
      hint: 'Nothing was changed. Upgrade Karmada first, or unjoin without --keep-workloads: then they are deleted from the member.',
    },
  );
}
