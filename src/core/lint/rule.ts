import type { FieldPath } from '../field-path.ts';
import type { LintDocument } from './document.ts';
import type { Subject } from './subject.ts';

export type Severity = 'error' | 'warning';

/** What people are told of a code, in sentences. */
export interface CodeText {
  readonly severity: Severity;
  readonly about: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
}

/** Something to be said of one field of a document, or of a place where there is none. */
export type Found<C extends string = string> = {
  readonly code: C;
  /** A sentence without its full stop. */
  readonly message: string;
} & ({ readonly document: LintDocument; readonly path: FieldPath } | { readonly file: string; readonly line: number });

/** One thing to look for, and the codes under which it is told; scripts rely on those. */
export interface Rule<C extends string = string> {
  readonly codes: Readonly<Record<C, CodeText>>;
  readonly check: (subject: Subject) => readonly Found<C>[];
}

/** Says that a rule tells only what it has a text for. */
export const defineRule = <const C extends string>(rule: Rule<C>): Rule<C> => rule;

export const withHint = (message: string, hint: string | undefined): string => (hint ? `${message}; ${hint}` : message);
