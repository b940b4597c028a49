import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { connect, connectKube } from '../../src/client/connect.ts';
import type { Connection } from '../../src/client/credentials.ts';
import { createKube } from '../../src/client/dynamic.ts';
import { createTransport, type TransportOptions } from '../../src/client/transport.ts';
import { clusters } from '../../src/core/cluster.ts';
import { core } from '../../src/core/object.ts';
import { sendJson, startHttps, type TestServer } from '../support/https-server.ts';

const open: TestServer[] = [];
const start: typeof startHttps = async (answer) => {
  const server = await startHttps(answer);
  open.push(server);
  return server;
};
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

const connection = (server: string, ca?: Buffer): Connection => ({
  server,
  context: 'c',
  namespace: undefined,
  insecure: false,
  tlsServerName: undefined,
  ca,
  cert: undefined,
  key: undefined,
  authorization: 'Bearer secret-token',
});
const options: TransportOptions = { userAgent: 'karmate/test', timeoutMs: 5000, signal: new AbortController().signal };
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

describe('a Kube on the transport', () => {
  const kubeOn = (server: TestServer) => {
    const transport = createTransport(connection(server.url, server.ca), options);
    const target = {
      server: server.url,
      context: 'c',
      namespace: 'default',
      namespaceIsExplicit: false,
      insecure: false,
    };
    return createKube(async () => ({ target, transport }));
  };
  const notFound = { kind: 'Status', reason: 'NotFound', message: 'clusters "x" not found' };

  it('lists custom resources through CustomObjectsApi, on the same single connection', async () => {
    const server = await start((_, response) =>
      sendJson(response, 200, { items: [{ metadata: { name: 'member1' } }] }),
    );
    const kube = kubeOn(server);
    const lists = [await kube.list(clusters), await kube.list(clusters), await kube.list(core('secrets'))];
    expect(lists.map(({ items }) => items[0]?.metadata.name)).toEqual(['member1', 'member1', 'member1']);
    expect(server.requests[0]?.url).toBe('/apis/cluster.karmada.io/v1alpha1/clusters');
    expect(server.requests[0]?.headers['user-agent']).toBe('karmate/test');
    expect(server.connections()).toBe(1);
  });

  it.each([
    ['custom resource', clusters],
    ['core kind', core('namespaces')],
  ])('finds nothing where a %s is not, and names it when it must be there', async (_, gvr) => {
    const kube = kubeOn(await start((__, response) => sendJson(response, 404, notFound)));
    expect(await kube.find({ ...gvr, name: 'x' })).toBeUndefined();
    await expect(kube.get({ ...gvr, name: 'x' })).rejects.toMatchObject({
      code: 'not-found',
      message: 'clusters "x" not found',
    });
  });

  it('sends a manifest’s own text as the body of a server-side apply', async () => {
    const bodies: string[] = [];
    const server = await start((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString('utf8')));
      request.on('end', () => sendJson(response, 201, { metadata: { name: 'x' } }));
    });
    const manifest = 'kind: ConfigMap # as it is\ndata: { mode: 0644, on: yes, ö: "ü" }\n';
    const place = { ...core('configmaps'), namespace: 'default', name: 'x' };
    expect((await kubeOn(server).apply(place, manifest, { force: false })).created).toBe(true);
    expect(bodies.join('')).toBe(manifest);
    expect(server.requests[0]?.headers['content-type']).toBe('application/apply-patch+yaml');
    expect(server.requests[0]?.url).toBe('/api/v1/namespaces/default/configmaps/x?fieldManager=karmate&force=false');
  });

  it('says so when something else than JSON comes back', async () => {
    const kube = kubeOn(await start((_, response) => void response.end('<html>login</html>')));
    await expect(kube.list(core('pods'))).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('not JSON'),
    });
  });
});

it('connecting reads nothing until something is asked for', async () => {
  const kube = connectKube({ kubeconfig: '/nowhere/config' }, { env: {}, home: '/nowhere' });
  expect(connect({ kubeconfig: '/nowhere/config' })).toBeDefined();
  await expect(kube.version()).rejects.toMatchObject({
    code: 'config',
    message: 'There is no kubeconfig at /nowhere/config.',
  });
});
