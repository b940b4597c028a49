import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { type Cluster, clusters } from '../../core/cluster.ts';
import { core, type Gvr, type KubeObject, type Place } from '../../core/object.ts';
import type { Remains, UninstallFacts, UninstallWish } from '../../core/uninstall-plan.ts';
import { checkHelm, findRelease } from './helm.ts';
import { takeKubeconfig } from './take-kubeconfig.ts';

export async function gatherFacts(ports: Ports, host: Kube, wish: UninstallWish): Promise<UninstallFacts> {
  await checkHelm(ports);
  const release = await findRelease(ports, wish);
  return { release, members: release ? await joinedMembers(ports, host, wish) : [] };
}

/** Asked of Karmada itself, with the kubeconfig that its host cluster holds. */
async function joinedMembers(ports: Ports, host: Kube, wish: UninstallWish): Promise<UninstallFacts['members']> {
  const { namespace: hostNamespace, release } = wish;
  const secret = `${release}-kubeconfig`;
  try {
    // Without credentials there never was a control plane to join to.
    if (!(await host.find({ ...core('secrets'), namespace: hostNamespace, name: secret }))) return [];
    const plain = { server: wish.server, tlsServerName: undefined, insecure: false, contextName: release };
    const { access } = await takeKubeconfig(ports, host, { hostNamespace, secret, ...plain });
    const { items } = await (await ports.kubeconfigs.connect(access)).list<Cluster>(clusters);
    return items.map(({ metadata }) => metadata.name);
  } catch (error) {
    if (!(error instanceof KnownError) || error.code === 'interrupted') throw error;
    return { unknown: error.message };
  }
}

const statefulSets: Gvr = { group: 'apps', version: 'v1', resource: 'statefulsets' };
const crdKind: Gvr = { group: 'apiextensions.k8s.io', version: 'v1', resource: 'customresourcedefinitions' };

interface StatefulSet extends KubeObject {
  readonly spec?: { readonly template?: { readonly spec?: { readonly volumes?: readonly Volume[] } } };
}
interface Volume {
  readonly name: string;
  readonly hostPath?: { readonly path: string };
}

/** Where the data of etcd are, when that is a folder of a node; only told while etcd is there. */
export async function findHostPath(host: Kube, namespace: string): Promise<string | undefined> {
  const etcd = await host.find<StatefulSet>({ ...statefulSets, namespace, name: 'etcd' });
  return etcd?.spec?.template?.spec?.volumes?.find(({ name }) => name === 'etcd-data')?.hostPath?.path;
}

/** What is still there without the release. Of Secrets, only the names are asked for. */
export async function findRemains(host: Kube, namespace: string, hostPath: string | undefined): Promise<Remains> {
  const isThere = await host.find({ ...core('namespaces'), name: namespace });
  const [secrets, volumeClaims, crds] = await Promise.all([
    namesOf(host, { ...core('secrets'), namespace }),
    namesOf(host, { ...core('persistentvolumeclaims'), namespace }),
    namesOf(host, crdKind),
  ]);
  return {
    namespace: isThere !== undefined,
    // Those of helm and of accounts are not Karmada's.
    secrets: secrets.filter((name) => !/^sh\.helm\.|-token-/.test(name)),
    volumeClaims,
    crds: crds.filter((name) => name.endsWith('.karmada.io')),
    hostPath,
  };
}

/** The first cell of each is its name: whole Secrets are none of our business. */
async function namesOf(host: Kube, place: Place): Promise<readonly string[]> {
  try {
    const { rows } = await host.table(place, {}, 'cells');
    return rows.map(({ cells, object }) => object?.metadata.name ?? String(cells[0]));
  } catch (error) {
    if (isKnown(error, 'forbidden') || isKnown(error, 'not-found')) return [];
    throw error;
  }
}
