import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { KnownError } from '../contract/errors.ts';
import type { DocumentSource } from '../contract/params.ts';
import type { Document, Files } from '../contract/ports.ts';
import { codeOf, messageOf } from './failure.ts';
import { findText, writeWhole } from './write-files.ts';

/** Manifests from files, folders, the web and standard input. */
export function createFiles(readStdin: () => Promise<string>, readWeb: (url: string) => Promise<Document>): Files {
  const readOne = async (source: DocumentSource, recursive: boolean): Promise<readonly Document[]> => {
    if ('text' in source) return [{ name: source.name ?? 'document', text: source.text }];
    const { from } = source;
    if (from === '-') return [{ name: 'stdin', text: await readStdin() }];
    if (/^https?:\/\//i.test(from)) return [await readWeb(from)];
    if (!(await attempt(from, stat(from))).isDirectory()) return [await readText(from)];
    const paths = await manifestsIn(from, recursive);
    if (paths.length > 0) return readAll(paths);
    throw new KnownError(
      'not-found',
      `There is no .yaml, .yml or .json file in ${from}.`,
      recursive ? {} : { hint: 'Look into its folders too with -R.' },
    );
  };
  return {
    read: async (sources, { recursive }) => {
      if (sources.filter((source) => 'from' in source && source.from === '-').length > 1) {
        throw new KnownError('usage', 'Standard input can be read only once: "-f -" is there twice.');
      }
      return (await Promise.all(sources.map((source) => readOne(source, recursive)))).flat();
    },
    find: findText,
    absolute: async (path) => resolve(path),
    write: writeWhole,
  };
}

const readText = async (path: string): Promise<Document> => ({
  name: path,
  text: decodeText(path, await attempt(path, readFile(path))),
});

/** A process may have only so many files open. */
const openAtOnce = 64;

async function readAll(paths: readonly string[]): Promise<readonly Document[]> {
  const documents: Document[] = [];
  for (let next = 0; next < paths.length; next += openAtOnce) {
    documents.push(...(await Promise.all(paths.slice(next, next + openAtOnce).map(readText))));
  }
  return documents;
}

/** UTF-8, or UTF-16 behind a byte order mark, as kubectl reads files. What is neither is refused, not repaired. */
export function decodeText(name: string, bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('latin1');
  const encoding = mark === '\u00ff\u00fe' ? 'utf-16le' : mark === '\u00fe\u00ff' ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new KnownError('usage', `${name} is not text in UTF-8.`, { cause: error });
  }
}

/** In the order of their names, as kubectl walks a folder. */
async function manifestsIn(dir: string, recursive: boolean): Promise<readonly string[]> {
  const entries = await attempt(dir, readdir(dir, { withFileTypes: true }));
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const found = sorted.map(async (entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return recursive ? manifestsIn(path, recursive) : [];
    return /\.(?:ya?ml|json)$/.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

function attempt<T>(path: string, reading: Promise<T>): Promise<T> {
  return reading.catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT')
      throw new KnownError('not-found', `There is no file or folder ${path}.`, { cause: error });
    throw new KnownError('config', `${path} cannot be read: ${messageOf(error)}.`, { cause: error });
  });
}
