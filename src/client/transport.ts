import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import type { Connection } from './credentials.ts';
import { type Exchange, interruptedFailure, socketFailure, timeoutFailure } from './failure.ts';
import { checkAuthorization, secureContextOf } from './usable-credentials.ts';

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
  const { server, insecure, tlsServerName: servername } = connection;
  const base = new URL(server);
  const secure = base.protocol === 'https:';
  const keepAlive = { keepAlive: true, maxSockets: 8, scheduling: 'lifo' } as const;
  const agent = secure
    ? new Agent({
        ...keepAlive,
        secureContext: secureContextOf(connection),
        rejectUnauthorized: !insecure,
        ...(servername ? { servername } : {}),
      })
    : new HttpAgent(keepAlive);
  checkAuthorization(connection);
  const prefix = base.pathname === '/' ? '' : base.pathname;

  const send = async ({ method, path, headers, body }: Request): Promise<Response> => {
    const exchange: Exchange = { method, path: path.split('?')[0] ?? path, server };
    if (options.signal.aborted) throw interruptedFailure();
    const started = options.trace ? Date.now() : 0;
    const response = await exchangeOnce(secure, exchange, options, body, {
      agent,
      method,
      hostname: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port || (secure ? 443 : 80),
      path: prefix + path,
      headers: {
        'user-agent': options.userAgent,
        accept: 'application/json',
        ...(connection.authorization ? { authorization: connection.authorization } : {}),
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        ...headers,
      },
    });
    options.trace?.(`${method} ${server}${path} ${response.status} in ${Date.now() - started} ms`);
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
    request.end(body);
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
