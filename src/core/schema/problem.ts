import type { FieldPath } from '../field-path.ts';

/** Where a value is not as its schema wants it. */
export interface SchemaProblem {
  readonly code: 'unknown-field' | 'missing-field' | 'wrong-type' | 'wrong-value' | 'not-in-release';
  /** A sentence without its full stop. */
  readonly message: string;
  /** What may be meant: the same. */
  readonly hint?: string;
  /** Of a field that is missing: what lacks it. */
  readonly path: FieldPath;
}
