import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readDocument } from '../../src/client/url.ts';

const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n';
const limits = {
  signal: new AbortController().signal,
  timeoutMs: 5000,
  maxBytes: 100,
  pause: async () => {},
};

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Answers in turn; the last one again and again. */
const inTurn = (...answers: readonly (readonly [number, string?, string?])[]): RequestListener => {
  const left = [...answers];
  return (_, response) => {
    const [status, body = '', location] = (left.length > 1 ? left.shift() : left[0]) ?? [500];
    response.writeHead(status, location ? { location } : {}).end(body);
  };
};

describe('a manifest from the web', () => {
  it.each<[string, RequestListener]>([
    ['comes at once', inTurn([200, manifest])],
    ['comes after two failures of the server', inTurn([503], [500], [200, manifest])],
    ['comes from where it has moved to', inTurn([302, '', '/there'], [301, '', 'again'], [200, manifest])],
  ])('%s', async (_, answer) => {
    const base = await serve(answer);
    expect(await readDocument(`${base}/a.yaml?token=hunter2`, limits)).toEqual({
      name: `${base}/a.yaml`,
      text: manifest,
    });
  });

  it('with a login that nobody can read is refused, and not shown', async () => {
    const failed = await readDocument('http://me:hunter2%zz@localhost/a.yaml', limits).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'usage' });
    expect(String(failed)).not.toContain('hunter2');
  });

  it.each<[string, RequestListener, string, RegExp]>([
    ['that is not there', inTurn([404]), 'not-found', /a\.yaml answered HTTP 404/],
    ['that one may not read', inTurn([403]), 'forbidden', /HTTP 403/],
    ['of a server that keeps failing', inTurn([503], [503], [503], [200, manifest]), 'unreachable', /HTTP 503/],
    ['that is too large', inTurn([200, 'x'.repeat(101)]), 'usage', /larger than/],
    ['that is no text', (_, response) => response.end(Buffer.from([0x61, 0xff])), 'usage', /is not text in UTF-8/],
    ['that leads on and on', inTurn([302, '', '/again']), 'unreachable', /more than 10 redirects/],
    ['that leads to a file', inTurn([302, '', 'file:///etc/passwd']), 'usage', /less safe/],
    ['that ends in the middle', (request) => request.socket.destroy(), 'unreachable', /cannot be read/],
  ])('%s is named, without what stands in its query', async (_, answer, code, message) => {
    const base = await serve(answer);
    const failed = await readDocument(`${base}/a.yaml?token=hunter2`, limits).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(String(failed)).not.toContain('hunter2');
  });

  it('that does not come in time says so', async () => {
    const base = await serve(() => {});
    await expect(readDocument(base, { ...limits, timeoutMs: 20 })).rejects.toMatchObject({ code: 'timeout' });
  });

  it('is given up when the run is interrupted', async () => {
    const controller = new AbortController();
    const base = await serve(() => controller.abort());
    await expect(readDocument(base, { ...limits, signal: controller.signal })).rejects.toMatchObject({
      code: 'interrupted',
    });
  });

  it('is asked for with the name in its URL, which no other server and no message sees', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve(({ headers }, response) => {
      seen.push(headers.authorization);
      response.writeHead(404).end();
    });
    const base = await serve(({ headers }, response) => {
      seen.push(headers.authorization);
      response.writeHead(302, { location: other }).end();
    });
    const failed = await readDocument(base.replace('//', '//me:hunter%402@'), limits).catch((error: unknown) => error);
    expect(String(failed)).not.toContain('hunter');
    expect(seen).toEqual([`Basic ${Buffer.from('me:hunter@2').toString('base64')}`, undefined]);
  });
});
