import { describePath, type FieldPath } from '../field-path.ts';
import { labelKeyProblem, labelValueProblem } from '../label-problem.ts';
import type { KubeObject } from '../object.ts';
import { isPlainObject } from '../plain-object.ts';
import { checkObject } from './check-value.ts';
import { metadataSchema } from './metadata-schema.ts';
import type { SchemaProblem } from './problem.ts';

const table = { minors: [], kinds: {}, nodes: metadataSchema.nodes };

/** What an API server refuses of an object's metadata, whatever its kind (apimachinery, pkg/api/validation/objectmeta.go). */
export function checkMetadata({ metadata }: KubeObject): readonly SchemaProblem[] {
  const [root = {}] = table.nodes;
  return [
    ...checkObject(table, root, metadata, ['metadata']),
    ...entriesOf(metadata.labels).flatMap(([key, value]) =>
      wrong(['metadata', 'labels', key], labelKeyProblem(key) ?? labelValueProblem(value)),
    ),
    ...entriesOf(metadata.annotations).flatMap(([key]) =>
      wrong(['metadata', 'annotations', key], labelKeyProblem(key.toLowerCase())),
    ),
  ];
}

const entriesOf = (map: unknown): readonly [string, string][] =>
  isPlainObject(map)
    ? Object.entries(map).flatMap(([key, value]): [string, string][] =>
        typeof value === 'string' ? [[key, value]] : [],
      )
    : [];

const wrong = (path: FieldPath, why: string | undefined): readonly SchemaProblem[] =>
  why === undefined ? [] : [{ code: 'wrong-value', message: `${describePath(path)} is not allowed: ${why}`, path }];

const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** The name of an object of a custom kind (NameIsDNSSubdomain). */
export function checkName({ metadata: { name } }: KubeObject): readonly SchemaProblem[] {
  if (name.length > 253) return wrong(['metadata', 'name'], `it has ${name.length} characters, at most 253 do`);
  const words = 'a name has small letters, digits, "-" and ".", a letter or digit first and last';
  return wrong(['metadata', 'name'], subdomain.test(name) ? undefined : words);
}
