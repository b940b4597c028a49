import type { FieldPath } from '../field-path.ts';
import type { Kind } from '../object.ts';

/** One part of an OpenAPI schema; what it holds is named by its number in the table. */
export interface SchemaNode {
  readonly type?: string;
  readonly enum?: readonly (string | number | boolean)[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly intOrString?: boolean;
  readonly nullable?: boolean;
  /** It may hold fields of which nothing is said. */
  readonly open?: boolean;
  /** Of a list: no item is there twice. */
  readonly isSet?: boolean;
  /** Of a list: no two items are equal in these fields. */
  readonly keys?: readonly string[];
  /** What is missing without a default. */
  readonly required?: readonly string[];
  readonly items?: number;
  /** Of a map: what any key may hold. */
  readonly values?: number;
  readonly properties?: Readonly<Record<string, number>>;
}

/** The schemas of many kinds, release by release. */
export interface SchemaTable {
  /** The minor releases that it knows: 10 for v1.10. */
  readonly minors: readonly number[];
  /** By apiVersion and kind; `roots` by the release that brought a schema, null where the kind is gone. */
  readonly kinds: Readonly<
    Record<
      string,
      Readonly<
        Record<string, { readonly namespaced: boolean; readonly roots: Readonly<Record<number, number | null>> }>
      >
    >
  >;
  readonly nodes: readonly SchemaNode[];
}

/** The schema of a kind in a release, without what every kind has; undefined where the release has no such kind. */
export function rootOf({ kinds, nodes, minors }: SchemaTable, { apiVersion, kind }: Kind, minor: number) {
  const roots = kinds[apiVersion]?.[kind]?.roots ?? {};
  // Of what is older than all that is known, the oldest says most.
  const release = Math.max(minor, minors[0] ?? 0);
  const since = Object.keys(roots)
    .map(Number)
    .filter((first) => first <= release);
  const root = roots[Math.max(...since)] ?? null;
  return root === null ? undefined : nodes[root];
}

/** The release that brought a kind; undefined: none has it. */
export function kindSince({ kinds, minors }: SchemaTable, { apiVersion, kind }: Kind): number | undefined {
  const roots = kinds[apiVersion]?.[kind]?.roots;
  return roots && Math.max(minors[0] ?? 0, Math.min(...Object.keys(roots).map(Number)));
}

/** What a node says of one of its fields or items. */
export function childOf({ nodes }: SchemaTable, node: SchemaNode, step: string | number): SchemaNode | undefined {
  const number = typeof step === 'number' ? node.items : (ownField(node, step) ?? node.values);
  return number === undefined ? undefined : nodes[number];
}

export const ownField = ({ properties = {} }: SchemaNode, name: string): number | undefined =>
  Object.hasOwn(properties, name) ? properties[name] : undefined;

/** Where else a kind has a field of that name, the place closest to its root: its parent's path, items left out. */
export function homeOf(table: SchemaTable, root: SchemaNode, name: string): FieldPath | undefined {
  // What is described once is looked at once, where it is first met.
  const seen = new Set<SchemaNode>();
  let level: readonly { readonly node: SchemaNode; readonly path: FieldPath }[] = [{ node: root, path: [] }];
  while (level.length > 0) {
    const home = level.find(({ node }) => ownField(node, name) !== undefined);
    if (home) return home.path;
    level = level.flatMap(({ node, path }) =>
      [
        ...Object.entries(node.properties ?? {}).map(([field, at]) => ({ at, path: [...path, field] })),
        ...[node.items, node.values].flatMap((at) => (at === undefined ? [] : [{ at, path }])),
      ].flatMap((next) => {
        const found = table.nodes[next.at];
        if (!found || seen.has(found)) return [];
        seen.add(found);
        return [{ node: found, path: next.path }];
      }),
    );
  }
  return undefined;
}
