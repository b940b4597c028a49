import type { AddressInfo } from 'node:net';
import { createServer, type Server, type TLSSocket, type TlsOptions } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createTransport } from '../../src/client/transport.ts';
import { connection, options, start } from '../support/connection.ts';
import { certificate, key, sendJson } from '../support/https-server.ts';

const get = { method: 'GET', path: '/x' };
const patch = { method: 'PATCH', path: '/x', body: '{}', headers: { 'content-type': 'application/apply-patch+yaml' } };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('the first request of a connection', () => {
  it('asks as those after it do', async () => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const transport = createTransport(connection(`${server.url}/k8s`, server.ca), options);
    await transport.send(get);
    await transport.send(get);
    const [first, second] = server.requests.map(({ method, url, headers }) => ({ method, url, headers }));
    expect(first).toEqual(second);
    expect(server.connections()).toBe(1);
  });

  it('gives what those after it do', async () => {
    const body = JSON.stringify({ text: 'ä'.repeat(90_000) });
    const server = await start((_, response) => {
      response.setHeader('warning', ['299 - "one"', '299 - "two ä"'.normalize()].map(asBytes));
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      const whole = gzipSync(body);
      response.write(whole.subarray(0, 40));
      setTimeout(() => response.end(whole.subarray(40)), 30);
    });
    const warnings: string[] = [];
    const transport = createTransport(connection(server.url, server.ca), {
      ...options,
      onWarning: (text) => warnings.push(text),
    });
    const first = await transport.send(get);
    const second = await transport.send(get);
    expect(first.body.toString('utf8')).toBe(body);
    expect({ ...first, headers: withoutDate(first.headers) }).toEqual({
      ...second,
      headers: withoutDate(second.headers),
    });
    expect(warnings).toEqual(['one', 'two ä', 'one', 'two ä']);
  });

  it('is asked again by Node where the answer is strange, on a connection of its own', async () => {
    const server = await start((_, response) => {
      response.socket?.end('HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n{"old":true}');
    });
    const answer = await createTransport(connection(server.url, server.ca), options).send(get);
    expect([answer.status, answer.body.toString('utf8')]).toEqual([200, '{"old":true}']);
    expect([server.requests.length, server.connections()]).toEqual([2, 2]);
  });

  it('hands its connection to a write; one that the server has closed meanwhile is not used', async () => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const transport = createTransport(connection(server.url, server.ca), options);
    await transport.send(get);
    expect((await transport.send(patch)).status).toBe(200);
    expect(server.connections()).toBe(1);

    const other = createTransport(connection(server.url, server.ca), options);
    await other.send(get);
    server.requests.at(-1)?.socket.destroy();
    await pause(50);
    expect((await other.send(patch)).status).toBe(200);
    expect(server.connections()).toBe(3);
  });

  it('sends an apply again that its closing connection swallowed', async () => {
    const server = await start((request, response) => {
      if (request.method === 'PATCH' && server.connections() === 1) request.socket.destroy();
      else sendJson(response, 200, {});
    });
    const transport = createTransport(connection(server.url, server.ca), options);
    await transport.send(get);
    expect((await transport.send(patch)).status).toBe(200);
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'PATCH']);
  });

  it('that is a write leaves the GET after it to the same connection', async () => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const transport = createTransport(connection(server.url, server.ca), options);
    await transport.send(patch);
    await transport.send(get);
    expect(server.connections()).toBe(1);
  });

  it('leaves nothing that holds the process: its connection is idle', async () => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const before = sockets();
    await createTransport(connection(server.url, server.ca), options).send(get);
    expect(sockets() - before).toBe(0);
  });

  it.each([
    ['a greeting', '220 smtp ready\r\n'],
    ['line feeds alone', 'HTTP/1.1 200 OK\nContent-Length: 0\n\n'],
  ])('is no request to something else than HTTP: %s is told at once', async (_, words) => {
    const port = await listening((socket) => socket.write(words));
    const sending = createTransport(connection(`https://127.0.0.1:${port}`, certificate), options).send(get);
    await expect(sending).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('HTTP') });
  });

  it('takes a server that knows HTTP/2 alone by name, as Node does', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}';
    const port = await listening((socket) => socket.on('data', () => socket.write(answer)), { ALPNProtocols: ['h2'] });
    const transport = createTransport(connection(`https://127.0.0.1:${port}`, certificate), options);
    expect((await transport.send(get)).status).toBe(200);
  });

  it('counts what a strange answer took', async () => {
    const port = await listening((socket) =>
      socket.on('data', () => setTimeout(() => socket.end('HTTP/1.0 200 OK\r\n\r\n'), 700)),
    );
    const begun = performance.now();
    const limited = { ...options, timeoutMs: 1000 };
    const sending = createTransport(connection(`https://127.0.0.1:${port}`, certificate), limited).send(get);
    await expect(sending).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining('within 1 s') });
    expect(performance.now() - begun).toBeLessThan(1300);
  });

  it('with a body is sent by Node', async () => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const answer = await createTransport(connection(server.url, server.ca), options).send({ ...get, body: '{}' });
    expect(answer.status).toBe(200);
  });

  it('refuses a path and a header that Node would refuse, and sends neither', async () => {
    const server = await start((_, response) => sendJson(response, 200, {}));
    const open = () => createTransport(connection(server.url, server.ca), options);
    await expect(open().send({ method: 'GET', path: '/x y' })).rejects.toThrow(/unescaped/);
    await expect(open().send({ ...get, headers: { 'x-a': 'b\r\nx-c: d' } })).rejects.toThrow(/Invalid character/);
    expect(server.requests).toEqual([]);
  });
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A TLS server that does with each connection what is said; ends with the test. */
async function listening(serve: (socket: TLSSocket) => unknown, more: TlsOptions = {}): Promise<number> {
  const server = createServer({ cert: certificate, key, ...more }, (socket) => {
    socket.on('error', () => {});
    serve(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const sockets = (): number => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

/** Node writes a header in Latin-1; a server of Go's writes the bytes of UTF-8. */
const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const withoutDate = ({ date: _, ...headers }: Readonly<Record<string, string>>): object => headers;
