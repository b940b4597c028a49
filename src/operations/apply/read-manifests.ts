import { LineCounter, parseDocument } from 'yaml';
import { expectFailure, type Failure, KnownError } from '../../contract/errors.ts';
import type { Document } from '../../contract/ports.ts';
import { type Manifest, type Slice, splitDocuments } from '../../core/manifest.ts';

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

function readManifest(file: string, { text, line }: Slice): Manifest {
  const lineCounter = new LineCounter();
  const parsed = parseDocument(text, { lineCounter, prettyErrors: false });
  const [problem] = parsed.errors;
  if (problem) {
    const at = line + lineCounter.linePos(problem.pos[0]).line - 1;
    throw new KnownError('usage', `${file}:${at}: this is not valid YAML: ${problem.message}.`);
  }
  const at = `${file}:${line + firstLine(text)}`;
  const fields: unknown = parsed.toJS({ maxAliasCount: 1000 });
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
    text.split('\n').findIndex((line) => !/^\s*(?:#.*)?$/.test(line)),
  );
