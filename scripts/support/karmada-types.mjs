// The files of src/core/karmada-types, as text: one for each API group, and the table of kinds.
import { createTypes, fileOfGroup, kindsOf, pluralOf } from './openapi-types.mjs';

/** The groups whose documents a server is asked for. It serves search.karmada.io only beside karmada-search. */
const servedGroups = [
  'apps.karmada.io/v1alpha1',
  'autoscaling.karmada.io/v1alpha1',
  'cluster.karmada.io/v1alpha1',
  'config.karmada.io/v1alpha1',
  'multicluster.x-k8s.io/v1alpha1',
  'networking.karmada.io/v1alpha1',
  'policy.karmada.io/v1alpha1',
  'remedy.karmada.io/v1alpha1',
  'work.karmada.io/v1alpha1',
  'work.karmada.io/v1alpha2',
];

const head = '// Made by: npm run generate. Change scripts/support/openapi-types.mjs, not this.\n';

/**
 * @param {(path: string) => Promise<any>} ask a path of the server, as JSON
 * @param {any} swagger Karmada's own api/openapi-spec/swagger.json
 * @returns {Promise<Record<string, string>>} file names and what they hold
 */
export async function generateKarmadaTypes(ask, swagger) {
  const documents = await Promise.all(servedGroups.map((path) => ask(`/openapi/v3/apis/${path}`)));
  const all = [...documents, { ...swagger, paths: pathsOf(swagger, 'search.karmada.io') }].flatMap(kindsOf);
  const kinds = newest(all).sort((a, b) => (pluralOf(a) < pluralOf(b) ? -1 : 1));
  const { addKind, files } = createTypes({
    ...swagger.definitions,
    ...documents.find((one) => Object.keys(one.paths).some((path) => path.includes('cluster.karmada.io'))).components
      .schemas,
  });
  // A CRD's schema says more of the parts that it shares with others.
  for (const kind of [...kinds].sort((a, b) => Number(b.isCrd) - Number(a.isCrd))) addKind(kind);
  const texts = [...files].map(([file, types]) => [`${file}.ts`, fileText(types)]);
  return Object.fromEntries([...texts, ['kinds.ts', kindsText(kinds)]].sort());
}

const pathsOf = ({ paths }, group) =>
  Object.fromEntries(Object.entries(paths).filter(([path]) => path.startsWith(`/apis/${group}/`)));

/** A kind that is served in two versions is the same object twice: its newest one is meant. */
const newest = (kinds) =>
  kinds.filter(({ group, kind, version }) => {
    return !kinds.some((other) => other.group === group && other.kind === kind && other.version > version);
  });

function fileText(types) {
  const uses = [...types.values()].flatMap((type) => [...type.uses]);
  const from = new Map();
  for (const use of [...new Set(uses)].sort()) {
    const [file, name] = use.split(' ');
    from.set(file, [...(from.get(file) ?? []), name]);
  }
  const place = (file) => (file === 'object' ? '../object.ts' : `./${file}.ts`);
  const imports = [...from].map(([file, names]) => `import type { ${names.join(', ')} } from '${place(file)}';\n`);
  const sorted = [...types].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { text }]) => text);
  return `${head}${imports.join('')}\n${sorted.join('\n')}`;
}

function kindsText(kinds) {
  const files = kinds.map((kind) => [kind.kind, fileOfGroup(kind.group)]);
  const imports = [...new Set(files.map(([, file]) => file))].sort().map((file) => {
    const names = files.filter(([, other]) => other === file).map(([name]) => name);
    return `import type { ${names.sort().join(', ')} } from './${file}.ts';\n`;
  });
  const rows = kinds.map(({ schema: _, isCrd: __, ...row }) => {
    const fields = Object.entries(row).map(
      ([key, value]) => `${key}: ${typeof value === 'string' ? `'${value}'` : value}`,
    );
    return `  ${pluralOf(row)}: { ${fields.join(', ')} },\n`;
  });
  const types = kinds.map((kind) => `  readonly ${pluralOf(kind)}: ${kind.kind};\n`);
  return (
    `${head}${imports.join('')}\n/** Every kind of Karmada, by its plural name. */\n` +
    `export const karmadaKinds = {\n${rows.join('')}} as const;\n\n` +
    `/** What an object of each kind looks like. */\nexport interface KarmadaObjects {\n${types.join('')}}\n`
  );
}
