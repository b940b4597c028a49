import { afterEach } from 'vitest';
import type { Connection } from '../../src/client/credentials.ts';
import type { TransportOptions } from '../../src/client/transport.ts';
import { startHttps, type TestServer } from './https-server.ts';

/** An HTTPS server for one test, closed after it, and what a client of it needs. */
const open: TestServer[] = [];
export const start: typeof startHttps = async (answer, identity) => {
  const server = await startHttps(answer, identity);
  open.push(server);
  return server;
};
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

export const connection = (server: string, ca?: Buffer): Connection => ({
  server,
  context: 'c',
  namespace: undefined,
  insecure: false,
  tlsServerName: undefined,
  ca,
  cert: undefined,
  key: undefined,
  proxy: undefined,
  authorize: async () => ({ authorization: 'Bearer secret-token' }),
});
export const options: TransportOptions = {
  userAgent: 'karmate/test',
  timeoutMs: 5000,
  signal: new AbortController().signal,
  sleep: async () => {},
};
