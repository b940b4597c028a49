import { type Cause, type ErrorCode, isKnown, KnownError } from '../contract/errors.ts';
import { answerHint } from './answer-hint.ts';
import { wordsOf } from './answer-words.ts';
import { withoutSecretValues } from './secret-values.ts';
import { readStatus } from './status.ts';

/** The one translator of what servers say (of sockets and TLS: socket-failure.ts). Nobody else reads their codes. */
export interface Exchange {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly server: string;
  readonly context?: string | undefined;
  /** The contexts of the kubeconfig, for hints. */
  readonly contexts?: readonly string[] | undefined;
  /** The member cluster behind Karmada's proxy that was asked. */
  readonly member?: string | undefined;
}

const byHttp: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid',
  401: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  405: 'invalid',
  407: 'forbidden',
  408: 'timeout',
  409: 'conflict',
  410: 'conflict',
  413: 'invalid',
  415: 'invalid',
  422: 'invalid',
  429: 'unreachable',
  502: 'unreachable',
  503: 'unreachable',
  504: 'timeout',
};

const byReason: Readonly<Record<string, ErrorCode>> = {
  NotFound: 'not-found',
  AlreadyExists: 'conflict',
  Conflict: 'conflict',
  Forbidden: 'forbidden',
  Unauthorized: 'forbidden',
  Invalid: 'invalid',
  BadRequest: 'invalid',
  Timeout: 'timeout',
  ServerTimeout: 'timeout',
  Gone: 'conflict',
  Expired: 'conflict',
  ServiceUnavailable: 'unreachable',
  TooManyRequests: 'unreachable',
};

/** A server's answer other than 2xx. `body` is what it sent: a Kubernetes Status, as a rule. */
export function answerFailure(status: number, body: string, exchange: Exchange): KnownError {
  const said = withoutSecretValues(readStatus(body), exchange.path);
  const causes = said?.details?.causes?.map(({ message = '', ...cause }): Cause => ({ ...cause, message }));
  const wrongScheme = status === 400 && !said && exchange.server.startsWith('http:');
  const code = wrongScheme ? 'unreachable' : (byReason[said?.reason ?? ''] ?? byHttp[status] ?? 'failed');
  return new KnownError(code, wordsOf(status, said, body, exchange), {
    hint: wrongScheme ? 'It may want https: check the "server" of this context.' : answerHint(status, exchange, said),
    cause: { status, reason: said?.reason, name: said?.details?.name, details: said?.details },
    reason: said?.reason,
    causes,
  });
}

/** A 404 that names what is not there is about an object; one that does not, about an API that nobody serves. */
export const isAbsentObject = (error: unknown): boolean =>
  isKnown(error, 'not-found') &&
  typeof error.cause === 'object' &&
  error.cause !== null &&
  'name' in error.cause &&
  Boolean(error.cause.name);

/** `wasSent`: the server may have seen it. */
export const timeoutFailure = (
  exchange: Exchange,
  ms: number,
  { wasSent }: { readonly wasSent: boolean },
): KnownError =>
  new KnownError(
    'timeout',
    `${exchange.server} did not answer ${exchange.method} ${exchange.path} within ${ms / 1000} s.`,
    {
      hint:
        wasSent && isWrite(exchange.method)
          ? `${unknownOutcome} --request-timeout gives it longer.`
          : 'Give it longer with --request-timeout, or look at the server.',
    },
  );

export const isWrite = (method: string): boolean => method !== 'GET' && method !== 'HEAD';
export const unknownOutcome =
  'Whether the server has done it is not known: look at what is there before you do it again.';

export const interruptedFailure = (): KnownError => new KnownError('interrupted', 'Interrupted.');

/** The system's code of an error, also where Node wraps several in one. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : '';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
