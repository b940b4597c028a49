import { request } from 'node:http';
import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type Answer, answerReader, type Reading } from '../../src/client/read-answer.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

/** What is told of an answer whose bytes come in these parts. */
function read(...parts: readonly string[]): Reading {
  const reader = answerReader();
  let reading: Reading = 'more';
  for (const part of parts) {
    reading = reader(bytes(part));
    if (reading !== 'more') break;
  }
  return reading;
}
const bodyOf = (reading: Reading): string => (typeof reading === 'object' ? reading.body.toString('latin1') : reading);

const sized = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":1}';
const chunked =
  'HTTP/1.1 200 OK\r\nAudit-Id: 7\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n';
const head = (lines: string, status = '200 OK'): string => `HTTP/1.1 ${status}\r\n${lines}\r\n\r\n`;

describe('an answer', () => {
  it.each([
    ['with a length', sized],
    ['in chunks', chunked],
  ])('%s is read, wherever it is cut', (_, text) => {
    expect(bodyOf(read(text))).toBe('{"a":1}');
    expect(bodyOf(read(...text))).toBe('{"a":1}');
    for (let at = 1; at < text.length; at++) {
      expect(read(text.slice(0, at))).toBe('more');
      expect(bodyOf(read(text.slice(0, at), text.slice(at)))).toBe('{"a":1}');
    }
  });

  it('gives its headers in small letters, each also alone', () => {
    const reading = read(head('Warning: 299 - "a"\r\nwarning: 299 - "b"\r\nContent-Length: 0'));
    expect(reading).toMatchObject({
      status: 200,
      headers: { warning: '299 - "a", 299 - "b"', 'content-length': '0' },
      headersDistinct: { warning: ['299 - "a"', '299 - "b"'] },
      staysOpenMs: Number.POSITIVE_INFINITY,
    });
  });

  it.each([
    ['Connection: close', 0],
    ['Connection: Keep-Alive', Number.POSITIVE_INFINITY],
    ['Keep-Alive: timeout=5', 4000],
    ['Keep-Alive: timeout=1', 0],
    ['Keep-Alive: max=7', 0],
    ['Proxy-Connection: close', 0],
  ])('with "%s" leaves its connection open for %d ms', (line, staysOpenMs) => {
    expect(read(head(`Content-Length: 0\r\n${line}`))).toMatchObject({ staysOpenMs });
  });

  it('without a body is whole with its head', () => {
    expect(bodyOf(read(head('Audit-Id: 1', '204 No Content')))).toBe('');
  });

  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n\r\n'],
    ['an older HTTP', 'HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ['an answer before the answer', head('', '103 Early Hints')],
    ['neither length nor chunks', head('Connection: close')],
    ['both', head('Content-Length: 3\r\nTransfer-Encoding: chunked')],
    ['two lengths', head('Content-Length: 3\r\nContent-Length: 3')],
    ['a length that is none', head('Content-Length: +3')],
    ['compressed for the way', head('Transfer-Encoding: gzip, chunked')],
    ['a folded header', head('Audit-Id: 1\r\n  2\r\nContent-Length: 0')],
    ['a blank before the colon', head('Content-Length : 0')],
    ['more than its length', `${sized}x`],
    ['more than its chunks', `${chunked}x`],
    ['a chunk longer than it says', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n'],
    ['a chunk with an extension', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=y\r\na\r\n'],
    ['a trailer', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n'],
    ['a blank of Latin-1 after a length', head('Content-Length: 0\xa0')],
    ['a blank of Latin-1 after chunked', head('Transfer-Encoding: chunked\xa0')],
    ['a head that is large', head(`X: ${'y'.repeat(20_000)}\r\nContent-Length: 0`)],
    ['a greeting, and no end', '220 smtp ready\r\n'],
    ['another greeting, and no end', 'SSH-2.0-OpenSSH_9.2'],
    ['frames of HTTP/2', '\x00\x00\x12\x04'],
    ['line feeds alone', 'HTTP/1.1 200 OK\nContent-Length: 0\n\n'],
    ['no header where one is to be', 'HTTP/1.1 200 OK\r\nno header\r\n'],
    ['a head without end', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(12_000)}`],
  ])('with %s is left to Node', (_, text) => {
    expect(read(text)).toBe('strange');
  });
});

/** What Node's own reader makes of the same bytes. */
const byNode = (text: string): Promise<Pick<Answer, 'status' | 'headersDistinct'> & { readonly body: string }> =>
  new Promise((resolve, reject) => {
    const socket = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
    const asking = request({ createConnection: () => socket }, (message) => {
      const parts: Buffer[] = [];
      message.on('data', (part: Buffer) => parts.push(part));
      message.on('error', reject);
      message.on('end', () => {
        const body = Buffer.concat(parts).toString('latin1');
        const headersDistinct = message.headersDistinct as Record<string, string[]>;
        resolve({ status: message.statusCode ?? 0, headersDistinct, body });
      });
    });
    asking.on('error', reject);
    asking.end();
    setImmediate(() => {
      socket.push(bytes(text));
      socket.push(null);
    });
  });

/** The same numbers each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

describe('whatever is taken', () => {
  const pieces = [
    '\r\n',
    '\n',
    '\r',
    '\xa0',
    '\t',
    ' ',
    ':',
    '0',
    '1',
    'f',
    'a',
    '{"a"',
    '',
    'Content-Length: 2',
    'chunked',
    '\x00',
  ];

  it('Node reads in the same way: 4,000 answers with something changed in each', { timeout: 60_000 }, async () => {
    const next = numbers(7);
    const pick = <T>(all: readonly T[]): T => all[next(all.length)] as T;
    let taken = 0;
    for (let i = 0; i < 4000; i++) {
      const text = pick([sized, chunked, head('Content-Length: 0', '404 Not Found')]);
      const at = next(text.length);
      const changed = text.slice(0, at) + pick(pieces) + text.slice(at + next(3));
      const reading = read(changed);
      if (typeof reading !== 'object') continue;
      taken += 1;
      const { status, headersDistinct, body } = reading;
      const mine = { status, headersDistinct: { ...headersDistinct }, body: body.toString('latin1') };
      const theirs = await byNode(changed).then(
        (answer) => ({ ...answer, headersDistinct: { ...answer.headersDistinct } }),
        (error: unknown) => `Node: ${error}`,
      );
      expect(mine, JSON.stringify(changed)).toEqual(theirs);
    }
    expect(taken).toBeGreaterThan(300);
  });
});
