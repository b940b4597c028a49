import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KnownError } from '../contract/errors.ts';
import { findSources } from './lab/recipe.ts';

/** A file that lies beside karmate in its package. */
export async function readShipped(path: string): Promise<string> {
  const file = join(dirname(findSources()), path);
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new KnownError('config', `${file}, a part of karmate, cannot be read.`, {
      hint: 'Install karmate again: npm install karmate',
      cause: error,
    });
  });
}
