import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createTransport, type TransportOptions } from '../../src/client/transport.ts';
import { connection, options, start } from '../support/connection.ts';
import { sendJson, type TestServer } from '../support/https-server.ts';

const get = { method: 'GET', path: '/x?a=b' };
const open = (server: TestServer, more: Partial<TransportOptions> = {}) =>
  createTransport(connection(server.url, server.ca), { ...options, ...more });

describe('an answer', () => {
  it('may come compressed, and is plain again', async () => {
    const text = JSON.stringify({ items: Array.from({ length: 2000 }, (_, index) => ({ index })) });
    const server = await start((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip');
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(gzipSync(text));
    });
    const { body, headers } = await open(server).send(get);
    expect(body.toString('utf8')).toBe(text);
    expect(headers).not.toHaveProperty('content-encoding');
  });

  it.each([
    ['damaged', gzipSync('{}'.repeat(100)).subarray(0, 20), 'gzip', /damaged or cut off/],
    ['of another encoding', Buffer.from('x'), 'br', /an encoding that nobody asked for: "br"/],
  ])('that is %s is named so', async (_, body, encoding, words) => {
    const server = await start((__, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
    });
    await expect(open(server).send(get)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(words),
    });
  });

  it('may carry warnings, each of which is passed on', async () => {
    const server = await start((_, response) => {
      response.setHeader('warning', ['299 - "one"', '299 - "two", 110 cache "stale"']);
      sendJson(response, 404, {});
    });
    const warnings: string[] = [];
    await open(server, { onWarning: (text) => warnings.push(text) }).send(get);
    expect(warnings).toEqual(['one', 'two']);
  });
});

describe('-v', () => {
  const linesAt = async (verbosity: number): Promise<readonly string[]> => {
    const server = await start((_, response) => {
      response.setHeader('set-cookie', 'hunter2');
      sendJson(response, 200, { token: 'hunter2' });
    });
    const lines: string[] = [];
    const transport = open(server, { trace: (line) => lines.push(line), verbosity });
    await transport.send(get);
    await transport.send({ ...get, method: 'PATCH', body: 'hunter2', headers: { 'x-api-key': 'hunter2' } });
    return lines.map((line) => line.replaceAll(server.url, ''));
  };

  it.each<[number, readonly RegExp[], readonly RegExp[]]>([
    [6, [/^GET \/x\?a=b 200 in \d+ ms$/m], [/>/, /</]],
    [7, [/^ {2}> user-agent: karmate\/test$/m, /^ {2}> authorization: <hidden>$/m, /> x-api-key: <hidden>/], [/ < /]],
    [
      8,
      [/< content-type: application\/json/, /< set-cookie: <hidden>/, /bytes, new connection, TLSv1/, /used again/],
      [/first byte/],
    ],
    [9, [/after .* ms connect, .* ms tls, .* ms first byte, .* ms all$/m], []],
  ])('%i shows what it promises', async (level, shown, hidden) => {
    const lines = await linesAt(level);
    for (const words of shown) expect(lines.join('\n')).toMatch(words);
    for (const words of hidden) expect(lines.join('\n')).not.toMatch(words);
  });

  it('9 shows no credential and no body', async () => {
    expect((await linesAt(9)).join('\n')).not.toMatch(/secret-token|hunter2/);
  });
});
