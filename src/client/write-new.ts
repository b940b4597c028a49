import { open } from 'node:fs/promises';
import { codeOf } from './failure.ts';

/** A new file, on the disk itself when this is done: a disk may say only then that it is full. */
export async function writeNew(path: string, text: string, mode?: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** There is no room: on the disk, of what this user may have there, or in one file. */
export const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error) ?? '');

export const isForbidden = (error: unknown): boolean => ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '');
