// CRD schemas of several releases as one small table: what a validation needs of them, each part that is the same once.

/** The fields of an OpenAPI schema that are kept as they are. */
const kept = ['type', 'enum', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'];

/**
 * @param {any} crd a CustomResourceDefinition
 * @returns its served versions: `{ apiVersion, kind, namespaced, schema }`, of each schema what matters
 */
export const kindsOfCrd = ({ spec: { group, names, scope, versions } }) =>
  versions
    .filter(({ served }) => served)
    .map(({ name, schema }) => ({
      apiVersion: `${group}/${name}`,
      kind: names.kind,
      namespaced: scope === 'Namespaced',
      schema: compact(withoutOwn(schema.openAPIV3Schema)),
    }));

/** metadata is the same for every kind, and nobody writes a status. */
function withoutOwn({ properties, required = [], ...schema }) {
  const { apiVersion: _, kind: __, metadata: ___, status: ____, ...own } = properties;
  return { ...schema, properties: own, required: required.filter((name) => name in own) };
}

function compact(schema) {
  const { properties, additionalProperties, items, required = [], format } = schema;
  // A server fills in what has a default before it looks what is missing.
  const needed = required.filter((name) => properties?.[name]?.default === undefined);
  const keys = schema['x-kubernetes-list-map-keys'];
  return {
    ...Object.fromEntries(kept.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]])),
    ...(format === undefined ? {} : { format }),
    ...(schema.nullable ? { nullable: true } : {}),
    ...(schema['x-kubernetes-int-or-string'] ? { intOrString: true } : {}),
    ...(schema['x-kubernetes-preserve-unknown-fields'] ? { open: true } : {}),
    ...(schema['x-kubernetes-list-type'] === 'set' ? { isSet: true } : {}),
    ...(keys ? { keys } : {}),
    ...(needed.length > 0 ? { required: [...needed].sort() } : {}),
    ...(items ? { items: compact(items) } : {}),
    ...(additionalProperties ? { values: compact(additionalProperties) } : {}),
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, compact(one)])) }
      : {}),
  };
}

/**
 * The table of src/core/karmada-schemas: of each kind the schema of each release that changed it, and every part that is
 * the same anywhere only once, by its number.
 * @param {Record<number, ReturnType<typeof kindsOfCrd>>} releases by minor release
 */
export function tableOf(releases) {
  const nodes = [];
  const numbers = new Map();
  const numberOf = ({ items, values, properties, ...own }) => {
    const node = {
      ...own,
      ...(items ? { items: numberOf(items) } : {}),
      ...(values ? { values: numberOf(values) } : {}),
      ...(properties ? { properties: mapValues(properties, numberOf) } : {}),
    };
    const text = JSON.stringify(node);
    if (!numbers.has(text)) numbers.set(text, nodes.push(node) - 1);
    return numbers.get(text);
  };
  const minors = Object.keys(releases)
    .map(Number)
    .sort((a, b) => a - b);
  const kinds = {};
  for (const name of [...new Set(Object.values(releases).flat().map(nameOf))].sort()) {
    const [apiVersion, kind] = name.split(' ');
    const all = minors.map((minor) => [minor, releases[minor].find((one) => nameOf(one) === name)]);
    const roots = {};
    let before = null;
    for (const [minor, one] of all) {
      const root = one ? numberOf(one.schema) : null;
      if (root !== before) roots[minor] = root;
      before = root;
    }
    kinds[apiVersion] ??= {};
    kinds[apiVersion][kind] = { namespaced: all.find(([, one]) => one)[1].namespaced, roots };
  }
  return { minors, kinds, nodes };
}

/** The releases that a table was made of: what `tableOf` was given. */
export function releasesOf({ minors, kinds, nodes }) {
  const whole = (number) => {
    const { items, values, properties, ...own } = nodes[number];
    return {
      ...own,
      ...(items === undefined ? {} : { items: whole(items) }),
      ...(values === undefined ? {} : { values: whole(values) }),
      ...(properties ? { properties: mapValues(properties, whole) } : {}),
    };
  };
  const kindsAt = (minor) =>
    Object.entries(kinds).flatMap(([apiVersion, group]) =>
      Object.entries(group).flatMap(([kind, { namespaced, roots }]) => {
        const since = Object.keys(roots)
          .map(Number)
          .filter((first) => first <= minor);
        const root = since.length > 0 ? roots[Math.max(...since)] : null;
        return root === null ? [] : [{ apiVersion, kind, namespaced, schema: whole(root) }];
      }),
    );
  return Object.fromEntries(minors.map((minor) => [minor, kindsAt(minor)]));
}

const nameOf = ({ apiVersion, kind }) => `${apiVersion} ${kind}`;

const mapValues = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));

const head = `// Made by: npm run generate:schemas. Change scripts/support/crd-schemas.mjs, not this.
import type { SchemaTable } from '../schema/schema-table.ts';

/** What Karmada's CRDs ask of the kinds that people write (charts/karmada/_crds/bases), release by release. */
export const karmadaSchemas: SchemaTable = `;

/** One part a line, so that a change of Karmada's is a small one here. */
export function textOfTable({ minors, kinds, nodes }) {
  const rows = Object.entries(kinds).map(([name, group]) => `${JSON.stringify(name)}: ${JSON.stringify(group)}`);
  const fields = [
    `"minors": ${JSON.stringify(minors)}`,
    `"kinds": {\n${rows.join(',\n')}\n}`,
    `"nodes": [\n${nodes.map((node) => JSON.stringify(node)).join(',\n')}\n]`,
  ];
  return `${head}{\n${fields.join(',\n')}\n};\n`;
}

export const tableIn = (text) => JSON.parse(text.slice(head.length, text.lastIndexOf(';')));
