import { isAlias, isScalar, isSeq, type Node, visit, type YAMLMap } from 'yaml';

export interface ItemText {
  readonly text: string;
  /** Lines before it in its document. */
  readonly lines: number;
  /** It refers to something outside itself, so that its text alone says too little. */
  readonly leansOut: boolean;
}

/** The items of a List, each with its own text; undefined when it has no `items`. */
export function listItems(root: YAMLMap, text: string): readonly ItemText[] | undefined {
  const items = root.items.find(({ key }) => isScalar(key) && key.value === 'items')?.value;
  if (items === undefined) return undefined;
  if (!isSeq(items)) return [];
  return items.items.map((item) => cut(item as Node, text));
}

function cut(item: Node, text: string): ItemText {
  const [start = 0, , end = text.length] = item.range ?? [];
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  // Blanks keep the first line as far in as the others.
  const indented = ' '.repeat(start - lineStart) + text.slice(start, end);
  return { text: indented, lines: text.slice(0, lineStart).split('\n').length - 1, leansOut: leansOut(item) };
}

function leansOut(item: Node): boolean {
  const anchors = new Set<string>();
  let leans = isAlias(item);
  visit(item, {
    Node: (_, node) => {
      if (isAlias(node)) leans ||= !anchors.has(node.source);
      else if (node !== item && 'anchor' in node && node.anchor) anchors.add(node.anchor);
    },
  });
  return leans;
}
