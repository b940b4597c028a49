import type { OutgoingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import type { Connection } from './credentials.ts';
import type { Limits, Once } from './exchange.ts';
import type { Exchange } from './failure.ts';
import { getOverTls } from './get-over-tls.ts';

/** The first request of a connection, where that is a plain GET. */
export interface FirstGet {
  /** undefined: it is not for this one, or was not understood, and is still to be asked. */
  readonly send: (ask: Ask, exchange: Exchange, limits: Limits) => Promise<Once | undefined>;
  /** Its connection, for who comes next: once, and only while it is open. */
  readonly take: () => TLSSocket | undefined;
}

const handedOn = new WeakSet<object>();

/** It has been idle before its first request of Node's: the server may close it at that very moment. */
export const wasHandedOn = (socket: object): boolean => handedOn.has(socket);

export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
}

/**
 * One GET by TLS and a few lines of HTTP. A short command asks once, and to load node:https and open a request of its
 * takes as long as the server does to answer.
 */
export function firstGet(connection: Connection, context: SecureContext): FirstGet {
  const state = { used: false, idle: undefined as TLSSocket | undefined };
  const giveUp = (): TLSSocket | undefined => {
    const { idle } = state;
    state.idle = undefined;
    return idle?.off('close', forget).off('error', forget).off('data', forget);
  };
  /** Closed meanwhile, or with words that nobody asked for. */
  const forget = (): void =>
    void giveUp()
      ?.on('error', () => {})
      .destroy();
  return {
    send: async (ask, exchange, limits) => {
      const head = state.used ? undefined : headOf(connection, ask);
      state.used = true;
      if (head === undefined) return undefined;
      return getOverTls(open(connection, context), head, exchange, limits, (socket) => {
        state.idle = socket;
        socket.on('close', forget).on('error', forget).on('data', forget).unref();
      });
    },
    take: () => {
      const idle = giveUp()?.ref();
      if (idle) handedOn.add(idle);

      return idle;
    },
  };
}

function open({ server, insecure, tlsServerName }: Connection, secureContext: SecureContext): TLSSocket {
  const { hostname, port } = new URL(server);
  const host = hostname.replace(/^\[|\]$/g, '');
  const servername = tlsServerName ?? (isIP(host) ? '' : host);
  const to = { host, port: Number(port || 443), secureContext, servername };
  return connect({ ...to, rejectUnauthorized: !insecure, ALPNProtocols: ['http/1.1'] }).setNoDelay(true);
}

/** undefined: not a GET, or with a character that Node would refuse. */
function headOf({ server }: Connection, { method, path, headers }: Ask): string | undefined {
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}: ${value ?? ''}`),
  );
  const isSendable = method === 'GET' && /^[\x21-\x7e]+$/.test(path) && lines.every((line) => sendable.test(line));
  const whole = [`GET ${path} HTTP/1.1`, ...lines, `host: ${new URL(server).host}`, 'connection: keep-alive', '', ''];
  return isSendable ? whole.join('\r\n') : undefined;
}

const sendable = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+: [\t\x20-\x7e\x80-\xff]*$/;
