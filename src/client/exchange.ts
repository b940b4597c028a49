import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { clock, longestTimer } from './clock.ts';
import { type Exchange, interruptedFailure, timeoutFailure } from './failure.ts';
import { wasHandedOn } from './first-get.ts';
import type { Answered, Broken } from './retry.ts';

/** One request over one connection, and what came of it. A timeout and an interruption are thrown. */
export interface Received extends Answered {
  readonly message: Pick<IncomingMessage, 'headers' | 'headersDistinct'>;
  readonly body: Buffer;
  readonly wire: Wire;
}

/** What -v shows of a connection; milliseconds since the request had its socket. */
export interface Wire {
  readonly reused: boolean;
  readonly tls: string | undefined;
  readonly marks: ReadonlyMap<string, number>;
}

export interface Limits {
  /** What the messages call the limit. 0: none. */
  readonly timeoutMs: number;
  readonly leftMs: number;
  /** Opening the connection counts too. Not where Node's agent may let the request wait for one of ours to be free. */
  readonly fromStart: boolean;
  readonly signal: AbortSignal;
}

export interface Once {
  readonly result: Received | Broken;
  /** How long it took from the socket on: a request that waits for a free connection of ours says nothing about the server. */
  readonly tookMs: number;
}

export function exchangeOnce(
  secure: boolean,
  options: RequestOptions,
  body: string | undefined,
  exchange: Exchange,
  { timeoutMs, leftMs, fromStart, signal }: Limits,
): Promise<Once> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(interruptedFailure());
    const created = clock();
    const request = (secure ? httpsRequest : httpRequest)(options);
    const marks = new Map<string, number>();
    const state: { started?: number; timer?: NodeJS.Timeout; phase: Broken['phase']; reused: boolean } = {
      phase: 'connecting',
      reused: false,
    };
    const since = (): number => (state.started === undefined ? 0 : clock() - state.started);
    const onAbort = (): void => stop(interruptedFailure());
    const finish = (settle: () => void): void => {
      clearTimeout(state.timer);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const stop = (error: Error): void => {
      finish(() => reject(error));
      request.destroy();
    };
    const broke = (error: unknown): void => {
      const { phase } = state;
      finish(() => resolve({ result: { kind: 'broken', error, phase, reused: state.reused }, tookMs: since() }));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    request.on('error', broke);
    request.on('socket', (socket) => {
      state.reused = request.reusedSocket || wasHandedOn(socket);
      state.started = fromStart ? created : clock();
      if (timeoutMs > 0) {
        const rest = Math.min(leftMs - since(), longestTimer);
        state.timer = setTimeout(() => {
          stop(timeoutFailure(exchange, timeoutMs, { wasSent: state.phase !== 'connecting' }));
        }, rest);
      }
      whenConnected(request, socket, secure, (name) => {
        marks.set(name, since());
        if (name === 'ready') state.phase = 'sent';
      });
    });
    request.on('response', (message) => {
      state.phase = 'answering';
      marks.set('first byte', since());
      const wire = { reused: state.reused, tls: tlsOf(message.socket), marks };
      readBody(message).then((content) => {
        marks.set('all', since());
        const answer = { kind: 'answer', status: message.statusCode ?? 0, retryAfter: message.headers['retry-after'] };
        finish(() => resolve({ result: { ...answer, kind: 'answer', message, body: content, wire }, tookMs: since() }));
      }, broke);
    });
    // As bytes: Node would write headers together with a text, and in its encoding.
    request.end(body === undefined ? undefined : Buffer.from(body));
  });
}

/** `ready` is when the request itself goes out: from then on the server may have seen it. */
function whenConnected(request: ClientRequest, socket: Socket, secure: boolean, mark: (name: string) => void): void {
  // Through a tunnel the socket is connected from the start, and TLS is still to come.
  const isOpen = secure
    ? !(socket as TLSSocket & { readonly secureConnecting?: boolean }).secureConnecting
    : !socket.connecting;
  if (request.reusedSocket || isOpen) {
    mark('ready');
    return;
  }
  socket.once('lookup', () => mark('name'));
  socket.once('connect', () => mark('connect'));
  if (secure) socket.once('secureConnect', () => mark('tls'));
  socket.once(secure ? 'secureConnect' : 'connect', () => mark('ready'));
}

const tlsOf = (socket: Socket): string | undefined =>
  'getProtocol' in socket ? ((socket as TLSSocket).getProtocol() ?? undefined) : undefined;

function readBody(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('error', reject);
    message.on('end', () => resolve(Buffer.concat(chunks)));
    message.on('aborted', () => reject(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })));
  });
}
