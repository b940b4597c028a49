import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createTransport, type Request, type TransportOptions } from '../../src/client/transport.ts';
import { connection, options, start } from '../support/connection.ts';
import { sendJson } from '../support/https-server.ts';

const get: Request = { method: 'GET', path: '/x' };
const apply: Request = {
  method: 'PATCH',
  path: '/x',
  headers: { 'content-type': 'application/apply-patch+yaml' },
  body: 'kind: X',
};
const create: Request = { method: 'POST', path: '/x', headers: { 'content-type': 'application/json' }, body: '{}' };

/** A server that answers the first request with the first of these, and so on; the last one stays. */
async function serverOf(...answers: readonly ((response: ServerResponse) => void)[]) {
  const bodies: string[] = [];
  let asked = 0;
  const server = await start((request, response) => {
    const answer = answers[Math.min(asked++, answers.length - 1)];
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      bodies.push(body);
      answer?.(response);
    });
  });
  const lines: string[] = [];
  const waits: number[] = [];
  const open = (more: Partial<TransportOptions> = {}) =>
    createTransport(connection(server.url, server.ca), {
      ...options,
      trace: (line) => lines.push(line),
      sleep: async (ms) => void waits.push(ms),
      ...more,
    });
  return { server, bodies, lines, waits, open };
}

const ok = (response: ServerResponse): void => sendJson(response, 200, {});
const busy = (response: ServerResponse): void => {
  response.setHeader('retry-after', '2');
  sendJson(response, 429, { kind: 'Status', reason: 'TooManyRequests', message: 'busy' });
};
const reset = (response: ServerResponse): void => void response.socket?.destroy();

describe('the transport', () => {
  it.each([
    ['read', get],
    ['create', create],
  ])('does a %s again when a busy server asks for it, and says so', async (_, request) => {
    const { bodies, lines, waits, open } = await serverOf(busy, ok);
    expect((await open().send(request)).status).toBe(200);
    expect([bodies, waits]).toEqual([[request.body ?? '', request.body ?? ''], [2000]]);
    expect(lines.map((line) => line.replace(/https:\S+|\d+ ms$/g, '').trim())).toEqual([
      `${request.method}  429 in`,
      `${request.method}  again in 2000 ms (retry 1)`,
      `${request.method}  200 in`,
    ]);
  });

  it('gives a busy server ten more chances, and then its answer', async () => {
    const { server, waits, open } = await serverOf(busy);
    expect((await open({ timeoutMs: 0 }).send(get)).status).toBe(429);
    expect([server.requests.length, waits.length, server.connections()]).toEqual([11, 10, 1]);
  });

  it('waits no longer for a busy server than --request-timeout says', async () => {
    const { server, open } = await serverOf(busy);
    expect((await open({ timeoutMs: 5000 }).send(get)).status).toBe(429);
    expect(server.requests.length).toBe(3);
  });

  it('is cancelled while it waits for a busy server', async () => {
    const { server, open } = await serverOf(busy);
    const controller = new AbortController();
    const sending = open({ sleep: undefined, signal: controller.signal }).send(get);
    await expect.poll(() => server.requests.length).toBe(1);
    setTimeout(() => controller.abort(), 20);
    await expect(sending).rejects.toMatchObject({ code: 'interrupted' });
    expect(server.requests.length).toBe(1);
  });

  it.each([
    ['a read', get],
    ['an apply', apply],
  ])('does %s again when the server closes a connection that was idle', async (_, request) => {
    const { server, open } = await serverOf(ok, reset, ok);
    const transport = open();
    await transport.send(get);
    expect((await transport.send(request)).status).toBe(200);
    expect([server.requests.length, server.connections()]).toEqual([3, 2]);
  });

  it('does no create twice: it may have been done', async () => {
    const { server, open } = await serverOf(ok, reset, ok);
    const transport = open();
    await transport.send(get);
    await expect(transport.send(create)).rejects.toMatchObject({
      code: 'unreachable',
      hint: expect.stringContaining('is not known'),
    });
    expect(server.requests.length).toBe(2);
  });

  it('reads again when an answer breaks off', async () => {
    const half = (response: ServerResponse): void => {
      response.writeHead(200, { 'content-length': '100' }).write('{', () => response.socket?.destroy());
    };
    const { waits, open } = await serverOf(half, half, ok);
    expect((await open().send(get)).status).toBe(200);
    expect(waits).toEqual([100, 200]);
  });

  it('gives a server that resets every connection up after three more', async () => {
    const { server, open } = await serverOf(reset);
    await expect(open().send(get)).rejects.toMatchObject({
      code: 'unreachable',
      message: `${server.url} closed the connection.`,
    });
    expect(server.requests.length).toBe(4);
  });

  it('tries once more where nobody listens', async () => {
    const { server, lines, waits, open } = await serverOf(ok);
    const transport = open();
    await server.close();
    await expect(transport.send(create)).rejects.toMatchObject({
      message: `${server.url} refused the connection.`,
      hint: expect.stringContaining('Is it running?'),
    });
    expect(waits).toEqual([250]);
    expect(lines.filter((line) => line.includes('ECONNREFUSED'))).toHaveLength(2);
  });
});
