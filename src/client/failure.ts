import { type ErrorCode, isKnown, KnownError } from '../contract/errors.ts';

/** The one translator: what servers, sockets and TLS say becomes a KnownError. Nobody else reads error codes. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly server: string;
}

interface Status {
  readonly reason?: string;
  readonly message?: string;
  /** RBAC names the resource that it refuses; an admission webhook's refusal says it in the message only. */
  readonly details?: { readonly kind?: string; readonly name?: string; readonly causes?: readonly object[] };
}

const byHttp: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid',
  401: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  405: 'invalid',
  409: 'conflict',
  410: 'conflict',
  413: 'invalid',
  415: 'invalid',
  422: 'invalid',
  408: 'timeout',
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
  const said = readStatus(body);
  const code = byReason[said?.reason ?? ''] ?? byHttp[status] ?? 'failed';
  const words = said?.message || `${exchange.server} answered ${exchange.method} ${exchange.path} with HTTP ${status}.`;
  return new KnownError(code, words, {
    hint: answerHint(status, exchange, said),
    cause: { status, reason: said?.reason, name: said?.details?.name, details: said?.details },
  });
}

/** A 404 that names what is not there is about an object; one that does not, about an API that nobody serves. */
export const isAbsentObject = (error: unknown): boolean =>
  isKnown(error, 'not-found') &&
  typeof error.cause === 'object' &&
  error.cause !== null &&
  'name' in error.cause &&
  Boolean(error.cause.name);

/** `/apis/cluster.karmada.io/v1alpha1/clusters/x`: what is longer goes on to a member. */
const clusterPathLength = 6;

function answerHint(status: number, { method, path, server }: Exchange, said: Status | undefined): string | undefined {
  if (status === 401) return `${server} does not accept the credentials of this kubeconfig context.`;
  if (status === 403 && said && said.details?.kind === undefined) return undefined;
  if (status === 403) return `The server refused ${method} ${path} to this user.`;
  const isAboutClusters = path.startsWith('/apis/cluster.karmada.io/') && path.split('/').length <= clusterPathLength;
  if (status === 404 && isAboutClusters && said?.details?.name === undefined) {
    return `${server} serves no cluster.karmada.io: it may be a plain Kubernetes; choose with --karmada-context.`;
  }
  if (status === 503 && path.startsWith('/apis/cluster.karmada.io/')) {
    return "Karmada's aggregated API server does not answer, or the member behind it.";
  }
  return undefined;
}

function readStatus(body: string): Status | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && 'kind' in parsed && parsed.kind === 'Status'
      ? (parsed as Status)
      : undefined;
  } catch {
    return undefined;
  }
}

const sockets: Readonly<Record<string, readonly [words: string, hint: string]>> = {
  ECONNREFUSED: ['refused the connection', 'Is it running? For the lab: karmate lab status'],
  ECONNRESET: ['closed the connection', 'Try again; if it stays, look at the server or a proxy in between.'],
  EPIPE: ['closed the connection', 'Try again; if it stays, look at the server or a proxy in between.'],
  ENOTFOUND: ['has a name that cannot be resolved', 'Check the "server" of this kubeconfig context.'],
  EAI_AGAIN: ['has a name that cannot be resolved just now', 'Check the network and the name server.'],
  EHOSTUNREACH: ['cannot be reached (no route)', 'Check the network, or a VPN.'],
  ENETUNREACH: ['cannot be reached (no network)', 'Check the network, or a VPN.'],
  ETIMEDOUT: ['did not answer', 'Check the network, or a firewall.'],
};

const tls: Readonly<Record<string, string>> = {
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'is signed by an authority that the kubeconfig does not name',
  SELF_SIGNED_CERT_IN_CHAIN: 'is signed by an authority that the kubeconfig does not name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'is signed by itself, and the kubeconfig does not name it',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'is signed by an authority that the kubeconfig does not name',
  CERT_HAS_EXPIRED: 'has expired',
  CERT_NOT_YET_VALID: 'is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'is for another name than the one asked for',
};

/** A request that got no answer. */
export function socketFailure(error: unknown, { server }: Pick<Exchange, 'server'>): KnownError {
  if (error instanceof KnownError) return error;
  const code = codeOf(error);
  const certificate = tls[code];
  if (certificate) {
    return new KnownError('unreachable', `The certificate of ${server} ${certificate}.`, {
      hint: 'Check certificate-authority-data, the "server" and tls-server-name of this kubeconfig context.',
      cause: error,
    });
  }
  const [words, hint] = sockets[code] ?? [`cannot be reached (${code || messageOf(error)})`, undefined];
  return new KnownError('unreachable', `${server} ${words}.`, { hint, cause: error });
}

export const timeoutFailure = (exchange: Exchange, ms: number): KnownError =>
  new KnownError(
    'timeout',
    `${exchange.server} did not answer ${exchange.method} ${exchange.path} within ${ms / 1000} s.`,
    {
      hint: 'Give it longer with --request-timeout, or look at the server.',
    },
  );

export const interruptedFailure = (): KnownError => new KnownError('interrupted', 'Interrupted.');

/** The system's code of an error, also where Node wraps several in one. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError ? codeOf(error.errors[0]) : '';
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
