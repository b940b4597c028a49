import { expectFailure, type Failure, isKnown, KnownError } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { type Cluster, clusters } from '../../core/cluster.ts';
import { impersonator, serviceAccountName } from '../../core/join-objects.ts';
import { core, type KubeObject } from '../../core/object.ts';
import { accessPrefix, clusterRoles, type MemberFacts, memberObjects } from '../../core/unjoin-member.ts';
import type { SharedNamespace } from '../../core/unjoin-step.ts';
import { isMadeByJoin, namesIn, usersOf } from './users-of.ts';

export interface MemberPlace {
  readonly name: string;
  readonly namespace: string;
  readonly cluster: Cluster | undefined;
}

/** The member by a context that is called like the cluster, as karmadactl takes it, or by the kubeconfig's current one. */
export async function connectMember(
  ports: Ports,
  name: string,
  { clusterKubeconfig, clusterContext }: { clusterKubeconfig: string | undefined; clusterContext: string | undefined },
): Promise<Kube | undefined> {
  if (clusterKubeconfig === undefined) return undefined;
  const at = (context: string | undefined): Kube =>
    ports.connect({
      kubeconfig: clusterKubeconfig,
      context,
      contextFlag: '--cluster-context',
      kubeconfigFlag: '--cluster-kubeconfig',
    });
  if (clusterContext !== undefined) return at(clusterContext);
  const named = at(name);
  try {
    await named.target();
    return named;
  } catch (error) {
    if (!isKnown(error, 'config')) throw error;
    const current = at(undefined);
    await current.target();
    return current;
  }
}

export async function gatherMember(ports: Ports, member: Kube | undefined, place: MemberPlace): Promise<MemberFacts> {
  if (!member) return { kind: 'unasked' };
  try {
    return await lookAround(ports, member, place);
  } catch (error) {
    if (!isKnown(error, 'unreachable') && !isKnown(error, 'timeout')) throw error;
    return { kind: 'unreachable', failure: expectFailure(error) };
  }
}

async function lookAround(ports: Ports, member: Kube, { name, namespace, cluster }: MemberPlace): Promise<MemberFacts> {
  const [{ server }, system] = await Promise.all([
    member.target(),
    member.get({ ...core('namespaces'), name: 'kube-system' }),
  ]);
  const id = system.metadata.uid ?? '';
  // Another cluster than the one that was joined is refused: nothing more of it matters.
  if (cluster && cluster.spec.id !== id) {
    return { kind: 'seen', server, id, joinedAs: undefined, found: new Map(), namespace: undefined, others: [] };
  }
  const [joinedAs, found, shared, others] = await Promise.all([
    cluster ? undefined : nameById(ports, id, name),
    findObjects(member, name, namespace),
    lookAtNamespace(ports, member, namespace, ownIn(name)),
    otherAccounts(member, name, namespace),
  ]);
  return { kind: 'seen', server, id, joinedAs, found, namespace: shared, others };
}

async function nameById({ karmada }: Ports, id: string, name: string): Promise<string | undefined> {
  const { items } = await karmada.list<Cluster>(clusters);
  return items.find(({ metadata, spec }) => spec.id === id && metadata.name !== name)?.metadata.name;
}

async function findObjects(member: Kube, name: string, namespace: string): Promise<ReadonlyMap<string, KubeObject>> {
  const entries = await Promise.all(
    memberObjects(name, namespace).map(async ({ title, place }) => [title, await member.find(place)] as const),
  );
  return new Map(entries.flatMap(([title, object]) => (object ? [[title, object] as const] : [])));
}

const ownIn = (name: string): readonly string[] =>
  [serviceAccountName(name), impersonator].flatMap((account) => [`serviceaccounts/${account}`, `secrets/${account}`]);

async function lookAtNamespace(
  ports: Ports,
  kube: Kube,
  namespace: string,
  own: readonly string[],
): Promise<SharedNamespace | undefined> {
  const object = await kube.find({ ...core('namespaces'), name: namespace });
  if (!object) return undefined;
  if (!isMadeByJoin(object)) return { object, users: ['whoever made it: no join did'] };
  return { object, users: await usersOf(ports, kube, namespace, own) };
}

/** Accounts that Karmada signs in with, but for ours: each stands for a control plane that may use what is shared. */
async function otherAccounts(member: Kube, name: string, namespace: string): Promise<readonly string[]> {
  const [roles, accounts] = await Promise.all([
    namesIn(member, clusterRoles),
    namesIn(member, { ...core('serviceaccounts'), namespace }),
  ]);
  const named = [
    ...roles.filter((role) => role.startsWith(accessPrefix)).map((role) => role.slice(accessPrefix.length)),
    ...accounts.filter((account) => account.startsWith('karmada-')),
  ];
  const ours = [serviceAccountName(name), impersonator];
  return [...new Set(named)].filter((account) => !ours.includes(account)).toSorted();
}

/** Why a shared object of the member must stay after all, looked at again; undefined when it may go. */
export async function whySharedNow(
  ports: Ports,
  member: Kube,
  { name, namespace }: MemberPlace,
  isNamespace: boolean,
): Promise<string | undefined> {
  const others = await otherAccounts(member, name, namespace);
  const users = isNamespace ? ((await lookAtNamespace(ports, member, namespace, ownIn(name)))?.users ?? []) : [];
  const all = [...others, ...users];
  return all.length > 0 ? `used by ${all.join(', ')}` : undefined;
}

/** What an unjoin leaves undone in a member is a failure of its own, beside what was done. */
export const uncleanedMember = (name: string, failure: Failure): KnownError =>
  new KnownError(failure.code, `${name} itself was not cleaned: ${failure.message}`, {
    hint: 'What stays there is listed with the commands that remove it. Or run this again when that is mended.',
  });
