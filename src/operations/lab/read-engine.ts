import type { Ports } from '../../contract/ports.ts';
import type { EngineFacts } from '../../core/kind-lab/doctor-facts.ts';
import type { Engine } from '../../core/kind-lab/record.ts';
import { askProgram } from './ask-program.ts';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const fields = (value: unknown): Fields => (isFields(value) ? value : {});
const list = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' && value > 0 ? value : undefined);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** docker and nerdctl write MemTotal and NCPU at the top, podman memTotal and cpus below "host". */
export async function readEngine(ports: Ports, engine: Engine): Promise<EngineFacts | undefined> {
  const { stdout } = await askProgram(ports, engine, ['info', '--format', '{{json .}}']);
  if (stdout === undefined) return undefined;
  const told = fields(parse(stdout));
  const host = fields(told.host);
  const isDesktop = /Docker Desktop/.test(String(told.OperatingSystem ?? ''));
  return {
    memoryBytes: numberOf(told.MemTotal) ?? numberOf(host.memTotal),
    cpus: numberOf(told.NCPU) ?? numberOf(host.cpus),
    isOnThisKernel: ports.about.platform.startsWith('linux') && !isDesktop && host.serviceIsRemote !== true,
  };
}

/** The engine's networks, each with its ranges; undefined where it does not tell. */
export async function readNetworks(
  ports: Ports,
  engine: Engine,
): Promise<readonly { readonly name: string; readonly cidr: string }[] | undefined> {
  const listed = await askProgram(ports, engine, ['network', 'ls', '--format', '{{.Name}}']);
  const names = listed.stdout?.split('\n').flatMap((line) => line.trim() || []);
  if (names === undefined || names.length === 0) return names && [];
  const { stdout } = await askProgram(ports, engine, ['network', 'inspect', ...names]);
  if (stdout === undefined) return undefined;
  return list(parse(stdout)).flatMap((network) => {
    const name = String(network.Name ?? network.name);
    // docker and nerdctl: IPAM.Config[].Subnet; podman: subnets[].subnet.
    const ranges = [...list(fields(network.IPAM).Config), ...list(network.subnets)];
    return ranges.flatMap(({ Subnet: range, subnet = range }) =>
      typeof subnet === 'string' ? [{ name, cidr: subnet }] : [],
    );
  });
}
