import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Connection } from '../../src/client/credentials.ts';
import { createTransport } from '../../src/client/transport.ts';
import { connection, options, start } from '../support/connection.ts';
import { certificate, sendJson, startHttps } from '../support/https-server.ts';

const otherKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
const get = { method: 'GET', path: '/x' };

describe('the transport', () => {
  it('uses one connection for twenty requests, one after the other', async () => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const transport = createTransport(connection(server.url, server.ca), options);
    for (let i = 0; i < 20; i++) await transport.send(get);
    expect([server.requests.length, server.connections()]).toEqual([20, 1]);
  });

  it('says who it is and shows the token to the server alone', async () => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const lines: string[] = [];
    await createTransport(connection(server.url, server.ca), { ...options, trace: (line) => lines.push(line) }).send(
      get,
    );
    expect(server.requests[0]?.headers).toMatchObject({
      'user-agent': 'karmate/test',
      authorization: 'Bearer secret-token',
    });
    expect(lines.join()).toMatch(/^GET https:\S+\/x 200 in \d+ ms$/);
    expect(lines.join()).not.toContain('secret-token');
  });

  it('keeps a path prefix of the server', async () => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    await createTransport(connection(`${server.url}/k8s`, server.ca), options).send(get);
    expect(server.requests[0]?.url).toBe('/k8s/x');
  });

  it('fails with timeout when no answer comes', async () => {
    const server = await start(() => {});
    const transport = createTransport(connection(server.url, server.ca), { ...options, timeoutMs: 80 });
    await expect(transport.send(get)).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('within 0.08 s'),
    });
  });

  it('fails with timeout when an answer never ends', async () => {
    const server = await start((_, response) => void response.writeHead(200).write('{'));
    const transport = createTransport(connection(server.url, server.ca), { ...options, timeoutMs: 80 });
    await expect(transport.send(get)).rejects.toMatchObject({ code: 'timeout' });
  });

  it('does not count the time that a request waits for a connection of ours', async () => {
    const server = await start((_, response) => void setTimeout(() => sendJson(response, 200, {}), 500));
    const transport = createTransport(connection(server.url, server.ca), { ...options, timeoutMs: 2000 });
    const answers = await Promise.all(Array.from({ length: 40 }, () => transport.send(get)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('fails with timeout when nobody takes part in TLS', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const transport = createTransport(connection(`https://127.0.0.1:${port}`), { ...options, timeoutMs: 80 });
    await expect(transport.send(get)).rejects.toMatchObject({ code: 'timeout' });
    silent.close();
  });

  it.each<[string, Partial<Connection>]>([
    ['client certificate', { cert: Buffer.from('hunter2') }],
    ['client key', { key: Buffer.from('hunter2') }],
    ['client certificate and key', { cert: certificate, key: Buffer.from(otherKey) }],
  ])('is not opened with a %s that cannot be used, and does not show it', async (what, part) => {
    const opening = (): unknown => createTransport({ ...connection('https://127.0.0.1:1'), ...part }, options);
    expect(opening).toThrow(
      expect.objectContaining({ code: 'config', message: expect.stringContaining(`has a ${what}`) }),
    );
    expect(opening).not.toThrow(/hunter2/);
  });

  it('is cancelled by the signal, and not used after', async () => {
    const server = await start(() => {});
    const controller = new AbortController();
    const transport = createTransport(connection(server.url, server.ca), { ...options, signal: controller.signal });
    const sending = transport.send(get);
    setTimeout(() => controller.abort(), 50);
    await expect(sending).rejects.toMatchObject({ code: 'interrupted' });
    await expect(transport.send(get)).rejects.toMatchObject({ code: 'interrupted' });
    expect(server.requests.length).toBeLessThanOrEqual(1);
  });

  it('is unreachable where nobody listens', async () => {
    const server = await startHttps(() => {});
    await server.close();
    const sending = createTransport(connection(server.url), options).send(get);
    await expect(sending).rejects.toMatchObject({
      code: 'unreachable',
      message: `${server.url} refused the connection.`,
    });
  });

  it('is unreachable when the server goes in the middle of an answer', async () => {
    const server = await start((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{');
      setTimeout(() => response.socket?.destroy(), 20);
    });
    const sending = createTransport(connection(server.url, server.ca), options).send(get);
    await expect(sending).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('closed the connection'),
    });
  });

  it('is unreachable when the authority is not known', async () => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const sending = createTransport(connection(server.url), options).send(get);
    await expect(sending).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('signed by itself'),
    });
  });

  it('goes on without an authority when told so', async () => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const transport = createTransport({ ...connection(server.url), insecure: true }, options);
    expect((await transport.send(get)).status).toBe(200);
  });

  it('is unreachable where something else than TLS answers', async () => {
    const plain = createServer((socket) => socket.end('hello\n'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const address = plain.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const sending = createTransport(connection(`https://127.0.0.1:${port}`), options).send(get);
    await expect(sending).rejects.toMatchObject({ code: 'unreachable' });
    plain.close();
  });
});
