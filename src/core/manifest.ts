import type { Kind } from './object.ts';

/** What a manifest calls itself, and where it stands. Its text is sent as it is; nothing here goes to a server. */
export interface Manifest extends Kind {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly text: string;
  /** `file.yaml:12`, for messages. */
  readonly at: string;
}

const isNamespace = ({ apiVersion, kind }: Kind): boolean => apiVersion === 'v1' && kind === 'Namespace';

export const isCrd = ({ apiVersion, kind }: Kind): boolean =>
  apiVersion.startsWith('apiextensions.k8s.io/') && kind === 'CustomResourceDefinition';

/** Namespaces first, then CRDs, then the rest as the files have it: what others stand on comes before them. */
export function inApplyOrder<T extends Kind>(manifests: readonly T[]): readonly T[] {
  const rank = (manifest: T): number => (isNamespace(manifest) ? 0 : isCrd(manifest) ? 1 : 2);
  return [0, 1, 2].flatMap((wanted) => manifests.filter((manifest) => rank(manifest) === wanted));
}

export interface Slice {
  readonly text: string;
  /** The number of its first line in the file, from 1. */
  readonly line: number;
  /** Where in that line it begins, from 1: the mark before it is cut off. */
  readonly column: number;
}

/** Nothing but blanks and a comment; what ends the line on Windows may still be there. */
export const isBlank = (line: string): boolean => /^\s*(?:#.*)?$/s.test(line);

/** A file's documents, each with its own text: cut at lines that begin with `---`, as kubectl does. */
export function splitDocuments(text: string): readonly Slice[] {
  const slices: { lines: string[]; line: number; column: number }[] = [{ lines: [], line: 1, column: 1 }];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (/^---(?:\s|$)/.test(line)) slices.push({ lines: [line.slice(3)], line: index + 1, column: 4 });
    else slices.at(-1)?.lines.push(line);
  }
  return slices
    .map(({ lines, ...at }) => ({ text: lines.join('\n'), ...at }))
    .filter((slice) => slice.text.split('\n').some((line) => !isBlank(line)));
}
