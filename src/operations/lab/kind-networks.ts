import type { Ports } from '../../contract/ports.ts';
import type { Engine } from '../../core/kind-lab/record.ts';
import { askProgram } from './ask-program.ts';

/** The networks of the engine, as far as it tells of them: what it does not tell cannot be looked at. */
export async function engineNetworks(ports: Ports, engine: Engine): Promise<readonly { name: string; cidr: string }[]> {
  const ask = async (...args: readonly string[]): Promise<string> =>
    (await askProgram(ports, engine, ['network', ...args])).stdout ?? '';
  const ids = (await ask('ls', '--quiet')).split(/\s+/).filter(Boolean);
  return ids.length === 0 ? [] : readNetworks(await ask('inspect', ...ids));
}

interface Network {
  readonly name?: string;
  readonly Name?: string;
  readonly IPAM?: { readonly Config?: readonly { readonly Subnet?: string }[] | null };
  /** podman's way to write the same. */
  readonly subnets?: readonly { readonly subnet?: string }[];
}

export function readNetworks(text: string): readonly { name: string; cidr: string }[] {
  try {
    const found: unknown = JSON.parse(text);
    return (Array.isArray(found) ? (found as Network[]) : []).flatMap(({ name, Name, IPAM, subnets }) => {
      const ranges = [
        ...(IPAM?.Config ?? []).map(({ Subnet }) => Subnet),
        ...(subnets ?? []).map(({ subnet }) => subnet),
      ];
      return ranges.flatMap((cidr) => (cidr?.includes('.') ? [{ name: Name ?? name ?? '', cidr }] : []));
    });
  } catch {
    return [];
  }
}
