import { isMap, parseDocument, type YAMLMap, type Document as YamlDocument } from 'yaml';
import { type Failure, failureOf, KnownError } from '../../contract/errors.ts';
import type { Document } from '../../contract/ports.ts';
import { jsonAsYaml, splitJson } from '../../core/json-text.ts';
import { isBlank, isCrd, type Manifest, splitDocuments } from '../../core/manifest.ts';
import { readYaml } from '../../core/yaml.ts';
import { hasMerge, mappingAt, textAt } from './identity.ts';
import { listItems } from './list-items.ts';

export interface Reading {
  readonly manifests: readonly Manifest[];
  readonly failures: readonly Failure[];
}

/** One document of a file, or one item of a List in it. */
interface Piece {
  readonly file: string;
  readonly text: string;
  /** The number of its first line in the file, from 1. */
  readonly line: number;
  readonly json: boolean;
}

/** Every document of every file, with what it calls itself. YAML is parsed here for identity and messages only. */
export function readManifests(documents: readonly Document[]): Reading {
  const read = documents.flatMap(({ name, text }) => splitDocuments(text).flatMap((slice) => readSlice(name, slice)));
  return {
    manifests: read.filter((item) => 'kind' in item),
    failures: read.filter((item) => 'code' in item),
  };
}

function readSlice(
  file: string,
  { text, line, junk }: ReturnType<typeof splitDocuments>[number],
): readonly (Manifest | Failure)[] {
  if (junk) {
    return [problem(`${file}:${line}: behind --- stands something that is no comment.`, 'Put it on the next line.')];
  }
  const stream = /^\s*\{/.test(text) ? splitJson(text) : undefined;
  if (!stream) return readPiece({ file, text, line, json: false });
  return stream.flatMap((item) =>
    readPiece({ file, text: item.text, line: line + countLines(text.slice(0, item.offset)), json: true }),
  );
}

function readPiece(piece: Piece): readonly (Manifest | Failure)[] {
  try {
    return readDocument(piece);
  } catch (error) {
    if (error instanceof KnownError) return [failureOf(error)];
    throw error;
  }
}

function readDocument(piece: Piece): readonly (Manifest | Failure)[] {
  const { file, text, line } = piece;
  const read = readYaml({ parseDocument }, text);
  const at = `${file}:${line + linesBefore(text)}`;
  if ('problem' in read) {
    const { at: within, words } = read.problem;
    if (!within) throw new KnownError('usage', `${at}: this is not valid YAML: ${words}.`);
    const where = `${file}:${line + within.line - 1}`;
    throw new KnownError('usage', `${where}: this is not valid YAML at column ${within.column}: ${words}.`);
  }
  const root = read.document.contents;
  if (read.value === null) return [];
  if (!isMap(root)) throw new KnownError('usage', `${at}: this is no manifest: it holds no mapping.`);
  const items = listItems(root, text);
  return items ? readItems(piece, items) : [readManifest(piece, at, read.document, root)];
}

/** What has `items` is a list, whatever it calls itself: so kubectl takes it. */
function readItems(piece: Piece, items: NonNullable<ReturnType<typeof listItems>>) {
  return items.flatMap(({ text, lines, leansOut }) => {
    const line = piece.line + lines;
    if (!leansOut) return readPiece({ ...piece, text, line });
    return [
      problem(
        `${piece.file}:${line}: an item of this List uses an alias (*) for something outside it.`,
        'Write the item out, or make it a document of its own, with --- between.',
      ),
    ];
  });
}

function readManifest({ file, text, line, json }: Piece, at: string, document: YamlDocument, root: YAMLMap): Manifest {
  const read = (map: YAMLMap | undefined, field: string, name = field): string | undefined => {
    const said = map ? textAt(document, map, field) : { nothing: true as const };
    if ('wrong' in said) throw new KnownError('usage', `${at}: the ${name} of this manifest ${said.wrong}.`);
    return 'text' in said ? said.text : undefined;
  };
  const need = (map: YAMLMap | undefined, field: string, name = field): string => {
    const value = read(map, field, name);
    if (value !== undefined) return value;
    const isGenerated = field === 'name' && map?.has('generateName');
    throw new KnownError('usage', `${at}: this manifest has no ${name}.`, {
      hint: isGenerated ? 'What is applied needs a name: generateName makes a new object each time.' : undefined,
    });
  };
  const apiVersion = need(root, 'apiVersion');
  const kind = need(root, 'kind');
  const metadata = mappingAt(document, root, 'metadata');
  const name = segment(need(metadata, 'name', 'metadata.name'), at, 'metadata.name');
  const namespace = read(metadata, 'namespace', 'metadata.namespace');
  const spec = isCrd({ apiVersion, kind }) ? mappingAt(document, root, 'spec') : undefined;
  const names = spec && mappingAt(document, spec, 'names');
  return {
    apiVersion,
    kind,
    name,
    namespace: namespace === undefined ? undefined : segment(namespace, at, 'metadata.namespace'),
    text: json ? jsonAsYaml(text) : text,
    at,
    file,
    line,
    ...(text.includes('<<') && hasMerge(root) ? { merges: true } : {}),
    ...(spec ? { defines: { group: read(spec, 'group') ?? '', kind: read(names, 'kind') ?? '' } } : {}),
  };
}

/** A name becomes a part of a URL, where some texts would lead elsewhere. */
function segment(value: string, at: string, field: string): string {
  if (!/^\.\.?$|[/%]/.test(value)) return value;
  throw new KnownError('usage', `${at}: the ${field} of this manifest cannot be ${JSON.stringify(value)}.`);
}

const problem = (message: string, hint: string): Failure => ({ code: 'usage', message, hint });

const countLines = (text: string): number => text.split('\n').length - 1;

/** How many lines of blanks and comments come before the document's first own line. */
const linesBefore = (text: string): number =>
  Math.max(
    0,
    text.split('\n').findIndex((line) => !isBlank(line)),
  );
