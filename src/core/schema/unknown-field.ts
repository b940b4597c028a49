import { describePath, type FieldPath } from '../field-path.ts';
import { nearestInAnyCase, orMeant } from '../nearest.ts';
import type { SchemaProblem } from './problem.ts';
import { homeOf, type SchemaNode, type SchemaTable } from './schema-table.ts';

export interface Stranger {
  readonly table: SchemaTable;
  readonly root: SchemaNode;
  readonly base: FieldPath;
  /** What has the field, and the way to it. */
  readonly node: SchemaNode;
  readonly path: FieldPath;
  readonly name: string;
}

/** A field that its place does not have, and which one may be meant: of like letters, or of this name elsewhere. */
export function unknownField({ table, root, base, node, path, name }: Stranger): SchemaProblem {
  const where = path.length === 0 ? '' : ` in ${describePath(path)}`;
  const meant = orMeant(nearestInAnyCase(name, Object.keys(node.properties ?? {})));
  const home = meant === undefined ? homeOf(table, root, name) : undefined;
  const hint = meant ?? (home && `is it meant for ${describePath([...base, ...home]) || 'the object itself'}?`);
  return {
    code: 'unknown-field',
    message: `unknown field "${name}"${where}`,
    ...(hint ? { hint } : {}),
    path: [...path, name],
  };
}
