import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../failure.ts';
import { sleepUntil } from '../sleep.ts';
import { isAlive, startOf } from './processes.ts';

export interface Waiting {
  readonly signal: AbortSignal;
  readonly onWait: (holder: number) => void;
  readonly everyMs?: number;
}

/**
 * Holds `path` while `work` runs: a file with the holder's pid and when that process began, so that a later one with the
 * same pid is not taken for it. One whose process is gone counts for nothing.
 */
export async function withLock<T>(path: string, waiting: Waiting, work: () => Promise<T>): Promise<T> {
  const { signal, onWait, everyMs = 500 } = waiting;
  await mkdir(dirname(path), { recursive: true });
  const mine = `${process.pid}\n${(await startOf(process.pid)) ?? ''}\n${randomUUID()}\n`;
  while (!(await take(path, mine))) {
    const held = await contentOf(path);
    if (held === undefined) continue;
    const holder = await livingHolder(held);
    if (holder === undefined) {
      await breakLock(path, held, signal);
      continue;
    }
    onWait(holder);
    await sleepUntil(everyMs, signal);
  }
  try {
    return await work();
  } finally {
    if ((await contentOf(path)) === mine) await rm(path, { force: true });
  }
}

/** Written aside and linked: whoever finds the lock finds all of it. */
async function take(path: string, content: string): Promise<boolean> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await writeFile(aside, content, { flag: 'wx' });
    await link(aside, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/**
 * Removes a lock that was found stale, and no other: who breaks it holds a lock named for its very content, so between
 * the look and the removal nobody else can have broken it and taken the place.
 */
async function breakLock(path: string, stale: string, signal: AbortSignal): Promise<void> {
  const name = createHash('sha256').update(stale).digest('hex').slice(0, 16);
  await withLock(`${path}.${name}`, { signal, onWait: () => {}, everyMs: 20 }, async () => {
    if ((await contentOf(path)) === stale) await rm(path, { force: true });
  });
}

const contentOf = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });

async function livingHolder(content: string): Promise<number | undefined> {
  const [first = '', began = ''] = content.split('\n');
  const pid = Number.parseInt(first, 10);
  if (!(pid > 0) || !isAlive(pid)) return undefined;
  const begins = began === '' ? undefined : await startOf(pid);
  return begins === undefined || begins === began ? pid : undefined;
}
