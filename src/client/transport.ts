import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { agentsOf, maxSockets } from './agent.ts';
import type { Connection, Headers } from './credentials.ts';
import { type Exchange, interruptedFailure, socketFailure, timeoutFailure } from './failure.ts';
import { createTurns } from './turns.ts';

/** HTTP to one API server: one keep-alive agent, timeouts, cancellation, failures that are KnownErrors. */
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
  readonly send: (request: Request) => Promise<Response>;
}

export interface TransportOptions {
  readonly userAgent: string;
  /** 0 means: wait for ever. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Told of every exchange: method, path, status and milliseconds; never of headers or bodies. */
  readonly trace?: ((line: string) => void) | undefined;
}

export function createTransport(connection: Connection, options: TransportOptions): Transport {
  const { server } = connection;
  const base = new URL(server);
  const secure = base.protocol === 'https:';
  const agentOf = agentsOf(connection, options);
  const prefix = base.pathname === '/' ? '' : base.pathname;

  // Node's agent counts only connections that are open: of those that a proxy is still opening it would make any number.
  const inTurn = connection.proxy ? createTurns(maxSockets) : <T>(work: () => Promise<T>) => work();
  const send = (request: Request): Promise<Response> => inTurn(() => sendWithCredentials(request));
  const sendWithCredentials = async (request: Request): Promise<Response> => {
    const used = await connection.authorize();
    const response = await sendAs(used, request);
    if (response.status !== 401 || !connection.refresh || !(await connection.refresh(used))) return response;
    return sendAs(await connection.authorize(), request);
  };
  const sendAs = async (credentials: Headers, { method, path, headers, body }: Request): Promise<Response> => {
    const exchange: Exchange = { method, path: path.split('?')[0] ?? path, server };
    if (options.signal.aborted) throw interruptedFailure();
    const started = performance.now();
    const response = await exchangeOnce(secure, exchange, options, body, {
      agent: await agentOf(),
      method,
      hostname: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port || (secure ? 443 : 80),
      path: prefix + path,
      headers: {
        'user-agent': options.userAgent,
        accept: 'application/json',
        ...(credentials as OutgoingHttpHeaders),
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        ...headers,
      },
    });
    options.trace?.(`${method} ${server}${path} ${response.status} in ${Math.round(performance.now() - started)} ms`);
    return response;
  };
  return { server, send };
}

function exchangeOnce(
  secure: boolean,
  exchange: Exchange,
  { timeoutMs, signal }: TransportOptions,
  body: string | undefined,
  options: RequestOptions,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = (secure ? httpsRequest : httpRequest)(options);
    const fail = (error: unknown): void => finish(() => reject(socketFailure(error, exchange)));
    const limit: { timer?: NodeJS.Timeout } = {};
    const onAbort = (): void => stop(interruptedFailure());
    const finish = (settle: () => void): void => {
      clearTimeout(limit.timer);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const stop = (error: Error): void => {
      fail(error);
      request.destroy();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    request.on('error', fail);
    // A request that waits for a free connection of ours says nothing about the server: time counts from the socket on.
    request.on('socket', () => {
      if (timeoutMs > 0) limit.timer = setTimeout(() => stop(timeoutFailure(exchange, timeoutMs)), timeoutMs);
    });
    request.on('response', (message) => {
      readBody(message).then((content) => finish(() => resolve(responseOf(message, content))), fail);
    });
    // As bytes: Node would write headers together with a text, and in its encoding.
    request.end(body === undefined ? undefined : Buffer.from(body));
  });
}

function readBody(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('error', reject);
    message.on('end', () => resolve(Buffer.concat(chunks)));
    message.on('aborted', () => reject(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })));
  });
}

const responseOf = ({ statusCode, headers }: IncomingMessage, body: Buffer): Response => ({
  status: statusCode ?? 0,
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  ),
  body,
});
