import { inOrder } from '../go/string-order.ts';

/**
 * A JSON document that keeps how its scalars are written and in which order its members stand: Karmada hands documents
 * on as text, and what a patch does not touch comes out as it went in (github.com/evanphx/json-patch, v5.9).
 */
export type JsonNode = JsonObject | JsonArray | JsonScalar;

export interface JsonObject {
  readonly kind: 'object';
  readonly members: Map<string, JsonNode>;
}

export interface JsonArray {
  readonly kind: 'array';
  readonly items: JsonNode[];
}

export interface JsonScalar {
  readonly kind: 'scalar';
  /** As it is written in JSON. */
  readonly text: string;
}

export const scalar = (value: string | number | boolean | null): JsonScalar => ({
  kind: 'scalar',
  text: JSON.stringify(value),
});

const token = /\s*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|([^\s{}[\],:"]+))/gs;

/** undefined: the text is no JSON. */
export function readJson(text: string): JsonNode | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const tokens = text.matchAll(token);
  const next = (): string => {
    const { value } = tokens.next();
    return value?.[1] ?? value?.[2] ?? value?.[3] ?? '';
  };
  return readFrom(next(), next);
}

/** A value whose first token has been read; that it is well formed is known. */
function readFrom(first: string, next: () => string): JsonNode {
  if (first === '{') {
    const members = new Map<string, JsonNode>();
    for (let at = next(); at !== '}'; at = next()) {
      if (at === ',') continue;
      next();
      members.set(JSON.parse(at), readFrom(next(), next));
    }
    return { kind: 'object', members };
  }
  if (first === '[') {
    const items: JsonNode[] = [];
    for (let at = next(); at !== ']'; at = next()) if (at !== ',') items.push(readFrom(at, next));
    return { kind: 'array', items };
  }
  return { kind: 'scalar', text: first };
}

export function nodeOf(value: unknown): JsonNode {
  if (Array.isArray(value)) return { kind: 'array', items: value.map((item) => nodeOf(item ?? null)) };
  if (typeof value !== 'object' || value === null) return { kind: 'scalar', text: JSON.stringify(value ?? null) };
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  return { kind: 'object', members: new Map(members.map(([key, item]) => [key, nodeOf(item)])) };
}

/** With the members of all objects in order: so an API server hands out what it has been given. */
export function sortedNode(node: JsonNode): JsonNode {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'array') return { kind: 'array', items: node.items.map(sortedNode) };
  const members = [...node.members].toSorted(([a], [b]) => inOrder(a, b));
  return { kind: 'object', members: new Map(members.map(([key, item]) => [key, sortedNode(item)])) };
}

export function valueOfNode(node: JsonNode): unknown {
  if (node.kind === 'scalar') return JSON.parse(node.text);
  if (node.kind === 'array') return node.items.map(valueOfNode);
  return Object.fromEntries([...node.members].map(([key, item]) => [key, valueOfNode(item)]));
}

export function copyOf(node: JsonNode): JsonNode {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'array') return { kind: 'array', items: node.items.map(copyOf) };
  return { kind: 'object', members: new Map([...node.members].map(([key, item]) => [key, copyOf(item)])) };
}

/** In one line, fit for HTML as Go writes it: `<` is `\u003c`. */
export function writeJson(node: JsonNode): string {
  if (node.kind === 'scalar') return escaped(node.text);
  if (node.kind === 'array') return `[${node.items.map(writeJson).join(',')}]`;
  const members = [...node.members].map(([key, item]) => `${escaped(JSON.stringify(key))}:${writeJson(item)}`);
  return `{${members.join(',')}}`;
}

const escaped = (text: string): string =>
  text.replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
