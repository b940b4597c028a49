import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { ClientCertificate, Connection } from './credentials.ts';
import { secureContextOf } from './usable-credentials.ts';

export interface AgentOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** The keep-alive agent of a connection: one as long as its client certificate stays the same, through its proxy if it has one. */
export function agentsOf(connection: Connection, options: AgentOptions): () => Promise<HttpAgent> {
  const { server, proxy, certificate } = connection;
  const secure = new URL(server).protocol === 'https:';
  const tunnel = async (agent: HttpAgent): Promise<HttpAgent> => {
    if (!proxy) return agent;
    const { throughProxy } = await import('./proxy/through-proxy.ts');
    return throughProxy(agent, { proxy, secure, ...options });
  };
  const open = (given?: ClientCertificate): HttpAgent =>
    secure ? tlsAgent(connection, given) : new HttpAgent(keepAlive);
  // Opened at once where all is known, so that what cannot be used is told before the first request.
  const first = open();
  if (!certificate) {
    const agent = proxy ? tunnel(first) : Promise.resolve(first);
    agent.catch(() => {}); // told to each request
    return () => agent;
  }
  const state = { given: undefined as ClientCertificate | undefined, agent: tunnel(first) };
  return async () => {
    const given = await certificate();
    if (given !== state.given) {
      state.given = given;
      state.agent = tunnel(open(given));
    }
    return state.agent;
  };
}

/** Connections to one server at once. */
export const maxSockets = 8;

const keepAlive = { keepAlive: true, maxSockets, scheduling: 'lifo' } as const;

const tlsAgent = (connection: Connection, given: ClientCertificate | undefined): HttpAgent =>
  new HttpsAgent({
    ...keepAlive,
    secureContext: secureContextOf(connection, given),
    rejectUnauthorized: !connection.insecure,
    ...(connection.tlsServerName ? { servername: connection.tlsServerName } : {}),
  });
