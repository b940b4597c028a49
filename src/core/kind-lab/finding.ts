/** What "lab doctor" finds, and how its checks are made: each a pure function of facts. */
export type Severity = 'error' | 'warning' | 'info';

export interface Finding {
  /** The check that found it. */
  readonly code: string;
  readonly severity: Severity;
  readonly words: string;
  /** What to do about it. */
  readonly next?: string | undefined;
}

export type Found = Omit<Finding, 'code'>;

export interface Check<F> {
  readonly code: string;
  /** What is looked at, as people read it. */
  readonly about: string;
  /** undefined: there was nothing to look at, or it could not be told. */
  readonly find: (facts: F) => readonly Found[] | undefined;
}

export interface Checked {
  readonly code: string;
  readonly about: string;
  /** The worst that was found. */
  readonly result: 'ok' | 'skipped' | Severity;
}

export interface Diagnosis {
  readonly checks: readonly Checked[];
  readonly findings: readonly Finding[];
}

const worstFirst = ['error', 'warning', 'info'] as const;

export function diagnose<F>(checks: readonly Check<F>[], facts: F): Diagnosis {
  const done = checks.map(({ code, about, find }) => ({ code, about, found: find(facts) }));
  return {
    checks: done.map(({ code, about, found }) => ({ code, about, result: resultOf(found) })),
    findings: done.flatMap(({ code, found = [] }) => found.map((one) => ({ code, ...one }))),
  };
}

function resultOf(found: readonly Found[] | undefined): Checked['result'] {
  if (found === undefined) return 'skipped';
  return worstFirst.find((severity) => found.some((one) => one.severity === severity)) ?? 'ok';
}

export const error = (words: string, next?: string): Found => ({ severity: 'error', words, next });
export const warning = (words: string, next?: string): Found => ({ severity: 'warning', words, next });
export const info = (words: string, next?: string): Found => ({ severity: 'info', words, next });
