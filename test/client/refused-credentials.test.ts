import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../src/client/credentials.ts';
import { createTransport } from '../../src/client/transport.ts';
import { impersonationHeaders } from '../../src/core/impersonation.ts';
import { connection, options, start } from '../support/connection.ts';
import { certificate, sendJson } from '../support/https-server.ts';

const key = readFileSync(new URL('../support/localhost.key.pem', import.meta.url));
const get = { method: 'GET', path: '/x' };

/** Credentials that get better each time they are refused, up to the last. */
function improving(last: number): Pick<Connection, 'authorize' | 'refresh'> & { readonly refreshed: () => number } {
  const state = { at: 1, refreshed: 0 };
  return {
    refreshed: () => state.refreshed,
    authorize: async () => ({ authorization: `Bearer ${state.at}` }),
    refresh: async () => {
      state.refreshed += 1;
      if (state.at === last) return false;
      state.at += 1;
      return true;
    },
  };
}

describe('a request whose credentials are refused', () => {
  it.each<[string, last: number, status: number, sent: readonly string[]]>([
    ['is sent again with new ones', 2, 200, ['Bearer 1', 'Bearer 2']],
    ['is not sent again with the same', 1, 401, ['Bearer 1']],
  ])('%s', async (_, last, status, sent) => {
    const server = await start((request, response) =>
      sendJson(response, request.headers.authorization === 'Bearer 2' ? 200 : 401, {}),
    );
    const credentials = improving(last);
    const transport = createTransport({ ...connection(server.url, server.ca), ...credentials }, options);
    expect((await transport.send({ ...get, method: 'POST', body: '{}' })).status).toBe(status);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(sent);
  });

  it('is sent again once only', async () => {
    const server = await start((_, response) => sendJson(response, 401, {}));
    const credentials = improving(9);
    const transport = createTransport({ ...connection(server.url, server.ca), ...credentials }, options);
    expect((await transport.send(get)).status).toBe(401);
    expect([server.requests.length, credentials.refreshed()]).toEqual([2, 1]);
  });

  it('has one time limit for all that is sent', async () => {
    const statuses = [429, 401, 429];
    const server = await start((_, response) => {
      const status = statuses.shift() ?? 200;
      if (status === 429) response.setHeader('retry-after', '20');
      sendJson(response, status, {});
    });
    const waits: number[] = [];
    const sleep = async (ms: number) => void waits.push(ms);
    const limited = { ...options, timeoutMs: 30_000, sleep };
    const transport = createTransport({ ...connection(server.url, server.ca), ...improving(2) }, limited);
    expect((await transport.send(get)).status).toBe(429);
    expect(waits).toEqual([20_000]);
  });

  it('is not sent again when somebody else than the server refuses what was asked', async () => {
    const server = await start((_, response) => sendJson(response, 403, {}));
    const credentials = improving(9);
    const transport = createTransport({ ...connection(server.url, server.ca), ...credentials }, options);
    expect((await transport.send(get)).status).toBe(403);
    expect(credentials.refreshed()).toBe(0);
  });
});

describe('impersonation', () => {
  it('sends each group as a header of its own', async () => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const authorize = async () => ({ 'Impersonate-User': 'bob', 'Impersonate-Group': ['a', 'b,c'] });
    await createTransport({ ...connection(server.url, server.ca), authorize }, options).send(get);
    const { rawHeaders = [] } = server.requests[0] ?? {};
    const groups = rawHeaders.filter((_, index) => rawHeaders[index - 1] === 'Impersonate-Group');
    expect(groups).toEqual(['a', 'b,c']);
  });
});

describe('a name that is no ASCII', () => {
  it.each([
    ['without a body', {}],
    ['with a body', { method: 'POST', body: '{"ü":1}' }],
  ])('goes as UTF-8, %s', async (_, more) => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const authorize = async () => impersonationHeaders({ user: 'jürgen', groups: [] });
    await createTransport({ ...connection(server.url, server.ca), authorize }, options).send({ ...get, ...more });
    const { headers } = server.requests[0] ?? {};
    expect(Buffer.from(String(headers?.['impersonate-user']), 'latin1').toString('utf8')).toBe('jürgen');
  });
});

describe('a client certificate of just now', () => {
  it('is shown to the server, and the next one when it has changed', async () => {
    const seen: boolean[] = [];
    const server = createServer({ cert: certificate, key, requestCert: true, rejectUnauthorized: false });
    server.on('secureConnection', (socket: TLSSocket) =>
      seen.push(Object.keys(socket.getPeerCertificate()).length > 0),
    );
    server.on('request', (_, response) => sendJson(response, 200, {}));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const given: { now: Awaited<ReturnType<NonNullable<Connection['certificate']>>> } = { now: undefined };
    const transport = createTransport({ ...connection(url, certificate), certificate: async () => given.now }, options);
    await transport.send(get);
    given.now = { cert: certificate, key };
    await transport.send(get);
    await transport.send(get);
    given.now = { cert: certificate, key: Buffer.from(key) };
    await transport.send(get);
    expect(seen).toEqual([false, true, true]);
    given.now = {
      cert: certificate,
      key: Buffer.from(
        generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
      ),
    };
    await expect(transport.send(get)).rejects.toMatchObject({ code: 'config' });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
