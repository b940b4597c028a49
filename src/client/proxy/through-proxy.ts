import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import { KnownError } from '../../contract/errors.ts';
import { interruptedFailure } from '../failure.ts';
import { connectTunnel } from './connect-tunnel.ts';

export interface ProxyOptions {
  readonly proxy: URL;
  /** TLS to the server, within the tunnel. */
  readonly secure: boolean;
  /** 0 means: wait for ever. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface Destination {
  readonly host: string;
  readonly port: number;
}

/** Opens a tunnel to the server and gives its stream; ends with the signal at the latest. */
export type Dial = (proxy: URL, to: Destination, signal: AbortSignal) => Promise<Duplex>;

type Connect = (
  options: { readonly host?: string; readonly port?: number | string; readonly socket?: Duplex },
  callback: (error: Error | null, socket?: Duplex) => void,
) => Duplex | undefined;

/** The same agent, each of its connections going through a proxy. */
export function throughProxy<A extends Agent>(agent: A, { proxy, secure, timeoutMs, signal }: ProxyOptions): A {
  const direct = (agent as unknown as { createConnection: Connect }).createConnection.bind(agent) as Connect;
  const createConnection: Connect = (options, callback) => {
    const { host = 'localhost', port = secure ? 443 : 80 } = options;
    dialWithin(proxy, { host, port: Number(port) }, timeoutMs, signal).then(
      (tunnel) => callback(null, secure ? direct({ ...options, socket: tunnel }, () => {}) : tunnel),
      (error: Error) => callback(error),
    );
    return undefined;
  };
  return Object.assign(agent, { createConnection });
}

async function dialWithin(proxy: URL, to: Destination, timeoutMs: number, signal: AbortSignal): Promise<Duplex> {
  const late = new AbortController();
  const timer = timeoutMs > 0 ? setTimeout(() => late.abort(), timeoutMs) : undefined;
  try {
    const dial = proxy.protocol.startsWith('socks') ? (await import('./socks-tunnel.ts')).socksTunnel : connectTunnel;
    return await dial(proxy, to, AbortSignal.any([signal, late.signal]));
  } catch (error) {
    if (signal.aborted) throw interruptedFailure();
    if (late.signal.aborted) {
      const words = `The proxy ${nameOf(proxy)} did not open a connection to ${to.host}:${to.port} within ${timeoutMs / 1000} s.`;
      throw new KnownError('timeout', words, { hint: whereFrom });
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Without its password. */
export const nameOf = (proxy: URL): string => `${proxy.protocol}//${proxy.host}`;

export const whereFrom =
  'This proxy is named by proxy-url in the kubeconfig, or by HTTPS_PROXY in the environment; NO_PROXY leaves addresses out.';
