import type { OutgoingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import { longestTimer } from './clock.ts';
import type { Connection } from './credentials.ts';
import type { Limits, Once } from './exchange.ts';
import type { Exchange } from './failure.ts';
import { getOverTls, type Strange } from './get-over-tls.ts';

/** The first request of a connection, where that is a plain GET. */
export interface FirstGet {
  /** Strange: it is not for this one, or was not understood, and is still to be asked. */
  readonly send: (ask: Ask, exchange: Exchange, limits: Limits) => Promise<Once | Strange>;
  /** Its connection, for who comes next: once, and only while it is open. */
  readonly take: () => TLSSocket | undefined;
}

/** What ends an idle connection: closed, half closed, broken, or words that nobody asked for. */
const endings = ['close', 'end', 'error', 'data'] as const;
const handedOn = new WeakSet<object>();

/** It has been idle before its first request of Node's: the server may close it at that very moment. */
export const wasHandedOn = (socket: object): boolean => handedOn.has(socket);

const strange: Strange = { strange: true, tookMs: 0 };

export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly hasBody: boolean;
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
    for (const event of endings) idle?.off(event, forget);
    return idle;
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
      if (head === undefined) return strange;
      return getOverTls(open(connection, context), head, exchange, limits, (socket, forMs) => {
        state.idle = socket;
        for (const event of endings) socket.on(event, forget);
        if (forMs <= longestTimer) setTimeout(() => socket === state.idle && forget(), forMs).unref();
        socket.unref();
      });
    },
    take: () => {
      const idle = giveUp();
      if (!idle) return undefined;
      if (idle.destroyed || !idle.readable || !idle.writable) {
        idle.on('error', () => {}).destroy();
        return undefined;
      }
      handedOn.add(idle);
      return idle.ref();
    },
  };
}

/** As Node's Agent opens one; no ALPN either, which some servers refuse by. */
function open({ server, insecure, tlsServerName }: Connection, secureContext: SecureContext): TLSSocket {
  const { hostname, port } = new URL(server);
  const host = hostname.replace(/^\[|\]$/g, '');
  const servername = tlsServerName ?? (isIP(host) ? '' : host);
  const to = { host, port: Number(port || 443), secureContext, servername };
  return connect({ ...to, rejectUnauthorized: !insecure })
    .setNoDelay(true)
    .setKeepAlive(true, 1000);
}

/** undefined: not a GET, or with something that Node would refuse, or write in a way of its own. */
function headOf({ server }: Connection, { method, path, headers, hasBody }: Ask): string | undefined {
  const given = Object.entries(headers);
  const names = new Set(given.map(([name]) => name.toLowerCase()));
  const isPlain = given.every(([name, value]) => /^[A-Za-z0-9-]+$/.test(name) && isSendable(value));
  const isOurs = names.size === given.length && ![...names].some((name) => ofNode.has(name));
  if (method !== 'GET' || hasBody || !/^[\x21-\x7e]+$/.test(path) || !isPlain || !isOurs) return undefined;
  const lines = given.flatMap(([name, values]) => [values].flat().map((value) => `${name}: ${value}`));
  return [`GET ${path} HTTP/1.1`, ...lines, `host: ${new URL(server).host}`, 'connection: keep-alive', '', ''].join(
    '\r\n',
  );
}

const ofNode = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect', 'upgrade']);

const isSendable = (value: OutgoingHttpHeaders[string]): boolean =>
  Array.isArray(value) ? value.every(isSendable) : typeof value === 'string' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
