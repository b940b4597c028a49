import type { Kind } from './object.ts';

/** What a manifest calls itself, and where it stands. Its text is sent as it is; nothing here goes to a server. */
export interface Manifest extends Kind {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly text: string;
  /** `file.yaml:12`, for messages. */
  readonly at: string;
  readonly file: string;
  /** Its first own line in that, from 1; and that of the text, which may begin with comments. */
  readonly line: number;
  readonly textLine: number;
  /** It has merges (`<<`), which a server that is strict takes for keys that are there twice. */
  readonly merges?: boolean;
  /** Of a CRD: the kind that it brings. */
  readonly defines?: { readonly group: string; readonly kind: string };
}

export const isNamespace = ({ apiVersion, kind }: Kind): boolean => apiVersion === 'v1' && kind === 'Namespace';

export const isCrd = ({ apiVersion, kind }: Kind): boolean =>
  apiVersion.startsWith('apiextensions.k8s.io/') && kind === 'CustomResourceDefinition';

const inGroup = ({ apiVersion }: Kind, group: string): boolean => apiVersion.startsWith(`${group}/`);

function isNamed(kind: Kind): boolean {
  if (kind.apiVersion === 'v1') return kind.kind === 'ServiceAccount';
  if (inGroup(kind, 'rbac.authorization.k8s.io')) return /^(?:Cluster)?Role$/.test(kind.kind);
  return inGroup(kind, 'scheduling.k8s.io') && kind.kind === 'PriorityClass';
}

/**
 * What each step of a run applies, in this order. Karmada looks for a policy when it first sees a template, and a template
 * that a policy has claimed stays with it; overrides and the rules of reading a kind count from the first Work on. So
 * all of these come before the templates, and override policies before the policies that send things on their way. Of the
 * templates those come first that a server wants to find when others name them: it refuses a RoleBinding before its Role
 * to who may not bind every role, and a Pod before its PriorityClass; a token of no ServiceAccount it deletes.
 */
const steps: readonly ((kind: Kind) => boolean)[] = [
  isNamespace,
  isCrd,
  (kind) => inGroup(kind, 'config.karmada.io'),
  (kind) => inGroup(kind, 'policy.karmada.io') && /^(?:Cluster)?OverridePolicy$/.test(kind.kind),
  (kind) => inGroup(kind, 'policy.karmada.io') && /^(?:Cluster)?PropagationPolicy$/.test(kind.kind),
  isNamed,
];

/** The manifests step by step, what others stand on first; within a step as the files have them. */
export function inApplySteps<T extends Kind>(manifests: readonly T[]): readonly (readonly T[])[] {
  const stepOf = (manifest: T): number => {
    const step = steps.findIndex((holds) => holds(manifest));
    return step < 0 ? steps.length : step;
  };
  return [...steps.keys(), steps.length]
    .map((step) => manifests.filter((manifest) => stepOf(manifest) === step))
    .filter((step) => step.length > 0);
}

export interface Slice {
  readonly text: string;
  /** The number of its first line in the file, from 1. */
  readonly line: number;
  /** What stands behind the `---` before it and is no comment: kubectl refuses such a mark. */
  readonly junk: boolean;
}

/** Nothing but blanks and a comment; what ends the line on Windows may still be there. */
export const isBlank = (line: string): boolean => /^\s*(?:#.*)?$/s.test(line);

/**
 * A file's documents, each with its own text: cut at lines that begin with `---`, wherever they stand, as kubectl does
 * (k8s.io/apimachinery/pkg/util/yaml/decoder.go, YAMLReader).
 */
export function splitDocuments(text: string): readonly Slice[] {
  const slices: { lines: string[]; line: number; junk: boolean }[] = [{ lines: [], line: 1, junk: false }];
  // Every line ends, the last one too, or a block of text at the end of a document would lose its line end.
  for (const [index, line] of text
    .replace(/^\uFEFF|\n$/g, '')
    .split('\n')
    .entries()) {
    if (!line.startsWith('---')) slices.at(-1)?.lines.push(line);
    // The mark's own line stays, blank, so that lines count on.
    else slices.push({ lines: [''], line: index + 1, junk: !isBlank(line.slice(3)) });
  }
  return slices
    .map(({ lines, ...at }) => ({ text: `${lines.join('\n')}\n`, ...at }))
    .filter(({ text, junk }) => junk || text.split('\n').some((line) => !isBlank(line)));
}
