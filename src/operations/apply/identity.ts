import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, Scalar, visit, type YAMLMap } from 'yaml';
import { isPlainText } from '../../core/plain-scalar.ts';

/** What a field of a manifest says: its text, nothing, or why nobody should rely on it. */
export type Said = { readonly text: string } | { readonly nothing: true } | { readonly wrong: string };

/** The mapping that a field holds, also behind an alias or a merge; none when it could be one of two. */
export function mappingAt(document: Document, map: YAMLMap, field: string): YAMLMap | undefined {
  const [found, ...more] = valuesOf(document, map, field);
  return isMap(found) && more.length === 0 ? found : undefined;
}

/**
 * The text that a field holds, as API servers read it: `yes`, `0644` or `1e3` without quotes is no text there, though it
 * is one elsewhere. What two parsers might read in two ways is wrong: it could name another object.
 */
export function textAt(document: Document, map: YAMLMap, field: string): Said {
  const said = valuesOf(document, map, field).map(textOf);
  const [first = { nothing: true }] = said;
  const differs = said.some((other) => JSON.stringify(other) !== JSON.stringify(first));
  return differs ? { wrong: 'is there twice, once by a merge (<<)' } : first;
}

function textOf(node: Node | undefined): Said {
  if (node === undefined) return { nothing: true };
  if (!isScalar(node)) return { wrong: 'is not a text' };
  const source = node.source ?? '';
  const isText = node.tag === 'tag:yaml.org,2002:str' || (!node.tag && node.type !== Scalar.PLAIN);
  if (isText) return source === '' ? { nothing: true } : { text: source };
  if (node.tag) return { wrong: 'has a tag (!)' };
  if (['', '~', 'null', 'Null', 'NULL'].includes(source)) return { nothing: true };
  return isPlainText(source) ? { text: source } : { wrong: 'is not a text: put it in quotes' };
}

/** What the field may hold: its own value, and what merges (`<<`) bring in that do not stand before it. */
function valuesOf(document: Document, map: YAMLMap, field: string): readonly (Node | undefined)[] {
  const own = map.items.findLastIndex(({ key }) => isScalar(key) && key.value === field);
  return map.items.flatMap(({ key, value }, index) => {
    if (index === own) return [follow(document, value)];
    // go-yaml lets a merge win over what stands before it; others never do.
    if (!isMerge(key) || index < own) return [];
    const merged = follow(document, value);
    const sources = isSeq(merged) ? merged.items.map((item) => follow(document, item)) : [merged];
    return sources.flatMap((source) => (isMap(source) ? valuesOf(document, source, field) : []));
  });
}

const isMerge = (key: unknown): boolean => isScalar(key) && key.source === '<<' && key.type === Scalar.PLAIN;

export function hasMerge(root: YAMLMap): boolean {
  let has = false;
  visit(root, {
    Pair: (_, { key }) => {
      has ||= isMerge(key);
    },
  });
  return has;
}

const follow = (document: Document, node: unknown): Node | undefined =>
  isAlias(node) ? node.resolve(document) : isNode(node) ? node : undefined;
