import type { Workload } from './propagation.ts';

/** What override policies do to a manifest, as Karmada notes it on the Work (pkg/util/overridemanager/shadow.go). */
export interface Overriders {
  readonly plaintext?: readonly { readonly path: string; readonly operator?: string }[];
  readonly imageOverrider?: readonly { readonly predicate?: { readonly path: string }; readonly component: string }[];
  readonly commandOverrider?: readonly { readonly containerName: string }[];
  readonly argsOverrider?: readonly { readonly containerName: string }[];
  readonly labelsOverrider?: readonly { readonly value?: Notes }[];
  readonly annotationsOverrider?: readonly { readonly value?: Notes }[];
  readonly fieldOverrider?: readonly { readonly fieldPath: string }[];
}

export interface AppliedOverride {
  readonly policyName: string;
  readonly overriders?: Overriders;
}

export type Notes = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;
/** What is left of the value at a path (a JSON pointer) of the object that holds it. */
type Rule = (value: unknown, path: string, holder: unknown) => unknown;

/** Which note says what the override policies of a namespace did, and which what the cluster's did. */
export const overrideNotes = {
  OverridePolicy: 'policy.karmada.io/applied-overrides',
  ClusterOverridePolicy: 'policy.karmada.io/applied-cluster-overrides',
} as const;
const noteNames = Object.values(overrideNotes);

export const isOverridden = (notes: Notes = {}): boolean => noteNames.some((name) => notes[name] !== undefined);

/** The object without what overrides may have changed: what is left must be equal in template and manifest. */
export function withoutOverridden(workload: Workload, notes: Notes = {}): Workload {
  const rules = noteNames.flatMap((name) => rulesOf(notes[name]));
  if (rules.length === 0) return workload;
  const { kind, metadata, ...fields } = workload;
  const { labels, annotations } = metadata;
  const left = reduce({ ...fields, metadata: { labels, annotations } }, '', workload, rules) as Workload;
  return { ...left, ...(kind === undefined ? {} : { kind }), metadata: { ...metadata, ...cleared, ...left.metadata } };
}

/** What an override took away is gone from the metadata too. */
const cleared = { labels: {}, annotations: {} };

const hide =
  (isHidden: (path: string, holder: unknown) => boolean): Rule =>
  (value, path, holder) =>
    isHidden(path, holder) ? undefined : value;

function rulesOf(note: string | undefined): readonly Rule[] {
  if (note === undefined) return [];
  const applied = readNote(note);
  // A note that cannot be read says only that something was overridden: then nothing can be compared.
  if (!applied) return [hide((path) => /^\/[^/]+$/.test(path))];
  return applied.flatMap(({ overriders = {} }) => [
    ...(overriders.plaintext ?? []).map((item) => hidePointer(item.path, item.operator)),
    ...(overriders.fieldOverrider ?? []).map(({ fieldPath }) => hidePointer(fieldPath, 'replace')),
    ...(overriders.labelsOverrider ?? []).flatMap(({ value = {} }) => hideKeys('/metadata/labels', value)),
    ...(overriders.annotationsOverrider ?? []).flatMap(({ value = {} }) => hideKeys('/metadata/annotations', value)),
    ...(overriders.commandOverrider ?? []).map(({ containerName }) => hideOfContainer(containerName, 'command')),
    ...(overriders.argsOverrider ?? []).map(({ containerName }) => hideOfContainer(containerName, 'args')),
    ...(overriders.imageOverrider ?? []).map(({ predicate, component }) => hideImagePart(predicate?.path, component)),
  ]);
}

export function readNote(note: string): readonly AppliedOverride[] | undefined {
  try {
    const read: unknown = JSON.parse(note);
    return Array.isArray(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

/** An item that is added to a list, or taken out, moves those behind it: then the list as a whole is left out. */
function hidePointer(pointer: string, operator: string | undefined): Rule {
  const list = operator === 'replace' ? undefined : pointer.match(/^(.*)\/(?:\d+|-)$/)?.[1];
  return (value, path) => (path === pointer || (path === list && Array.isArray(value)) ? undefined : value);
}

const hideKeys = (path: string, value: Notes): readonly Rule[] =>
  Object.keys(value).map((key) => hidePointer(`${path}/${escaped(key)}`, 'replace'));

const hideOfContainer = (name: string, field: string): Rule =>
  hide((path, holder) => path.endsWith(`/${field}`) && (holder as Fields).name === name && inContainer.test(path));

const inContainer = /^\/spec\/(?:template\/spec\/)?containers\/\d+\/[^/]+$/;

/** What a new registry or repository looks like cannot be told apart from the text, so they go together. */
function hideImagePart(only: string | undefined, component: string): Rule {
  const isMeant = (path: string): boolean =>
    only === undefined ? path.endsWith('/image') && inContainer.test(path) : path === only;
  return (value, path) => {
    if (typeof value !== 'string' || !isMeant(path)) return value;
    const tag = value.match(/[@:][^/]*$/)?.[0] ?? '';
    return component === 'Tag' ? value.slice(0, value.length - tag.length) : tag;
  };
}

function reduce(value: unknown, path: string, holder: unknown, rules: readonly Rule[]): unknown {
  const left = rules.reduce((held, rule) => rule(held, path, holder), value);
  if (Array.isArray(left)) return left.map((item, i) => reduce(item, `${path}/${i}`, left, rules));
  if (typeof left !== 'object' || left === null) return left;
  return Object.fromEntries(
    Object.entries(left).map(([key, item]) => [key, reduce(item, `${path}/${escaped(key)}`, left, rules)]),
  );
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
