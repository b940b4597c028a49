import type { Ports } from '../../contract/ports.ts';
import type { Engine } from '../../core/kind-lab/record.ts';
import { askProgram } from './ask-program.ts';

/** The addresses of the container that a cluster's API server runs in, or why the engine does not tell them. */
export async function containerAddresses(
  ports: Ports,
  engine: Engine,
  cluster: string,
): Promise<readonly string[] | { readonly problem: string }> {
  const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}';
  const { stdout, problem } = await askProgram(ports, engine, [
    'inspect',
    '--format',
    format,
    `${cluster}-control-plane`,
  ]);
  if (problem !== undefined) return { problem };
  const found = stdout.trim().split(/\s+/).filter(Boolean);
  return found.length > 0 ? found : { problem: `${cluster}-control-plane has no address: it does not run.` };
}
