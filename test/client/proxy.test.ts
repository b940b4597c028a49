import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createTransport } from '../../src/client/transport.ts';
import { connection, options, start } from '../support/connection.ts';
import { sendJson } from '../support/https-server.ts';
import { type ProxyServer, startProxy, startSocks } from '../support/proxy-server.ts';

const get = { method: 'GET', path: '/x' };
const open: ProxyServer[] = [];
const opened = async (starting: Promise<ProxyServer>): Promise<ProxyServer> => {
  const proxy = await starting;
  open.push(proxy);
  return proxy;
};
afterEach(async () => {
  for (const proxy of open.splice(0)) await proxy.close();
});

const withPassword = (url: string): URL => Object.assign(new URL(url), { username: 'me', password: 'hunter2' });

describe('through a proxy', () => {
  it.each([
    ['CONNECT', () => startProxy(), `Basic ${Buffer.from('me:hunter2').toString('base64')}`],
    ['SOCKS 5', startSocks, 'me:hunter2'],
  ])('by %s, requests use one tunnel, and the proxy sees no request', async (_, starting, authorization) => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const proxy = await opened(starting());
    const transport = createTransport(
      { ...connection(server.url, server.ca), proxy: withPassword(proxy.url) },
      options,
    );
    for (let i = 0; i < 5; i++) expect((await transport.send(get)).status).toBe(200);
    expect(proxy.tunnels).toEqual([{ to: new URL(server.url).host, authorization }]);
    expect([server.requests.length, server.connections()]).toEqual([5, 1]);
  });

  it.each([
    ['CONNECT', () => startProxy()],
    ['SOCKS 5', startSocks],
  ])('by %s, without a password none is sent', async (_, starting) => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const proxy = await opened(starting());
    await createTransport({ ...connection(server.url, server.ca), proxy: new URL(proxy.url) }, options).send(get);
    expect(proxy.tunnels).toEqual([{ to: new URL(server.url).host, authorization: undefined }]);
  });

  it('many requests at once share a few tunnels', async () => {
    const server = await start((_, response) => void setImmediate(() => sendJson(response, 200, {})));
    const proxy = await opened(startProxy());
    const transport = createTransport({ ...connection(server.url, server.ca), proxy: new URL(proxy.url) }, options);
    const answers = await Promise.all(Array.from({ length: 40 }, () => transport.send(get)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(proxy.tunnels.length).toBeLessThanOrEqual(8);
  });

  it("the server's certificate is checked all the same", async () => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const proxy = await opened(startProxy());
    const sending = createTransport({ ...connection(server.url), proxy: new URL(proxy.url) }, options).send(get);
    await expect(sending).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('certificate'),
    });
    expect(server.requests).toEqual([]);
  });

  it('what ends before TLS has not been sent: a write is tried again, and its outcome is known', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.destroy()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const proxy = await opened(startProxy());
    const there = { ...connection(`https://127.0.0.1:${port}`), proxy: new URL(proxy.url) };
    const sending = createTransport(there, options).send({ ...get, method: 'POST', body: '{}' });
    await expect(sending).rejects.toMatchObject({
      code: 'unreachable',
      hint: expect.stringContaining('Try again'),
    });
    expect(proxy.tunnels).toHaveLength(2);
    server.close();
  });

  it.each([
    [407, /refused a connection to example\.test:443: HTTP 407/, /NAME:PASSWORD@/],
    [403, /refused a connection to example\.test:443: HTTP 403/, /NO_PROXY/],
  ])('that answers %i is named without its password', async (status, message, hint) => {
    const proxy = await opened(startProxy(() => status));
    const transport = createTransport(
      { ...connection('https://example.test'), proxy: withPassword(proxy.url) },
      options,
    );
    const failure = await transport.send(get).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    expect(JSON.stringify(failure)).not.toContain('hunter2');
    expect(String(failure)).toContain(proxy.url);
  });

  it.each(['http', 'socks5'])('that is not there (%s) is named, and where its name comes from', async (scheme) => {
    const proxy = await startProxy();
    await proxy.close();
    const address = new URL(proxy.url.replace('http', scheme));
    const transport = createTransport({ ...connection('https://example.test'), proxy: address }, options);
    await expect(transport.send(get)).rejects.toMatchObject({
      code: 'unreachable',
      message: `${scheme}://${address.host} refused the connection.`,
      hint: expect.stringContaining('proxy-url'),
    });
  });

  it('that never answers ends with the timeout', async () => {
    const proxy = await opened(startProxy(() => undefined));
    const transport = createTransport(
      { ...connection('https://example.test'), proxy: new URL(proxy.url) },
      { ...options, timeoutMs: 80 },
    );
    await expect(transport.send(get)).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining(`The proxy ${proxy.url} did not open`),
    });
  });

  it('that is slow does not make the request longer than its timeout', async () => {
    const server = await start(() => {}); // never answers
    const proxy = await opened(startProxy(() => new Promise((resolve) => setTimeout(resolve, 900, 200))));
    const transport = createTransport(
      { ...connection(server.url, server.ca), proxy: new URL(proxy.url) },
      { ...options, timeoutMs: 1500 },
    );
    const begun = performance.now();
    await expect(transport.send(get)).rejects.toMatchObject({ code: 'timeout' });
    expect(performance.now() - begun).toBeLessThan(900 + 1500 - 200);
  });

  it('that never answers is left when the user has had enough', async () => {
    const controller = new AbortController();
    const proxy = await opened(
      startProxy(() => {
        controller.abort();
        return undefined;
      }),
    );
    const transport = createTransport(
      { ...connection('https://example.test'), proxy: new URL(proxy.url) },
      { ...options, timeoutMs: 0, signal: controller.signal },
    );
    await expect(transport.send(get)).rejects.toMatchObject({ code: 'interrupted' });
  });
});
