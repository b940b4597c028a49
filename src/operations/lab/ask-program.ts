import { KnownError } from '../../contract/errors.ts';
import type { Ports, ProgramOptions } from '../../contract/ports.ts';
import type { Engine } from '../../core/kind-lab/record.ts';
import { lastWordsOf, type ProgramArg } from '../../core/program.ts';

/** What a program said, or in words why it said nothing. */
export type Said =
  | { readonly stdout: string; readonly problem?: undefined }
  | { readonly problem: string; readonly stdout?: undefined };

/** An engine that hangs is not waited for. */
const patienceMs = 20_000;

/** Asks a program of others something. That it is missing, fails or hangs is an answer too. */
export async function askProgram(
  { programs }: Ports,
  name: string,
  args: readonly ProgramArg[],
  options: ProgramOptions = {},
): Promise<Said> {
  try {
    const run = await programs.run(name, args, { timeoutMs: patienceMs, ...options });
    return run.code === 0 ? { stdout: run.stdout } : { problem: `${name} said: ${lastWordsOf(run)}` };
  } catch (error) {
    if (!(error instanceof KnownError) || error.code === 'interrupted') throw error;
    return { problem: error.message };
  }
}

/** Else kind takes the first engine that it finds, or what the environment says; a lab's is the one it was made with. */
export const kindEnv = (engine: Engine): Readonly<Record<string, string>> => ({ KIND_EXPERIMENTAL_PROVIDER: engine });

/** The clusters of kind, or why they cannot be told. */
export async function askClusters(
  ports: Ports,
  engine: Engine,
): Promise<readonly string[] | { readonly problem: string }> {
  const { stdout, problem } = await askProgram(ports, 'kind', ['get', 'clusters'], { env: kindEnv(engine) });
  if (problem !== undefined) return { problem };
  return stdout.split('\n').flatMap((line) => line.trim() || []);
}
