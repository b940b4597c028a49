import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import type { KindLabRecord } from '../../core/kind-lab/record.ts';

/** The embedded lab in its usual place, beside one on kind. */
export interface EmbeddedBeside {
  readonly dir: string | undefined;
  readonly isRunning: boolean;
}

/** Which lab a command is about. */
export type FoundLab =
  | { readonly provider: 'embedded' }
  | {
      readonly provider: 'kind';
      readonly dir: string;
      /** undefined: there is none, but it was asked for. */
      readonly record: KindLabRecord | undefined;
      /** Nobody chose, and it is there too. */
      readonly beside: EmbeddedBeside | undefined;
    };

export interface LabChoice {
  readonly provider: 'auto' | 'kind' | 'embedded';
  readonly dir: string | undefined;
}

/** What was asked for; else the lab on kind where there is one, since only that has a record; else the embedded one. */
export async function findLab(ports: Ports, { provider, dir: given }: LabChoice): Promise<FoundLab> {
  if (provider === 'embedded') return { provider };
  const dir = await ports.kindLabs.folder(given);
  const record = await ports.kindLabs.read(dir);
  if (provider === 'kind') return { provider, dir, record, beside: undefined };
  if (!record) return { provider: 'embedded' };
  // A folder is that of one lab; only the usual places are two.
  return { provider: 'kind', dir, record, beside: given === undefined ? await findEmbedded(ports) : undefined };
}

async function findEmbedded({ lab, files }: Ports): Promise<EmbeddedBeside | undefined> {
  const found = await lab.status(undefined).catch((error: unknown) => {
    if (isKnown(error, 'timeout')) return undefined;
    throw error;
  });
  if (!found) return { dir: undefined, isRunning: true };
  if (found.lab) return { dir: found.dir, isRunning: true };
  // One that is stopped has its data there, and those are as easily lost.
  const settings = await files.find(`${found.dir}/settings.json`);
  return settings === undefined ? undefined : { dir: found.dir, isRunning: false };
}

export const besideSentence = ({ isRunning }: EmbeddedBeside): string =>
  `The embedded lab is there too, and ${isRunning ? 'runs' : 'is stopped'}`;

export const noLabOnKind = (dir: string): KnownError =>
  new KnownError('not-found', `There is no lab on kind in ${dir}.`, {
    hint: 'Start one with: karmate lab up --provider kind',
  });
