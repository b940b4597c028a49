import { parseDocument } from 'yaml';
import { expectFailure, type Failure, KnownError } from '../../contract/errors.ts';
import type { Document } from '../../contract/ports.ts';
import { isBlank, type Manifest, type Slice, splitDocuments } from '../../core/manifest.ts';
import { readYaml } from '../../core/yaml.ts';

export interface Reading {
  readonly manifests: readonly Manifest[];
  readonly failures: readonly Failure[];
}

/** Every document of every file, with what it calls itself. YAML is parsed here for identity and messages only. */
export function readManifests(documents: readonly Document[]): Reading {
  const read = documents.flatMap(({ name, text }) => splitDocuments(text).map((slice) => attempt(name, slice)));
  return {
    manifests: read.filter((item) => 'kind' in item),
    failures: read.filter((item) => 'code' in item),
  };
}

function attempt(name: string, slice: Slice): Manifest | Failure {
  try {
    return readManifest(name, slice);
  } catch (error) {
    return expectFailure(error);
  }
}

function readManifest(file: string, { text, line, column }: Slice): Manifest {
  const read = readYaml({ parseDocument }, text);
  const at = `${file}:${line + firstLine(text)}`;
  if ('problem' in read) {
    const { at: within, words } = read.problem;
    if (!within) throw new KnownError('usage', `${at}: this is not valid YAML: ${words}.`);
    const where = `${file}:${line + within.line - 1}`;
    const from = within.line === 1 ? column + within.column - 1 : within.column;
    throw new KnownError('usage', `${where}: this is not valid YAML at column ${from}: ${words}.`);
  }
  const fields = read.value;
  const need = (value: unknown, field: string): string => {
    if (typeof value === 'string' && value !== '') return value;
    const words = value === undefined || value === null ? `has no ${field}` : `has a ${field} that is not a text`;
    throw new KnownError('usage', `${at}: this manifest ${words}.`);
  };
  const root = mapping(fields) ?? {};
  if (!mapping(fields)) throw new KnownError('usage', `${at}: this is no manifest: it holds no mapping.`);
  const apiVersion = need(root.apiVersion, 'apiVersion');
  const kind = need(root.kind, 'kind');
  if (apiVersion === 'v1' && kind === 'List') {
    throw new KnownError('usage', `${at}: a List is not supported yet.`, {
      hint: 'Write its items as documents of their own, with --- between.',
    });
  }
  const metadata = mapping(root.metadata) ?? {};
  const namespace =
    metadata.namespace === undefined || metadata.namespace === null
      ? undefined
      : need(metadata.namespace, 'metadata.namespace');
  return { apiVersion, kind, name: need(metadata.name, 'metadata.name'), namespace, text, at };
}

const mapping = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

/** How many lines of blanks and comments come before the document's first own line. */
const firstLine = (text: string): number =>
  Math.max(
    0,
    text.split('\n').findIndex((line) => !isBlank(line)),
  );
