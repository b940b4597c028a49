import { KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import {
  type AccessReview,
  accessReview,
  accessReviews,
  everything,
  type MissingRight,
  type ResourceAttributes,
  rightsInKarmada,
  rightsInMember,
} from '../../core/access-review.ts';
import { behaviourOf } from '../../core/behaviours.ts';
import { type Cluster, clusters } from '../../core/cluster.ts';
import { type JoinWish, joinNamespace, memberObjects } from '../../core/join-objects.ts';
import { type JoinFacts, kubeSystem, secretPlaces } from '../../core/join-plan.ts';
import { core, type KubeObject, type Place, pathOf } from '../../core/object.ts';
import type { params } from './join.ts';

export interface Gathered {
  readonly wish: JoinWish;
  readonly facts: Omit<JoinFacts, 'joined'>;
  readonly registered: readonly Cluster[];
  /** Names under which other control planes have joined this cluster, as far as it shows. */
  readonly others: readonly string[];
  readonly hasForeignImpersonator: boolean;
  readonly karmadaServer: string;
  readonly versions: { readonly member: string; readonly karmada: string };
}

type JoinInput = Input<typeof params>;

/** Reads, and asks both servers what it may do; nothing is written. */
export async function gatherFacts(ports: Ports, member: Kube, input: JoinInput): Promise<Gathered> {
  const { karmada } = ports;
  const { server, insecure, proxyUrl } = await member.target();
  const { server: karmadaServer } = await karmada.target();
  if (server === karmadaServer)
    throw new KnownError('usage', `${server} is Karmada itself, which cannot be its own member.`, {
      hint: 'Name the kubeconfig of the cluster with --cluster-kubeconfig, or its context with --cluster-context.',
    });
  // The member first: who cannot reach it needs to be told of that.
  const { metadata } = await member.get(kubeSystem);
  const wish: JoinWish = {
    name: input.name,
    namespace: input.clusterNamespace,
    id: metadata.uid ?? '',
    apiEndpoint: input.apiEndpoint ?? server,
    insecure: input.insecureSkipTlsVerify || insecure,
    proxyUrl: input.proxyUrl ?? proxyUrl,
    proxyHeader: input.proxyHeader,
    labels: input.labels,
    provider: input.clusterProvider,
    region: input.clusterRegion,
    zones: input.clusterZones,
  };
  const { namespace } = wish;
  const impersonator = { group: 'rbac.authorization.k8s.io', version: 'v1', resource: 'clusterroles' };
  const [labelling, inMember, accounts, roles, memberVersion, inKarmada, { items }, karmadaVersion, ...missing] =
    await Promise.all([
      labellingOf(ports),
      held(
        member,
        memberObjects(wish).map(({ place }) => place),
      ),
      member.list({ ...core('serviceaccounts'), namespace }),
      member.find({ ...impersonator, name: 'karmada-impersonator' }),
      member.version(),
      held(karmada, [joinNamespace(wish).place, ...secretPlaces(wish)]),
      karmada.list<Cluster>(clusters),
      karmada.version(),
      missingRights(member, 'member', rightsInMember(namespace)),
      missingRights(karmada, 'karmada', rightsInKarmada(namespace)),
    ]);
  return {
    wish: { ...wish, ...(labelling ? { labelling } : {}) },
    facts: { inMember, inKarmada, missingRights: missing.flat() },
    registered: items,
    others: accounts.items.flatMap((account) => otherCluster(account, wish.name)),
    hasForeignImpersonator: roles !== undefined,
    karmadaServer,
    versions: { member: memberVersion, karmada: karmadaVersion },
  };
}

/** Which release it is matters for labels alone: where that cannot be told, they are those of today. */
async function labellingOf({ karmada }: Ports) {
  try {
    const release = await karmada.release();
    return release && behaviourOf(release, 'joinLabels');
  } catch (error) {
    if (error instanceof KnownError && error.code === 'forbidden') return undefined;
    throw error;
  }
}

async function held(kube: Kube, places: readonly Place[]): Promise<ReadonlyMap<string, KubeObject>> {
  const found = await Promise.all(places.map((place) => kube.find(place)));
  return new Map(
    found.flatMap((object, at) => {
      const place = places[at];
      return object && place ? [[pathOf(place), object] as const] : [];
    }),
  );
}

/** `karmada-x`, the account of a cluster x that is not this one. */
function otherCluster({ metadata }: KubeObject, name: string): readonly string[] {
  const other = /^karmada-(.+)$/.exec(metadata.name)?.[1];
  return other === undefined || other === 'impersonator' || other === name ? [] : [other];
}

/** Who may do everything is asked one question; others, one for each right. */
async function missingRights(
  kube: Kube,
  side: MissingRight['side'],
  rights: readonly ResourceAttributes[],
): Promise<readonly MissingRight[]> {
  const may = async (right: ResourceAttributes): Promise<boolean> => {
    const { status } = await kube.create<AccessReview>(accessReviews, accessReview(right));
    return status?.allowed !== false;
  };
  if (await may(everything)) return [];
  const answers = await Promise.all(rights.map(may));
  return rights.filter((_, at) => !answers[at]).map((right) => ({ ...right, side }));
}
