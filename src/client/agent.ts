import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { ClientCertificate, Connection } from './credentials.ts';
import { maxSockets } from './turns.ts';
import { secureContextOf } from './usable-credentials.ts';

export interface AgentOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** With the certificate of the kubeconfig. */
  readonly context: SecureContext | undefined;
  /** A connection that is open already and that nobody uses. */
  readonly takeOpen: () => TLSSocket | undefined;
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
    secure
      ? tlsAgent(connection, given ? secureContextOf(connection, given) : options.context)
      : new HttpAgent(keepAlive);
  const first = beginWith(options.takeOpen, open());
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

const keepAlive = { keepAlive: true, maxSockets, scheduling: 'lifo' } as const;

const tlsAgent = (connection: Connection, secureContext: SecureContext | undefined): HttpAgent =>
  new HttpsAgent({
    ...keepAlive,
    secureContext,
    rejectUnauthorized: !connection.insecure,
    ...(connection.tlsServerName ? { servername: connection.tlsServerName } : {}),
  });

type Connect = (...given: readonly unknown[]) => unknown;

/** The same agent; a connection that is open already comes before new ones. */
function beginWith<A extends HttpAgent>(takeOpen: () => TLSSocket | undefined, agent: A): A {
  const connect = (agent as unknown as { createConnection: Connect }).createConnection.bind(agent) as Connect;
  return Object.assign(agent, { createConnection: (...given: readonly unknown[]) => takeOpen() ?? connect(...given) });
}
