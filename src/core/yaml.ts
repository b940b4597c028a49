/** Reads YAML with a parser that is handed in, and says what is wrong in words of our own: the parser's quote the text,
 * and the text may hold a password. */
export interface YamlParser<D extends YamlDocument> {
  parseDocument(
    text: string,
    options: { readonly prettyErrors: false; readonly merge: true; readonly logLevel: 'error' },
  ): D;
}

interface YamlDocument {
  readonly errors: readonly { readonly code: string; readonly pos: readonly [number, number] }[];
  toJS(options: { readonly maxAliasCount: number }): unknown;
  getIn(path: readonly (string | number)[], keepScalar: true): unknown;
}

export interface YamlProblem {
  /** From 1, in the text that was given; undefined when it lies in no single place. */
  readonly at: { readonly line: number; readonly column: number } | undefined;
  readonly words: string;
}

/** The value of one document (and the document, with its nodes), or what is wrong with it. */
export function readYaml<D extends YamlDocument>(
  { parseDocument }: YamlParser<D>,
  text: string,
): { readonly value: unknown; readonly document: D; readonly lineOf: LineOf } | { readonly problem: YamlProblem } {
  try {
    // "error": warnings would be printed by the parser itself, with a piece of the text.
    const document = parseDocument(text, { prettyErrors: false, merge: true, logLevel: 'error' });
    const [error] = document.errors;
    if (!error) {
      const value = document.toJS({ maxAliasCount: 1000 });
      return { value, document, lineOf: (path) => lineIn(document, text, path) };
    }
    const before = text.slice(0, error.pos[0]).split('\n');
    const at = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    return { problem: { at, words: said[error.code] ?? 'it cannot be read' } };
  } catch {
    // What the parser throws is about references, which it follows only here; its message names them.
    return { problem: { at: undefined, words: 'an alias (*) has no anchor before it, or a merge (<<) no mapping' } };
  }
}

/** The line, from 1, of what a path leads to: where its key stands, or the item begins. */
export type LineOf = (path: readonly (string | number)[]) => number | undefined;

/** Where an alias leads to is not followed: then it is the line of what holds it. */
function lineIn(
  document: { getIn(path: readonly (string | number)[], keepScalar: true): unknown },
  text: string,
  path: readonly (string | number)[],
): number | undefined {
  const above = path.slice(0, -1);
  const step = path.at(-1);
  if (step === undefined) return undefined;
  const start = startOf(keyIn(document.getIn(above, true), step)) ?? startOf(document.getIn(path, true));
  return start === undefined ? lineIn(document, text, above) : text.slice(0, start).split('\n').length;
}

function keyIn(map: unknown, name: string | number): unknown {
  if (typeof map !== 'object' || map === null || !('items' in map) || !Array.isArray(map.items)) return undefined;
  const pairs: readonly { readonly key?: { readonly value?: unknown } }[] = map.items;
  return pairs.find((pair) => pair?.key?.value === name)?.key;
}

const startOf = (node: unknown): number | undefined =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : undefined;

/** By the parser's codes. */
const said: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'an alias cannot have an anchor or a tag',
  BAD_ALIAS: 'an alias is written wrongly',
  BAD_COLLECTION_TYPE: 'a tag does not fit what it stands before',
  BAD_DIRECTIVE: 'a directive (%) is written wrongly',
  BAD_DQ_ESCAPE: 'a "\\" in double quotes escapes nothing that can be escaped',
  BAD_INDENT: 'the indentation is wrong, or a bracket is not closed',
  BAD_PROP_ORDER: 'an anchor or a tag stands in the wrong place',
  BAD_SCALAR_START: 'a value begins with a character that needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a second ":" stands in one line, where a value needs quotes or a line of its own',
  BLOCK_IN_FLOW: 'an indented block stands within brackets',
  DUPLICATE_KEY: 'a key is there twice',
  KEY_OVER_1024_CHARS: 'a key is too long',
  MISSING_CHAR: 'a quote, a bracket, a comma or a ":" is missing',
  MULTILINE_IMPLICIT_KEY: 'a key, or a text without quotes, goes over several lines',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_DOCS: 'a second document begins here',
  MULTIPLE_TAGS: 'a value has two tags',
  NON_STRING_KEY: 'a key is no text',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
  TAB_AS_INDENT: 'a tab stands where only blanks may indent',
  TAG_RESOLVE_FAILED: 'a value does not fit its tag',
  UNEXPECTED_TOKEN: 'something stands where nothing may: look at quotes, at "|" and ">", and at the indentation',
};
