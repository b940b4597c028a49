import { access, chmod, constants, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { KnownError } from '../../contract/errors.ts';
import type { Written } from '../../contract/ports.ts';
import { codeOf, messageOf } from '../failure.ts';
import { isForbidden, isFull, writeNew } from '../write-new.ts';

/** Files that hold credentials: for their owner alone, and never half of one, whatever happens meanwhile. */
export interface Held {
  /** The file itself, behind links. */
  readonly path: string;
  readonly text: string | undefined;
}

/** What is at a path now; on demand also whether a file could come there at all. */
export async function readHeld(given: string, { checkFolder = false } = {}): Promise<Held> {
  const path = await realpath(resolve(given)).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return resolve(given);
    throw failure(given, error);
  });
  try {
    if (checkFolder) await access(dirname(path), constants.W_OK);
    const found = await stat(path);
    if (found.isFile()) return { path, text: await readFile(path, 'utf8') };
    throw new KnownError('usage', `${given} is no file that a kubeconfig can be written to.`, {
      hint: 'Name a file, or "-" for stdout.',
    });
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && !(checkFolder && isOf(error, 'access'))) return { path, text: undefined };
    throw failure(given, error);
  }
}

const isOf = (error: unknown, call: string): boolean =>
  error instanceof Error && 'syscall' in error && error.syscall === call;

const writeOwn = (path: string, text: string): Promise<void> => writeNew(path, text, 0o600);

/** Puts a text in the place of what was read there. `write` is how bytes come into a file; tests let it fail. */
export async function replaceHeld({ path, text: before }: Held, text: string, write = writeOwn): Promise<Written> {
  if (before === text) {
    await chmod(path, 0o600).catch(() => {}); // of somebody else's file the rights stay as they are
    return 'unchanged';
  }
  const beside = `${path}.${process.pid}.new`;
  try {
    await write(beside, text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw failure(path, error);
  }
  return before === undefined ? 'created' : 'replaced';
}

function failure(path: string, error: unknown): KnownError {
  if (error instanceof KnownError) return error;
  const refuse = (words: string, hint?: string): KnownError =>
    new KnownError('config', `${path} cannot be written: ${words}.`, { hint, cause: error });
  if (isFull(error)) {
    return new KnownError('failed', `${path} cannot be written: the disk is full.`, {
      hint: 'Nothing was changed. Make room, and do it again.',
      cause: error,
    });
  }
  if (isForbidden(error)) return refuse(`you may not write there (${codeOf(error)})`);
  switch (codeOf(error)) {
    case 'ENOENT':
      return refuse(`there is no folder ${dirname(path)}`, 'Make it first, or name another file.');
    case 'ENOTDIR':
      return refuse(`${dirname(path)} is no folder`);
    default:
      return refuse(messageOf(error));
  }
}
