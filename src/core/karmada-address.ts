import type { Condition, KubeObject } from './object.ts';

/** Where Karmada's API server can be reached from outside its host cluster, told from the host cluster's objects. */
export interface Service extends KubeObject {
  readonly spec?: {
    readonly type?: string;
    readonly ports?: readonly { readonly port: number; readonly nodePort?: number }[];
  };
  readonly status?: {
    readonly loadBalancer?: { readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[] };
  };
}

export interface Node extends KubeObject {
  readonly status?: {
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly conditions?: readonly Condition[];
  };
}

export interface Ingress extends KubeObject {
  readonly spec?: {
    readonly rules?: readonly {
      readonly host?: string;
      readonly http?: {
        readonly paths?: readonly { readonly backend?: { readonly service?: { readonly name?: string } } }[];
      };
    }[];
  };
}

export interface AddressFacts {
  readonly service: Service | undefined;
  readonly nodes: readonly Node[];
  readonly ingresses: readonly Ingress[];
  /** Names and addresses by which somebody says that the nodes are reached. */
  readonly hosts?: readonly string[] | undefined;
}

export interface Address {
  readonly server: string;
  /** How it was found, in words. */
  readonly by: string;
}

/** The Service that a cluster-local address names: `https://karmada-apiserver.karmada-system.svc.cluster.local:5443`. */
export function localService(server: string): { readonly name: string; readonly namespace: string } | undefined {
  const host = URL.canParse(server) ? new URL(server).hostname : '';
  const [, name, namespace] = /^([^.]+)\.([^.]+)\.svc(?:\.|$)/.exec(host) ?? [];
  return name !== undefined && namespace !== undefined ? { name, namespace } : undefined;
}

/** The addresses that may lead there, the likeliest first. */
export function addressesOf({ service, nodes, ingresses, hosts = [] }: AddressFacts): readonly Address[] {
  if (!service) return [];
  return [...balanced(service), ...onNodes(service, nodes, hosts), ...routed(service, ingresses)];
}

const portOf = ({ spec }: Service) => spec?.ports?.[0];

function balanced(service: Service): readonly Address[] {
  if (service.spec?.type !== 'LoadBalancer') return [];
  const port = portOf(service)?.port ?? 443;
  return (service.status?.loadBalancer?.ingress ?? []).flatMap(({ ip, hostname }) => {
    const host = ip ?? hostname;
    return host ? [{ server: serverAt(host, port), by: 'the load balancer of its Service' }] : [];
  });
}

/** Addresses for the world come before those that may be inside a network; nodes that are up, before others. */
function onNodes(service: Service, nodes: readonly Node[], hosts: readonly string[]): readonly Address[] {
  const nodePort = portOf(service)?.nodePort;
  const type = service.spec?.type;
  if (nodePort === undefined || (type !== 'NodePort' && type !== 'LoadBalancer')) return [];
  const sorted = [...nodes.filter(isReady), ...nodes.filter((node) => !isReady(node))];
  const given = hosts.map((host) => ({
    server: serverAt(host, nodePort),
    by: `NodePort ${nodePort} at the address given`,
  }));
  const told = nodeAddresses(sorted).map(({ node, address, kind }) => ({
    server: serverAt(address, nodePort),
    by: `NodePort ${nodePort} of the node ${node} (${kind})`,
  }));
  return [...given, ...told.filter(({ server }) => !given.some((one) => one.server === server))];
}

const isReady = ({ status }: Node): boolean =>
  status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';

/** The addresses that nodes say they have: those of kind ExternalIP, then those of kind InternalIP. */
export const nodeAddresses = (nodes: readonly Node[]) =>
  ['ExternalIP', 'InternalIP'].flatMap((kind) =>
    nodes.flatMap(({ metadata, status }) =>
      (status?.addresses ?? [])
        .filter(({ type }) => type === kind)
        .map(({ address }) => ({ node: metadata.name, address, kind })),
    ),
  );

const routed = (service: Service, ingresses: readonly Ingress[]): readonly Address[] =>
  ingresses.flatMap(({ metadata, spec }) =>
    (spec?.rules ?? [])
      .filter(({ http }) => http?.paths?.some(({ backend }) => backend?.service?.name === service.metadata.name))
      .flatMap(({ host }) =>
        host && !host.startsWith('*') ? [{ server: `https://${host}`, by: `the Ingress ${metadata.name}` }] : [],
      ),
  );

const serverAt = (host: string, port: number): string => {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === 443 ? `https://${name}` : `https://${name}:${port}`;
};

/** Why there is no address, as the end of a sentence. */
export function whyNoAddress({ service }: AddressFacts, name: string): string {
  if (!service) return `there is no Service ${name}`;
  const type = service.spec?.type ?? 'ClusterIP';
  if (type === 'LoadBalancer') return `its Service ${name} waits for a load balancer, and no node has an address`;
  if (type === 'NodePort') return `its Service ${name} is a NodePort, but no node has an address`;
  return `its Service ${name} is of type ${type}, and no Ingress routes to it`;
}
