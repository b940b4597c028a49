import type { FieldPath } from '../field-path.ts';
import type { Kind, KubeObject } from '../object.ts';

/** An object out of a file, and where its fields stand there. */
export interface LintDocument {
  /** As it is written, but in a namespace where its kind has one. */
  readonly object: KubeObject & Kind;
  readonly file: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** The line of a field; of one that is not there, that of what lacks it. */
  readonly lineOf: (path: FieldPath) => number;
}

/** What is no object, and why. */
export interface Unreadable {
  readonly file: string;
  readonly line: number;
  /** A sentence without its full stop. */
  readonly words: string;
  /** A sentence. */
  readonly hint?: string | undefined;
}

/** `Deployment web/nginx`. */
export const callDocument = ({ object: { kind, metadata } }: LintDocument): string =>
  `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;

/** `app.yaml:12`. */
export const placeOf = ({ file, line }: Pick<LintDocument, 'file' | 'line'>): string => `${file}:${line}`;
