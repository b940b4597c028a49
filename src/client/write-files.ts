import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KnownError } from '../contract/errors.ts';
import type { Document } from '../contract/ports.ts';
import { codeOf, messageOf } from './failure.ts';
import { isForbidden, isFull, writeNew } from './write-new.ts';

/** The text of a file; undefined when there is none. */
export const findText = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error instanceof Error ? readFailure(path, error) : error;
  });

const readFailure = (path: string, error: Error): KnownError =>
  codeOf(error) === 'ENOTDIR'
    ? new KnownError('usage', `${dirname(path)} is not a folder.`, { cause: error })
    : new KnownError('config', `${path} cannot be read: ${messageOf(error)}.`, { cause: error });

/** All of them are written aside first: a full disk leaves what was there before, and nothing else. */
export async function writeWhole(documents: readonly Document[]): Promise<void> {
  const pairs = documents.map(({ name, text }) => ({ path: name, aside: `${name}.${randomUUID()}`, text }));
  try {
    for (const { path, aside, text } of pairs) {
      await makeFolder(dirname(path));
      await writeNew(aside, text);
    }
    for (const { path, aside } of pairs) await rename(aside, path);
  } catch (error) {
    throw writeFailure(dirname(documents[0]?.name ?? ''), error);
  } finally {
    for (const { aside } of pairs) await rm(aside, { force: true }).catch(() => {}); // where a folder is none, there is none
  }
}

/** Not by Node's own `recursive`: where a folder cannot be made and no reason is given, as in /proc, it never ends. */
export async function makeFolder(dir: string, mode?: number): Promise<void> {
  const failure: unknown = await mkdir(dir, { mode }).catch((error: unknown) => error);
  if (failure === undefined) return;
  if (codeOf(failure) === 'ENOENT' && dirname(dir) !== dir) {
    await makeFolder(dirname(dir), mode);
    await mkdir(dir, { mode }).catch(passIfFolder(dir));
  } else await passIfFolder(dir)(failure);
}

const passIfFolder = (dir: string) => async (failure: unknown) => {
  const isFolder = codeOf(failure) === 'EEXIST' && (await stat(dir)).isDirectory();
  if (!isFolder) throw failure;
};

/** What the operating system says when something cannot be written, with the next step. */
export function writeFailure(dir: string, error: unknown): KnownError {
  const code = codeOf(error);
  if (isFull(error)) {
    const hint = 'Make room, or choose another folder. Nothing of it was written.';
    return new KnownError('failed', `The disk is full: there is no space left in ${dir}.`, { hint, cause: error });
  }
  if (isForbidden(error)) {
    const hint = 'Choose a folder of your own, or change its rights.';
    return new KnownError('config', `${dir} cannot be written to (${code}).`, { hint, cause: error });
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new KnownError('usage', `${dir} is not a folder.`, { cause: error });
  }
  return new KnownError('failed', `The files cannot be written to ${dir}: ${messageOf(error)}.`, { cause: error });
}
