import { containerAddress } from './answers.ts';

/** One IPv4 address of this machine. */
export interface HostAddress {
  /** The interface: `eth0`. */
  readonly name: string;
  readonly address: string;
  /** With its network: `192.168.1.10/24`. */
  readonly cidr: string;
  /** The machine's own loop: nobody else reaches it. */
  readonly internal: boolean;
}

export interface ChosenAddress {
  /** undefined: nobody said one, and this machine has none. */
  readonly address: string | undefined;
  readonly from: 'asked' | 'found';
  /** The interface that has it. */
  readonly interface: string | undefined;
  /** Others that it could have been. */
  readonly others: readonly HostAddress[];
}

/** Interfaces that lead to containers, virtual machines or tunnels: other machines do not reach this one by them. */
const virtual =
  /^(?:docker|br-|bridge\d|cni|flannel|kube|virbr|veth|vboxnet|vmnet|lxc|lxd|podman|utun|tun|tap|wg|tailscale|zt|awdl|llw)/;

/** The addresses by which others may reach this machine, those of its real interfaces only if it has any. */
export function reachableAddresses(all: readonly HostAddress[]): readonly HostAddress[] {
  return all.filter(
    ({ internal, name, address }) => !internal && !virtual.test(name) && !address.startsWith('169.254.'),
  );
}

/** What was asked for; else the first address that others may reach, in the order of the operating system. */
export function chooseAddress(asked: string | undefined, all: readonly HostAddress[]): ChosenAddress {
  const candidates = reachableAddresses(all);
  if (asked !== undefined) {
    const has = all.find(({ address }) => address === asked);
    return { address: asked, from: 'asked', interface: has?.name, others: [] };
  }
  const [first, ...others] = candidates;
  return { address: first?.address, from: 'found', interface: first?.name, others };
}

/** Where API servers listen, and what stands in kubeconfigs of the host. */
export const listenAddress = (address: string): string => (address === containerAddress ? '127.0.0.1' : address);

/** What people are told about an address, each a sentence or two. `platform` is as Node names it: `darwin-arm64`. */
export function addressNotices(
  { address = '', from, interface: name, others }: ChosenAddress,
  platform: string,
): readonly string[] {
  if (address === containerAddress) {
    return [
      'The API servers listen on 127.0.0.1 of this host only. Karmada reaches the members over the network of the ' +
        'containers: there their kubeconfigs need the address of the container, as the commands below write it.',
      ...(/^(?:darwin|win32)/.test(platform)
        ? ['Here containers run in a virtual machine, and this host does not reach them: to join, use its own address.']
        : []),
    ];
  }
  const rest = others.map((other) => `${other.address} (${other.name})`).join(', ');
  return [
    ...(from === 'found' && others.length > 0
      ? [`${address} (${name ?? ''}) was taken of several addresses; choose another with --address: ${rest}`]
      : []),
    ...(from === 'asked' && name === undefined
      ? [`No interface of this machine has ${address}: only where it is there can the clusters be made.`]
      : []),
    `The API servers will listen on ${address}, and by their second ports on every address of this host: whoever ` +
      'reaches it there reaches them. They ask everybody for a certificate; but should they be for this machine alone, ' +
      `use: --address ${containerAddress}`,
  ];
}
