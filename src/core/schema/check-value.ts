import { describePath, type FieldPath } from '../field-path.ts';
import { sameJson } from '../same-json.ts';
import { checkScalar } from './check-scalar.ts';
import type { SchemaProblem } from './problem.ts';
import { childOf, ownField, type SchemaNode, type SchemaTable } from './schema-table.ts';
import { unknownField } from './unknown-field.ts';

interface Place {
  readonly table: SchemaTable;
  /** The schema of the whole, and where that stands. */
  readonly root: SchemaNode;
  readonly base: FieldPath;
  readonly path: FieldPath;
}

/**
 * Where an object is not as an API server wants it (apiextensions-apiserver, pkg/apiserver/schema and validation): fields that
 * nobody knows, which a server that is strict refuses, are among it.
 */
export const checkObject = (
  table: SchemaTable,
  root: SchemaNode,
  value: unknown,
  base: FieldPath = [],
): readonly SchemaProblem[] => check(root, value, { table, root, base, path: base });

function check(node: SchemaNode, value: unknown, place: Place): readonly SchemaProblem[] {
  const { path } = place;
  if (value === null && node.nullable) return [];
  const wanted = typeProblem(node, value);
  if (wanted !== undefined) {
    const message = `${describePath(path)} is ${kindOf(value)}, and must be ${wanted}`;
    const isUnquoted = node.type === 'string' && (typeof value === 'number' || typeof value === 'boolean');
    return [{ code: 'wrong-type', message, ...(isUnquoted ? { hint: 'put it in quotes' } : {}), path }];
  }
  if (Array.isArray(value)) return checkList(node, value, place);
  if (typeof value === 'object' && value !== null) return checkFields(node, value, place);
  return checkScalar(node, value, path);
}

/** What it should be, where it is something else. */
function typeProblem({ type, intOrString }: SchemaNode, value: unknown): string | undefined {
  if (intOrString) return typeof value === 'string' || isWhole(value) ? undefined : 'a whole number or a text';
  if (type === undefined) return undefined;
  const [words, holds] = types[type] ?? [type, () => true];
  return holds(value) ? undefined : words;
}

const isWhole = (value: unknown): boolean => Number.isInteger(value);

const types: Readonly<Record<string, readonly [string, (value: unknown) => boolean]>> = {
  object: ['a mapping', (value) => typeof value === 'object' && value !== null && !Array.isArray(value)],
  array: ['a list', Array.isArray],
  string: ['a text', (value) => typeof value === 'string'],
  integer: ['a whole number', isWhole],
  number: ['a number', (value) => typeof value === 'number'],
  boolean: ['true or false', (value) => typeof value === 'boolean'],
};

function kindOf(value: unknown): string {
  if (value === null) return 'nothing (null)';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'boolean' ? 'true or false' : 'a number';
}

function checkList(node: SchemaNode, items: readonly unknown[], place: Place): readonly SchemaProblem[] {
  const { path, table } = place;
  const { minItems = 0, maxItems } = node;
  const wrong = (message: string, at: FieldPath = path): readonly SchemaProblem[] => [
    { code: 'wrong-value', message: `${describePath(at)} ${message}`, path: at },
  ];
  return [
    ...(items.length < minItems ? wrong(`has ${items.length} items, at least ${minItems} are needed`) : []),
    ...(maxItems !== undefined && items.length > maxItems
      ? wrong(`has ${items.length} items, at most ${maxItems} are allowed`)
      : []),
    ...items.flatMap((item, index) => {
      const child = childOf(table, node, index);
      const at = [...path, index];
      return [
        ...(child ? check(child, item, { ...place, path: at }) : []),
        ...(items.slice(0, index).some((earlier) => isSameItem(node, earlier, item))
          ? wrong(`is there twice${node.keys ? ` (${node.keys.join(', ')})` : ''}`, at)
          : []),
      ];
    }),
  ];
}

function isSameItem({ isSet, keys }: SchemaNode, a: unknown, b: unknown): boolean {
  if (isSet) return sameJson(a, b);
  if (!keys || typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const [one, other] = [a, b] as readonly Readonly<Record<string, unknown>>[];
  return keys.every((key) => sameJson(one?.[key] ?? null, other?.[key] ?? null));
}

/** A field that holds nothing is not there (PruneNonNullableNullsWithoutDefaults). */
function checkFields(node: SchemaNode, value: object, place: Place): readonly SchemaProblem[] {
  const { path, table } = place;
  const entries = Object.entries(value);
  const isThere = (name: string): boolean => entries.some(([key, item]) => key === name && item !== null);
  const missing = (node.required ?? []).filter((name) => !isThere(name));
  return [
    ...entries.flatMap(([name, item]) => {
      const child = childOf(table, node, name);
      if (!child) return node.open || node.type === undefined ? [] : [unknownField({ ...place, node, name })];
      const isAbsent = item === null && !child.nullable && ownField(node, name) !== undefined;
      return isAbsent ? [] : check(child, item, { ...place, path: [...path, name] });
    }),
    ...missing.map((name): SchemaProblem => {
      const field = describePath([...path, name]);
      return { code: 'missing-field', message: `${field} is missing`, path };
    }),
  ];
}
