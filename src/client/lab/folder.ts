import { readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { KnownError } from '../../contract/errors.ts';
import { isPlainObject } from '../../core/plain-object.ts';
import { codeOf } from '../failure.ts';

/** What the supervisor keeps of a lab in settings.json. */
export interface Settings {
  readonly karmada: string;
  readonly ports: Readonly<Record<string, number>>;
  /** null until the first member has been made. */
  readonly members: readonly { readonly name: string }[] | null;
}

/** Everything that a lab makes in its folder. settings.json is last: a purge that was broken off can be done again. */
const entries = [
  ...['etcd', 'pki', 'kubeconfigs', 'logs', 'lock', 'lab.json', 'control.sock', 'supervisor.log', 'kwok.yaml'],
  ...['karmada-config', 'members.config', 'settings.json'],
];

/** One of them, or what a supervisor that was killed had begun to write of one. */
const isOurs = (name: string): boolean => entries.includes(name.replace(/\.new-\d+$/, ''));

/** The settings of the lab in a folder; undefined where there are none, or none that a lab wrote. */
export async function readSettings(dir: string): Promise<Settings | undefined> {
  try {
    const found: unknown = JSON.parse(await readFile(join(dir, 'settings.json'), 'utf8'));
    return isSettings(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Other programs have a settings.json too, so its name alone says nothing. */
function isSettings(found: unknown): found is Settings {
  if (!isPlainObject(found)) return false;
  const { karmada, ports, members } = found;
  const isMember = (member: unknown): boolean => isPlainObject(member) && typeof member.name === 'string';
  return (
    typeof karmada === 'string' &&
    isPlainObject(ports) &&
    Object.values(ports).every(Number.isInteger) &&
    (members === null || (Array.isArray(members) && members.every(isMember)))
  );
}

/** Refuses a folder that holds something other than a lab: there, nobody could tell later what is whose. */
export async function checkFolder(dir: string): Promise<void> {
  const names = await namesIn(dir);
  if (await readSettings(dir)) return;
  // A lab that did not get as far as its settings leaves its log, then its lock, then more.
  const isLeft = names.includes('lock') ? isOurs : (name: string): boolean => name === 'supervisor.log';
  const strange = names.find((name) => name === 'settings.json' || !isLeft(name));
  if (strange === undefined) return;
  const what = strange === 'settings.json' ? 'its settings.json is not that of a lab' : `it has ${strange}`;
  throw new KnownError('conflict', `${dir} is not empty and is no lab's: ${what}.`, {
    hint: 'Choose an empty or a new folder with --dir.',
  });
}

/** Deletes a lab's data and its folder; gives the names of what else is in there, which stays. */
export async function purgeFolder(dir: string): Promise<readonly string[]> {
  const names = await namesIn(dir);
  if (names.length === 0) return [];
  if (!(await readSettings(dir))) {
    throw new KnownError(
      'usage',
      `${dir} is not the folder of a lab: it has no settings of one. Nothing was deleted.`,
      {
        hint: 'If it is one all the same, delete it by hand.',
      },
    );
  }
  const ours = names.filter(isOurs).toSorted((a, b) => entries.indexOf(a) - entries.indexOf(b));
  for (const name of ours) await rm(join(dir, name), { recursive: true, force: true });
  const kept = names.filter((name) => !isOurs(name));
  // A link to the folder, or the place where a disk is mounted, stays without harm.
  if (kept.length === 0) await rmdir(dir).catch(passIf('ENOTDIR', 'EBUSY', 'ENOTEMPTY'));
  return kept;
}

const namesIn = (dir: string): Promise<readonly string[]> =>
  readdir(dir).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    if (codeOf(error) === 'ENOTDIR') throw new KnownError('usage', `${dir} is not a folder.`, { cause: error });
    throw new KnownError('config', `${dir} cannot be read (${codeOf(error)}).`, { cause: error });
  });

const passIf =
  (...codes: readonly string[]) =>
  (error: unknown): void => {
    if (!codes.includes(codeOf(error))) throw error;
  };
