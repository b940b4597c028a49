import type { Ports } from '../../contract/ports.ts';
import type { EngineFacts } from '../../core/kind-lab/doctor-facts.ts';
import type { Engine } from '../../core/kind-lab/record.ts';
import { askProgram } from './ask-program.ts';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const fields = (value: unknown): Fields => (isFields(value) ? value : {});
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
