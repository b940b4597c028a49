// Stands between karmate and an API server: shows every request to a script, which may let it go wrong.
import { once } from 'node:events';
import { Agent, createServer as createHttpsServer } from 'node:https';
import { createServer } from 'node:net';
import { forward, userOf } from './forward.mjs';
import { isDone, kinds, refusals } from './kinds.mjs';

/** What a proxy asks while no run is on. */
const idle = { arrive: () => ({}), answered: () => {}, signal: () => {}, refuses: () => false, closes: false };

/**
 * `serving` is a certificate of the server's own authority, with which it ends TLS; `upstream` the server, its
 * authority, and the certificate of its front proxy, under which the user of the client's certificate is named.
 * A script (script.mjs) tells of each request what becomes of it, and of each connection whether it is refused.
 */
export async function createProxy({ serving, upstream }) {
  const { server, ca, cert, key } = upstream;
  const agents = { named: new Agent({ keepAlive: true, ca, cert, key }), plain: new Agent({ keepAlive: true, ca }) };
  const raw = new Map(); // by the client's port: TLS hides the socket that can be reset
  let script = idle;

  const onRequest = (request, response) => {
    const current = script;
    const user = userOf(request.socket);
    // Without a certificate it is Karmada itself, which has a token; nothing of that is counted.
    const ticket = user === undefined ? {} : current.arrive(request.method, request.url);
    const { kind } = ticket;
    const reset = () => raw.get(request.socket.remotePort)?.resetAndDestroy();
    if (current.closes) response.setHeader('connection', 'close');
    if (refusals[kind]) {
      current.answered(ticket);
      const { headers, status } = refusals[kind];
      response.writeHead(status.code, { 'content-type': 'application/json', ...headers });
      return void response.end(JSON.stringify(status));
    }
    if (kind === 'reset') return reset();
    if (kind && !isDone(kind)) return void current.signal(kinds[kind].signal); // and never an answer
    const lose = kind && (() => (kind === 'lost' ? reset() : current.signal(kinds[kind].signal)));
    const onAnswered = () => current.answered(ticket);
    const to = { server, agent: user ? agents.named : agents.plain, user };
    forward(request, response, to, { lose, onAnswered, onBroken: reset });
  };

  const https = createHttpsServer({ ...serving, ca, requestCert: true, rejectUnauthorized: false }, onRequest);
  https.keepAliveTimeout = 60_000;
  https.on('tlsClientError', () => {});
  const front = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => {});
    if (script.refuses()) return void socket.resetAndDestroy();
    raw.set(socket.remotePort, socket);
    socket.on('close', () => raw.delete(socket.remotePort));
    https.emit('connection', socket);
  });
  const listen = async (port) => {
    front.listen(port, '127.0.0.1');
    await once(front, 'listening');
    return front.address().port;
  };
  const port = await listen(0);
  const hangUp = () => {
    for (const socket of raw.values()) socket.destroy();
  };
  return {
    url: `https://127.0.0.1:${port}`,
    begin: (next) => {
      script = next;
      if (next.isDown) front.close();
      next.onDown = () => front.close();
    },
    /** No connection stays, and the address is served again. */
    end: async () => {
      script = idle;
      hangUp();
      if (!front.listening) await listen(port);
    },
    close: () => {
      front.close();
      hangUp();
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}
