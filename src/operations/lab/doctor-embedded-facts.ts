import { isKnown } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import type { EmbeddedFacts } from '../../core/kind-lab/doctor-embedded.ts';
import { askProgram } from './ask-program.ts';

export interface EmbeddedGathered {
  readonly dir: string;
  readonly facts: EmbeddedFacts;
}

export async function gatherEmbeddedFacts(ports: Ports, given: string | undefined): Promise<EmbeddedGathered> {
  ports.progress('Looking at Go and at the lab');
  const [{ dir, lab }, recipe, told] = await Promise.all([
    ports.lab.status(given),
    ports.shipped('controlplane/build.json'),
    // No other toolchain shall be fetched for the question.
    askProgram(ports, 'go', ['env', 'GOVERSION'], { env: { GOTOOLCHAIN: 'local' } }),
  ]);
  const keptPorts = lab ? [] : await readKeptPorts(ports, dir);
  const takenPorts = keptPorts.length > 0 ? await ports.host.takenPorts(keptPorts.map(({ port }) => port)) : [];
  const { go: neededGo } = JSON.parse(recipe) as { readonly go: string };
  const go = /go(\d+\.\d+\S*)/.exec(told.stdout ?? '')?.[1];
  return { dir, facts: { platform: ports.about.platform, neededGo, go, lab, keptPorts, takenPorts } };
}

/** settings.json of a lab that does not run; what is none of a lab says nothing. */
async function readKeptPorts({ files }: Ports, dir: string): Promise<EmbeddedFacts['keptPorts']> {
  const text = await files.find(`${dir}/settings.json`).catch((error: unknown) => {
    if (isKnown(error, 'interrupted')) throw error;
    return undefined;
  });
  try {
    const { ports } = JSON.parse(text ?? '{}') as { readonly ports?: unknown };
    if (typeof ports !== 'object' || ports === null) return [];
    return Object.entries(ports).flatMap(([name, port]) =>
      Number.isInteger(port) ? [{ name, port: Number(port) }] : [],
    );
  } catch {
    return [];
  }
}
