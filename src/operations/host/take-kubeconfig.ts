import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import type { Secret } from '../../core/join-objects.ts';
import { type Address, localService } from '../../core/karmada-address.ts';
import type { Chosen } from '../../core/kubeconfig.ts';
import { type Access, outsideAccess } from '../../core/kubeconfig-access.ts';
import { core } from '../../core/object.ts';
import { findAddresses } from './find-addresses.ts';
import { checkServer } from './server-url.ts';
import { firstThatAnswers, verifyKarmada } from './verify.ts';

/** Takes Karmada's own kubeconfig out of the host cluster, with an address that leads there from outside. */
export interface TakeWish {
  readonly hostNamespace: string;
  readonly secret: string;
  readonly server: string | undefined;
  readonly tlsServerName: string | undefined;
  readonly insecure: boolean;
  readonly contextName: string;
  /** Names and addresses by which the nodes are said to be reached. */
  readonly hosts?: readonly string[] | undefined;
}

export interface Taken {
  readonly access: Access;
  readonly server: string;
  /** How the address was found, in words. */
  readonly foundBy: string;
  readonly kubernetesVersion: string;
}

export async function takeKubeconfig(ports: Ports, host: Kube, wish: TakeWish): Promise<Taken> {
  const { server, tlsServerName, insecure, contextName } = wish;
  if (server !== undefined) checkServer(server);
  ports.progress(`Reading the Secret ${wish.hostNamespace}/${wish.secret}`);
  const held = await readSecret(ports, host, wish);
  const at = (address: Address): Access =>
    outsideAccess(held, { name: contextName, server: address.server, tlsServerName, insecure });
  if (server !== undefined) {
    const address = { server: server.replace(/\/+$/, ''), by: '--server' };
    return taken(at(address), address, await verifyKarmada(ports, at(address)));
  }
  const own = held.cluster.value.server ?? '';
  const service = localService(own);
  if (!service) {
    const address = { server: own, by: 'the Secret itself' };
    return taken(at(address), address, await verifyKarmada(ports, at(address)));
  }
  ports.progress('Looking for an address of Karmada that leads there from outside');
  const addresses = await findAddresses(host, service, wish.hosts);
  const { address, kubernetesVersion } = await firstThatAnswers(ports, addresses, at);
  return taken(at(address), address, kubernetesVersion);
}

const taken = (access: Access, { server, by }: Address, kubernetesVersion: string): Taken => ({
  access,
  server,
  foundBy: by,
  kubernetesVersion,
});

/** The chart writes "kubeconfig"; karmadactl and the operator write "karmada.config". */
const keys = ['kubeconfig', 'karmada.config'];

async function readSecret(ports: Ports, host: Kube, { hostNamespace, secret }: TakeWish): Promise<Chosen> {
  const found = await host.find<Secret>({ ...core('secrets'), namespace: hostNamespace, name: secret });
  if (!found) throw await noSecret(host, `${hostNamespace}/${secret}`);
  const data = keys.map((key) => found.data?.[key]).find((value) => value !== undefined && value !== '');
  const name = `the Secret ${hostNamespace}/${secret}`;
  if (data === undefined) {
    const there = Object.keys(found.data ?? {}).join(', ') || 'nothing';
    throw new KnownError('config', `The Secret ${hostNamespace}/${secret} holds no kubeconfig, but ${there}.`, {
      hint: 'Name the Secret of the Helm release with --secret.',
    });
  }
  return ports.kubeconfigs.read(name, textOf(data));
}

/** Base64 as text; atob gives bytes. */
const textOf = (base64: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(base64.replace(/\s/g, '')), (letter) => letter.charCodeAt(0)));

async function noSecret(host: Kube, name: string): Promise<KnownError> {
  const { server, context } = await host.target();
  const kind = { apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster' };
  const isKarmada = await host.resolve(kind).catch((error: unknown) => {
    if (isKnown(error, 'interrupted')) throw error;
    return undefined;
  });
  if (isKarmada) {
    return new KnownError('config', `${server} (context ${context}) is Karmada itself, not its host cluster.`, {
      hint: 'Choose the host cluster with --host-kubeconfig and --host-context.',
    });
  }
  return new KnownError('not-found', `There is no Secret ${name} in the cluster ${server} (context ${context}).`, {
    hint:
      'Is it the host cluster of Karmada? Choose it with --host-context, the namespace with --host-namespace, the Secret ' +
      'with --secret. To install Karmada: karmate install',
  });
}
