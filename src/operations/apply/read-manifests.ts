import { isMap, parseDocument, type YAMLMap, type Document as YamlDocument } from 'yaml';
import type { Failure } from '../../contract/errors.ts';
import type { Document } from '../../contract/ports.ts';
import { jsonAsYaml, splitJson } from '../../core/json-text.ts';
import { isBlank, isCrd, type Manifest, splitDocuments } from '../../core/manifest.ts';
import { readYaml } from '../../core/yaml.ts';
import { hasMerge, mappingAt, textAt } from './identity.ts';
import { listItems } from './list-items.ts';
import { Unread } from './unread.ts';

export interface Reading {
  readonly manifests: readonly Manifest[];
  /** What is no manifest, as failures of a command that needs them all. */
  readonly failures: readonly Failure[];
  /** The same, the place apart from the words. */
  readonly unread: readonly Unread[];
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
  const unread = read.filter((item) => item instanceof Unread);
  return {
    manifests: read.filter((item) => 'kind' in item),
    failures: unread.map(({ file, line, words, hint }) => ({
      code: 'usage',
      message: `${file}:${line}: ${words}.`,
      hint,
    })),
    unread,
  };
}

function readSlice(
  file: string,
  { text, line, junk }: ReturnType<typeof splitDocuments>[number],
): readonly (Manifest | Unread)[] {
  if (junk) {
    return [new Unread(file, line, 'behind --- stands something that is no comment', 'Put it on the next line.')];
  }
  const stream = /^\s*\{/.test(text) ? splitJson(text) : undefined;
  if (!stream) return readPiece({ file, text, line, json: false });
  return stream.flatMap((item) =>
    readPiece({ file, text: item.text, line: line + countLines(text.slice(0, item.offset)), json: true }),
  );
}

function readPiece(piece: Piece): readonly (Manifest | Unread)[] {
  try {
    return readDocument(piece);
  } catch (error) {
    if (error instanceof Unread) return [error];
    throw error;
  }
}

function readDocument(piece: Piece): readonly (Manifest | Unread)[] {
  const { file, text, line } = piece;
  const read = readYaml({ parseDocument }, text);
  const at = line + linesBefore(text);
  if ('problem' in read) {
    const { at: within, words } = read.problem;
    if (!within) throw new Unread(file, at, `this is not valid YAML: ${words}`);
    const { column } = within;
    throw new Unread(file, line + within.line - 1, `this is not valid YAML at column ${column}: ${words}`);
  }
  const root = read.document.contents;
  if (read.value === null) return [];
  if (!isMap(root)) throw new Unread(file, at, 'this is no manifest: it holds no mapping');
  const items = listItems(root, text);
  return items ? readItems(piece, items) : [readManifest(piece, at, read.document, root)];
}

/** What has `items` is a list, whatever it calls itself: so kubectl takes it. */
function readItems(piece: Piece, items: NonNullable<ReturnType<typeof listItems>>) {
  return items.flatMap(({ text, lines, leansOut }) => {
    const line = piece.line + lines;
    if (!leansOut) return readPiece({ ...piece, text, line });
    return [
      new Unread(
        piece.file,
        line,
        'an item of this List uses an alias (*) for something outside it',
        'Write the item out, or make it a document of its own, with --- between.',
      ),
    ];
  });
}

function readManifest({ file, text, line, json }: Piece, at: number, document: YamlDocument, root: YAMLMap): Manifest {
  const refuse = (words: string, hint?: string): Unread => new Unread(file, at, words, hint);
  const read = (map: YAMLMap | undefined, field: string, name = field): string | undefined => {
    const said = map ? textAt(document, map, field) : { nothing: true as const };
    if ('wrong' in said) throw refuse(`the ${name} of this manifest ${said.wrong}`);
    return 'text' in said ? said.text : undefined;
  };
  const need = (map: YAMLMap | undefined, field: string, name = field): string => {
    const value = read(map, field, name);
    if (value !== undefined) return value;
    const isGenerated = field === 'name' && map?.has('generateName');
    const hint = isGenerated ? 'What is applied needs a name: generateName makes a new object each time.' : undefined;
    throw refuse(`this manifest has no ${name}`, hint);
  };
  const apiVersion = need(root, 'apiVersion');
  const kind = need(root, 'kind');
  const metadata = mappingAt(document, root, 'metadata');
  /** A name becomes a part of a URL, where some texts would lead elsewhere. */
  const segment = (value: string, field: string): string => {
    if (!/^\.\.?$|[/%]/.test(value)) return value;
    throw refuse(`the ${field} of this manifest cannot be ${JSON.stringify(value)}`);
  };
  const name = segment(need(metadata, 'name', 'metadata.name'), 'metadata.name');
  const namespace = read(metadata, 'namespace', 'metadata.namespace');
  const spec = isCrd({ apiVersion, kind }) ? mappingAt(document, root, 'spec') : undefined;
  const names = spec && mappingAt(document, spec, 'names');
  return {
    apiVersion,
    kind,
    name,
    namespace: namespace === undefined ? undefined : segment(namespace, 'metadata.namespace'),
    text: json ? jsonAsYaml(text) : text,
    at: `${file}:${at}`,
    file,
    line: at,
    textLine: line,
    ...(text.includes('<<') && hasMerge(root) ? { merges: true } : {}),
    ...(spec ? { defines: { group: read(spec, 'group') ?? '', kind: read(names, 'kind') ?? '' } } : {}),
  };
}

const countLines = (text: string): number => text.split('\n').length - 1;

/** How many lines of blanks and comments come before the document's first own line. */
const linesBefore = (text: string): number =>
  Math.max(
    0,
    text.split('\n').findIndex((line) => !isBlank(line)),
  );
