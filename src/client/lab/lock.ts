import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../failure.ts';
import { sleepUntil } from '../sleep.ts';

export interface Waiting {
  readonly signal: AbortSignal;
  readonly onWait: (holder: number) => void;
}

/** Holds `path` while `work` runs: a file with the holder's pid. One whose process is gone counts for nothing. */
export async function withLock<T>(path: string, { signal, onWait }: Waiting, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  while (!(await take(path))) {
    const holder = await holderOf(path);
    if (holder === undefined || !isAlive(holder)) {
      await rm(path, { force: true });
      continue;
    }
    onWait(holder);
    await sleepUntil(500, signal);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

const take = (path: string): Promise<boolean> =>
  writeFile(path, `${process.pid}\n`, { flag: 'wx' }).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    },
  );

async function holderOf(path: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
