import { readdir, rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { KnownError } from '../../contract/errors.ts';
import type { KindLabs } from '../../contract/ports.ts';
import { kindLabFiles, readRecord } from '../../core/kind-lab/record.ts';
import type { Surroundings } from '../kubeconfig.ts';
import { findText, makeFolder, writeFailure, writeWhole } from '../write-files.ts';
import { withLock } from './lock.ts';

/** Folders of labs on kind: the record of what each has made. They hold keys, so they are for their owner alone. */
export function createKindLabs({ env, home, signal }: Surroundings & { readonly signal: AbortSignal }): KindLabs {
  const state = join(env.XDG_STATE_HOME || join(home, '.local', 'state'), 'karmate');
  return {
    folder: async (dir) => (dir === undefined ? join(state, 'kind') : resolve(dir)),
    read: async (dir) => {
      const text = await findText(join(dir, kindLabFiles.record));
      // The lab of the embedded control plane has a file of that name too.
      return text === undefined ? undefined : readRecord(text);
    },
    write: async (dir, record) => {
      await makePrivate(dir);
      await writeWhole([{ name: join(dir, kindLabFiles.record), text: `${JSON.stringify(record, null, 2)}\n` }]);
    },
    alone: async (dir, work) => {
      await makePrivate(dir);
      const onWait = (holder: number): never => {
        throw new KnownError('conflict', `Another karmate (process ${holder}) is at work on the lab in ${dir}.`, {
          hint: 'Wait until it is done, or end it; then do this again.',
        });
      };
      return withLock(join(dir, 'lock'), { signal, onWait }, work);
    },
    forget: async (dir) => {
      const { rendered, members, hosts, karmada, log, record } = kindLabFiles;
      const others = [...rendered, ...Object.values(members), hosts, `${hosts}.lock`, karmada, log, 'lock'];
      for (const name of [...others, record]) await rm(join(dir, name), { force: true });
      const kept = await readdir(dir).catch(() => []);
      if (kept.length === 0) await rmdir(dir).catch(() => {}); // a link, or a mounted disk, stays without harm
      return kept;
    },
  };
}

const makePrivate = (dir: string): Promise<void> =>
  makeFolder(dir, 0o700).catch((error: unknown) => {
    throw writeFailure(dir, error);
  });
