import type { OutgoingHttpHeaders } from 'node:http';
import type { Connection, Headers } from './credentials.ts';
import type { Limits, Once, Received } from './exchange.ts';
import { type Exchange, interruptedFailure } from './failure.ts';
import { type Ask, type FirstGet, firstGet } from './first-get.ts';
import { once } from './once.ts';
import { plainBody } from './plain-body.ts';
import { waitBeforeRetry } from './retry.ts';
import { sleepUntil } from './sleep.ts';
import { socketFailure } from './socket-failure.ts';
import { traceRequest, traceResult } from './trace.ts';
import { createTurns, maxSockets } from './turns.ts';
import { secureContextOf } from './usable-credentials.ts';
import { warningsIn } from './warnings.ts';

/** HTTP to one API server: one keep-alive agent, timeouts, cancellation, retries where safe, KnownErrors. */
export interface Request {
  readonly method: string;
  /** From the server's root, query included. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Transport {
  readonly server: string;
  readonly context?: string | undefined;
  readonly contexts?: readonly string[] | undefined;
  /** The member cluster behind Karmada's proxy that this one leads to. */
  readonly member?: string | undefined;
  readonly send: (request: Request) => Promise<Response>;
}

export interface TransportOptions {
  readonly userAgent: string;
  /** For a request with all its retries. 0 means: wait for ever. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** The contexts of the kubeconfig, for hints. */
  readonly contexts?: readonly string[] | undefined;
  /** Told of every exchange, in as many lines as `verbosity` says (contract/verbosity.ts); never of secrets. */
  readonly trace?: ((line: string) => void) | undefined;
  readonly verbosity?: number | undefined;
  /** Told of the warnings that the server sends with its answers. */
  readonly onWarning?: ((text: string) => void) | undefined;
  /** How to wait before a retry; tests do not. */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

/** Without --request-timeout, retries end all the same. */
const longestRetryMs = 5 * 60_000;

export function createTransport(connection: Connection, options: TransportOptions): Transport {
  const { server, context } = connection;
  const { timeoutMs, signal, contexts, sleep = sleepUntil } = options;
  const base = new URL(server);
  const secure = base.protocol === 'https:';
  // Made at once, so that what cannot be used is told before the first request.
  const secureContext = secure ? secureContextOf(connection) : undefined;
  const prefix = base.pathname === '/' ? '' : base.pathname;
  const address = { hostname: base.hostname.replace(/^\[|\]$/g, ''), port: base.port || (secure ? 443 : 80) };
  // The certificate of a plugin, a proxy and what -v shows are for Node's own requests alone.
  const isPlain = !connection.proxy && !connection.certificate && !options.trace;
  const first = isPlain && secureContext ? firstGet(connection, secureContext) : undefined;
  const requests = once(async () => {
    const [{ agentsOf }, { exchangeOnce }] = [await import('./agent.ts'), await import('./exchange.ts')];
    const takeOpen = (): ReturnType<FirstGet['take']> => first?.take();
    return { agentOf: agentsOf(connection, { ...options, context: secureContext, takeOpen }), exchangeOnce };
  });
  const tracer = options.trace && { line: options.trace, verbosity: options.verbosity ?? 6 };

  // Node's agent counts only connections that are open: of those that a proxy is still opening it would make any number.
  const inTurn = connection.proxy ? createTurns(maxSockets) : <T>(work: () => Promise<T>) => work();
  const send = (request: Request): Promise<Response> => inTurn(() => sendWithCredentials(request));
  const sendWithCredentials = async (request: Request): Promise<Response> => {
    // Of all that is sent, with other credentials too.
    const left = { ms: timeoutMs > 0 ? timeoutMs : longestRetryMs };
    const used = await connection.authorize();
    const response = await sendAs(used, request, left);
    if (response.status !== 401 || !connection.refresh || !(await connection.refresh(used))) return response;
    return sendAs(await connection.authorize(), request, left);
  };
  const sendAs = async (credentials: Headers, request: Request, left: { ms: number }): Promise<Response> => {
    const { method, path, body } = request;
    if (signal.aborted) throw interruptedFailure();
    const exchange: Exchange = { method, path: path.split('?')[0] ?? path, server, context, contexts };
    const headers = headersOf(credentials, request, options);
    const asked = { method, url: server + path, headers };
    for (let retries = 0; ; retries++) {
      if (tracer) traceRequest(tracer, asked);
      const limits = { timeoutMs, leftMs: left.ms, fromStart: connection.proxy !== undefined, signal };
      const ask = { method, path: prefix + path, headers };
      const came = await sendOnce(ask, body, exchange, limits);
      if (tracer) traceResult(tracer, asked, came);
      const { result, tookMs } = came;
      left.ms -= tookMs;
      const contentType = request.headers?.['content-type'];
      const wait = waitBeforeRetry(result, { method, contentType, retries, leftMs: left.ms, now: Date.now() });
      if (wait === undefined) {
        if (result.kind === 'broken')
          throw socketFailure(result.error, exchange, { wasSent: result.phase !== 'connecting' });
        for (const text of warningsIn(result.message.headersDistinct.warning ?? [])) options.onWarning?.(text);
        return responseOf(result, await plainBody(result.message, result.body, server));
      }
      tracer?.line(`${method} ${asked.url} again in ${wait} ms (retry ${retries + 1})`);
      if (wait > 0) await sleep(wait, signal);
      left.ms -= wait;
    }
  };
  const sendOnce = async (
    ask: Pick<Ask, 'method' | 'path' | 'headers'>,
    body: string | undefined,
    exchange: Exchange,
    limits: Limits,
  ): Promise<Once> => {
    const came = await first?.send({ ...ask, hasBody: body !== undefined }, exchange, limits);
    if (came && !('strange' in came)) return came;
    const spent = came?.tookMs ?? 0;
    const { agentOf, exchangeOnce } = await requests();
    const options = { ...address, agent: await agentOf(), ...ask };
    const once = await exchangeOnce(secure, options, body, exchange, { ...limits, leftMs: limits.leftMs - spent });
    return { ...once, tookMs: once.tookMs + spent };
  };
  return { server, context, contexts, send };
}

function headersOf(
  credentials: Headers,
  { method, headers, body }: Request,
  { userAgent }: TransportOptions,
): OutgoingHttpHeaders {
  return {
    'user-agent': userAgent,
    accept: 'application/json',
    // An API server compresses what is large (over 128 KiB) and nothing else.
    ...(method === 'GET' ? { 'accept-encoding': 'gzip' } : {}),
    ...(credentials as OutgoingHttpHeaders),
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    // client-node writes them in capitals: each name must be there once.
    ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
  };
}

const responseOf = ({ status, message: { headers } }: Received, body: Buffer): Response => ({
  status,
  headers: Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'content-encoding')
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  ),
  body,
});
