// TypeScript types from Karmada's OpenAPI. Two documents say it together: what a server serves (for custom resources
// the CRD's schema: what is required, enums, defaults), and Karmada's own swagger.json, which alone has names for the
// parts (Placement, ClusterAffinity): a CRD's schema is one nameless tree.

/** Written by hand in core/object.ts, or no object at all. */
const known = {
  'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta': 'Metadata',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'string',
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'number | string',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'Readonly<Record<string, unknown>>',
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON': 'unknown',
};

/**
 * The kinds that a document serves: what a URL needs, and their schema.
 * @param {{ paths: Record<string, any> }} document
 */
export function kindsOf(document) {
  const schemas = document.components?.schemas ?? document.definitions;
  const kinds = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    const match = /^\/apis\/([^/]+)\/([^/]+)\/(namespaces\/\{namespace\}\/)?([^/{}]+)\/\{name\}$/.exec(path);
    const what = methods.get?.['x-kubernetes-group-version-kind'];
    if (!match || !what) continue;
    const [, group, version, namespaced, resource] = match;
    const isThis = (one) => one.group === group && one.version === version && one.kind === what.kind;
    const schema = Object.values(schemas).find((one) => one['x-kubernetes-group-version-kind']?.some(isThis));
    const hasStatus = document.paths[`${path}/status`] !== undefined;
    const place = { group, version, kind: what.kind, resource, namespaced: Boolean(namespaced), hasStatus };
    kinds.push({ ...place, schema, isCrd: document.info.title.includes('CRD') });
  }
  return kinds;
}

/** `PropagationPolicy`, `propagationpolicies` to `propagationPolicies`. */
export function pluralOf({ kind, resource }) {
  const small = kind.toLowerCase();
  let same = 0;
  while (same < small.length && small[same] === resource[same]) same++;
  return kind[0].toLowerCase() + kind.slice(1, same) + resource.slice(same);
}

/** `policy.karmada.io` to `policy`; what does not belong to Karmada is a file of its own. */
export const fileOfGroup = (group) =>
  group.endsWith('.karmada.io') ? group.split('.')[0] : group.replaceAll('.', '-');

const fileOfType = (fullName) =>
  /^com\.github\.karmada-io\.karmada\.pkg\.apis\.([^.]+)\./.exec(fullName)?.[1] ?? 'kubernetes';

/** One collection of named types, each in the file of its group. */
export function createTypes(definitions) {
  const files = new Map();
  const seen = new Set();

  const put = (file, name, text) => {
    const types = files.get(file) ?? new Map();
    files.set(file, types);
    if (types.has(name)) throw new Error(`There are two types ${name} in ${file}.ts.`);
    types.set(name, { text: '', uses: new Set() });
    Object.assign(types.get(name), text(types.get(name).uses));
  };

  const typeOf = (definition, schema, use) => {
    const ref = refOf(definition);
    if (ref) return named(ref, schema, use);
    const said = schema ?? definition ?? {};
    if (said['x-kubernetes-int-or-string'] || said.format === 'int-or-string') return 'number | string';
    const values = said.enum ?? definition?.enum;
    if (values) return values.map(quoted).join(' | ');
    switch (said.type) {
      case 'array':
        return `readonly ${bracketed(typeOf(definition?.items, schema?.items, use))}[]`;
      case 'object':
        return objectOf(definition, schema, use);
      case 'integer':
      case 'number':
        return 'number';
      case 'string':
      case 'boolean':
        return said.type;
      default:
        return 'unknown';
    }
  };

  const objectOf = (definition, schema, use) => {
    const said = schema ?? definition;
    const values = said.additionalProperties;
    if (typeof values === 'object') {
      return `Readonly<Record<string, ${typeOf(definition?.additionalProperties, schema?.additionalProperties, use)}>>`;
    }
    if (!said.properties) return 'Readonly<Record<string, unknown>>';
    return `{\n${indented(fieldsOf(definition, schema, use))}}`;
  };

  const named = (ref, schema, use) => {
    if (known[ref]) {
      if (known[ref] === 'Metadata') use('object', 'Metadata');
      return known[ref];
    }
    const definition = definitions[ref];
    if (!definition) throw new Error(`There is no definition of ${ref}.`);
    if (!definition.properties) return typeOf({ ...definition }, schema, use);
    const [file, name] = [fileOfType(ref), ref.split('.').at(-1)];
    use(file, name);
    if (!seen.has(ref)) {
      seen.add(ref);
      put(file, name, (uses) => ({ text: declare(name, definition, schema, usesIn(file, uses)) }));
    } else if (schema) {
      // Without a CRD's schema there is less to say of a type, not something else.
      const before = files.get(file).get(name).text;
      const now = before && declare(name, definition, schema, () => {});
      if (before !== now) throw new Error(`${name} is not the same everywhere:\n${before}\n${now}`);
    }
    return name;
  };

  const declare = (name, definition, schema, use) =>
    `${comment(definition?.description ?? schema?.description)}export interface ${name} {\n${indented(fieldsOf(definition, schema, use))}}\n`;

  const fieldsOf = (definition, schema, use) => {
    const said = schema?.properties ? schema : definition;
    const required = new Set(said.required);
    return Object.keys(said.properties)
      .sort()
      .map((field) => {
        const [inner, facts] = [definition?.properties?.[field], schema?.properties?.[field]];
        const about = comment(facts?.description ?? inner?.description, meaningful(facts?.default));
        const key = /^[A-Za-z_$][\w$]*$/.test(field) ? field : quoted(field);
        return `${about}readonly ${key}${required.has(field) ? '' : '?'}: ${typeOf(inner, facts, use)};\n`;
      })
      .join('');
  };

  const addKind = ({ group, version, kind, schema, isCrd }) => {
    const file = fileOfGroup(group);
    const suffix = `.pkg.apis.${file}.${version}.${kind}`;
    const definition = definitions[Object.keys(definitions).find((name) => name.endsWith(suffix))];
    put(file, kind, (uses) => {
      const use = usesIn(file, uses);
      use('object', 'KubeObject');
      const fields = fieldsOf(ownFields(definition), isCrd ? ownFields(schema) : undefined, use);
      const about = comment(definition?.description ?? schema.description);
      const identity = `readonly apiVersion: ${quoted(`${group}/${version}`)};\nreadonly kind: ${quoted(kind)};\n`;
      return { text: `${about}export interface ${kind} extends KubeObject {\n${indented(identity + fields)}}\n` };
    });
  };

  return { addKind, files };
}

function ownFields(schema) {
  const { apiVersion: _, kind: __, metadata: ___, ...properties } = schema?.properties ?? {};
  return schema && { ...schema, properties };
}

const usesIn = (file, uses) => (from, name) => {
  if (from !== file) uses.add(`${from} ${name}`);
};

const refOf = (definition) => (definition?.$ref ?? definition?.allOf?.[0]?.$ref)?.split('/').at(-1);

const quoted = (value) => (typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : JSON.stringify(value));
const bracketed = (type) => (/^[\w.]+$/.test(type) ? type : `(${type})`);
const indented = (text) => text.replace(/^(?=.)/gm, '  ');
const meaningful = (value) => (value === undefined || value === '' || isBare(value) ? undefined : value);
const isBare = (value) => typeof value === 'object' && Object.keys(value ?? {}).length === 0;

/** The first sentence is what a person wants to see while typing. */
export function firstSentence(description = '') {
  const paragraph = description
    .split(/\n\s*\n|\s---\s/)[0]
    .replace(/\s+/g, ' ')
    .trim();
  const sentence = /^.*?\w\w[)"'\]]*\.(?=\s[A-Z]|$)/.exec(paragraph)?.[0] ?? paragraph;
  return sentence.replaceAll('*/', '* /');
}

function comment(description, fallback) {
  const words = [firstSentence(description), fallback === undefined ? '' : `Default: ${JSON.stringify(fallback)}.`];
  const text = words.filter(Boolean).join(' ');
  return text === '' ? '' : `/** ${text} */\n`;
}
