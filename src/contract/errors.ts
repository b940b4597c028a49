import type { StepReport } from '../core/steps.ts';

/** Every failure we expect. Anything that is not a KnownError is a bug and keeps its stack. */
export const exitCodes = {
  ok: 0,
  /** The command ran, and what it found is not as it should be: findings, differences. */
  findings: 1,
  usage: 2,
  /** The server read what was sent and calls it wrong (400, 422). */
  invalid: 2,
  config: 3,
  unreachable: 4,
  'not-found': 5,
  conflict: 6,
  /** The server knows who asks and says no, or does not know who asks (401, 403). */
  forbidden: 7,
  timeout: 8,
  /** A part of the work is done, a part failed. */
  partial: 9,
  /** The work itself failed: a build, a start, a server that answers with an error of its own (500). */
  failed: 10,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitName = keyof typeof exitCodes;
/** Who says no to a question has stopped it as Ctrl-C does; a SIGTERM or SIGHUP is told apart from both. */
export const exitCodeAfter = (code: ErrorCode, signal: string | undefined): number =>
  code === 'interrupted' && signal !== undefined && signal !== 'SIGINT' ? exitCodes.terminated : exitCodes[code];

export type ErrorCode = Exclude<ExitName, 'ok' | 'findings' | 'partial' | 'bug' | 'terminated'>;

/** One thing that a server finds wrong, as its Status lists them. */
export interface Cause {
  readonly reason?: string;
  readonly message: string;
  /** Which field it is about: `spec.replicas`. */
  readonly field?: string;
}

/** A failure as plain data: what a report holds and what `-o json` prints. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
  /** The server's own word for it, where a server said no: `AlreadyExists`, `Conflict`, `Invalid`, … */
  readonly reason?: string | undefined;
  readonly causes?: readonly Cause[] | undefined;
  /** Of an operation in steps: what each has come to. */
  readonly steps?: readonly StepReport[] | undefined;
}

export interface KnownErrorOptions {
  readonly hint?: string | undefined;
  /** Where it is a KnownError too, its reason and causes are kept. */
  readonly cause?: unknown;
  readonly reason?: string | undefined;
  readonly causes?: readonly Cause[] | undefined;
  readonly steps?: readonly StepReport[] | undefined;
}

const mark = Symbol.for('karmate.KnownError');

export class KnownError extends Error implements Failure {
  /** By its mark: the bundle holds this class more than once (scripts/bundle.mjs), and all of them mean the same. */
  static override [Symbol.hasInstance](value: unknown): value is KnownError {
    return typeof value === 'object' && value !== null && mark in value;
  }

  override readonly name = 'KnownError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly reason: string | undefined;
  readonly causes: readonly Cause[] | undefined;
  readonly steps: readonly StepReport[] | undefined;

  constructor(code: ErrorCode, message: string, options: KnownErrorOptions = {}) {
    const { cause } = options;
    super(message, cause === undefined ? undefined : { cause });
    const inner = cause instanceof KnownError ? cause : undefined;
    this.code = code;
    this.hint = options.hint;
    this.reason = options.reason ?? inner?.reason;
    this.causes = options.causes ?? inner?.causes;
    this.steps = options.steps ?? inner?.steps;
  }

  get [mark](): true {
    return true;
  }
}

export const failureOf = ({ code, message, hint, reason, causes, steps }: KnownError): Failure => ({
  code,
  message,
  hint,
  ...(reason ? { reason } : {}),
  ...(causes?.length ? { causes } : {}),
  ...(steps?.length ? { steps } : {}),
});

/** The failure as plain data when it is one we expect; a bug is thrown on. */
export function expectFailure(error: unknown): Failure {
  if (error instanceof KnownError) return failureOf(error);
  throw error;
}

export const isKnown = (error: unknown, code: ErrorCode): error is KnownError =>
  error instanceof KnownError && error.code === code;

/** A server that does not answer, or fails by itself, may do better in a moment: for those who wait, or may ask again. */
export const mayPass = (error: unknown): error is KnownError =>
  isKnown(error, 'unreachable') || isKnown(error, 'timeout') || isKnown(error, 'failed');
