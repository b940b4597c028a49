import type { Ports } from '../../contract/ports.ts';
import type { Engine } from '../../core/kind-lab/record.ts';

/** The networks of the engine, as far as it tells of them: what it does not tell cannot be looked at. */
export async function engineNetworks(
  { programs }: Ports,
  engine: Engine,
): Promise<readonly { name: string; cidr: string }[]> {
  const listed = await programs.run(engine, ['network', 'ls', '--quiet']);
  const ids = listed.code === 0 ? listed.stdout.split(/\s+/).filter(Boolean) : [];
  if (ids.length === 0) return [];
  const told = await programs.run(engine, ['network', 'inspect', ...ids]);
  return told.code === 0 ? readNetworks(told.stdout) : [];
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
