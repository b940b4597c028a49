import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a build is made from, as one short key: the same sources and the same Go give the same folder. */
export interface SourceFile {
  /** Relative, with "/". */
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** What no build of the control plane is made from; the oracles are programs for karmate's own tests. */
const ignored = (name: string): boolean =>
  name.endsWith('_test.go') || name === 'testdata' || name === 'oracle' || name.startsWith('.');

export async function listSources(root: string, below = ''): Promise<readonly SourceFile[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true });
  const files = entries
    .filter(({ name }) => !ignored(name))
    .map(async (entry): Promise<readonly SourceFile[]> => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return listSources(root, path);
      if (!entry.isFile()) return [];
      const { size, mtimeMs } = await stat(join(root, path));
      return [{ path, size, mtimeMs }];
    });
  return (await Promise.all(files)).flat().sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Cheap to make, and different whenever a file was touched: it says whether the key must be made anew. */
export const signatureOf = (root: string, files: readonly SourceFile[]): string =>
  sha256([root, ...files.map(({ path, size, mtimeMs }) => `${path} ${size} ${mtimeMs}`)]);

export async function keyOf(root: string, files: readonly SourceFile[], go: readonly string[]): Promise<string> {
  const contents = await Promise.all(
    files.map(async ({ path }) => `${path}\0${sha256([await readFile(join(root, path))])}`),
  );
  return sha256([...contents, go.join(' ')]).slice(0, 16);
}

function sha256(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\n');
  return hash.digest('hex');
}
