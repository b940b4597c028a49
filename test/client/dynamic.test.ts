import type { ServerResponse } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { connectKube } from '../../src/client/connect.ts';
import { createKube } from '../../src/client/dynamic.ts';
import { connect } from '../../src/client/library.ts';
import { createTransport } from '../../src/client/transport.ts';
import { clusters } from '../../src/core/cluster.ts';
import { core } from '../../src/core/object.ts';
import { connection, options, start } from '../support/connection.ts';
import { sendJson, type TestServer } from '../support/https-server.ts';

// client-node is large: loading it is no part of what a test takes.
beforeAll(() => import('../../src/client/custom-objects.ts'), 60_000);

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
  const notFound = {
    kind: 'Status',
    reason: 'NotFound',
    message: 'clusters "x" not found',
    details: { name: 'x', kind: 'clusters' },
  };

  it('lists custom resources through CustomObjectsApi, on the same single connection', async () => {
    const server = await start((_, response) =>
      sendJson(response, 200, { items: [{ metadata: { name: 'member1' } }] }),
    );
    const kube = kubeOn(server);
    const lists = [await kube.list(clusters), await kube.list(clusters), await kube.list(core('secrets'))];
    expect(lists.map(({ items }) => items[0]?.metadata.name)).toEqual(['member1', 'member1', 'member1']);
    expect(server.requests[0]?.url).toBe('/apis/cluster.karmada.io/v1alpha1/clusters?limit=500');
    expect(server.requests[0]?.headers['user-agent']).toBe('karmate/test');
    expect(server.connections()).toBe(1);
  });

  it.each([undefined, ''])(
    'asks nobody about an object of the name %j: the path would mean all of them',
    async (name) => {
      const server = await start((_, response) => sendJson(response, 200, { metadata: { name: 'any' } }));
      const kube = kubeOn(server);
      for (const gvr of [clusters, core('configmaps')]) {
        const place = { ...gvr, name } as { group: string; version: string; resource: string; name: string };
        for (const asking of [
          () => kube.delete(place),
          () => kube.get(place),
          () => kube.find(place),
          () => kube.merge(place, {}),
          () => kube.patch(place, []),
          () => kube.apply(place, '', { force: false }),
        ])
          await expect(asking()).rejects.toMatchObject({ code: 'usage' });
      }
      expect(server.requests).toEqual([]);
    },
  );

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

  it.each([
    ['custom resource', clusters, '404 page not found\n'],
    ['core kind', core('namespaces'), JSON.stringify({ kind: 'Status', reason: 'NotFound', message: 'no such path' })],
  ])('fails where the API of a %s is not served, instead of finding nothing', async (_, gvr, body) => {
    const kube = kubeOn(await start((__, response) => void response.writeHead(404).end(body)));
    await expect(kube.find({ ...gvr, name: 'x' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['a page', (response) => void response.setHeader('content-type', 'text/html').end('<html>login</html>')],
    ['a text', (response) => void response.end('{"items": [')],
    ['JSON of another kind', (response) => sendJson(response, 200, { ok: true })],
  ])('says that it is no Kubernetes API where %s comes back with 200', async (_, answer) => {
    const kube = kubeOn(await start((__, response) => answer(response)));
    for (const gvr of [clusters, core('pods')])
      await expect(kube.list(gvr)).rejects.toMatchObject({
        code: 'unreachable',
        message: expect.stringContaining('is not a Kubernetes API'),
      });
  });

  it('reads custom resources whatever the server calls its JSON', async () => {
    const server = await start(
      (_, response) => void response.setHeader('content-type', 'text/plain').end('{"items":[]}'),
    );
    expect(await kubeOn(server).list(clusters)).toEqual({ items: [] });
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
    expect(server.requests[0]?.url).toBe(
      '/api/v1/namespaces/default/configmaps/x?fieldManager=karmate&force=false&fieldValidation=Strict',
    );
  });

  it('asks for a dry run, a page, and sends a JSON patch', async () => {
    const server = await start((_, response) => sendJson(response, 200, { items: [], metadata: { name: 'x' } }));
    const kube = kubeOn(server);
    const place = { ...core('configmaps'), namespace: 'default', name: 'x' };
    const dry = { force: true, dryRun: true, fieldValidation: 'Ignore' } as const;
    expect((await kube.apply(place, 'a: b', dry)).created).toBe(false);
    await kube.patch(place, [{ op: 'replace', path: '/data', value: {} }]);
    await kube.list(core('configmaps'), { limit: 5, continue: 'c&' });
    await kube.list(clusters, { limit: 5, continue: 'c&', labelSelector: 'a=b' });
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/api/v1/namespaces/default/configmaps/x?fieldManager=karmate&force=true&fieldValidation=Ignore&dryRun=All',
      '/api/v1/namespaces/default/configmaps/x?fieldManager=karmate',
      '/api/v1/configmaps?limit=5&continue=c%26',
      expect.stringMatching(/^\/apis\/cluster\.karmada\.io\/v1alpha1\/clusters\?/),
    ]);
    expect(server.requests[1]?.headers['content-type']).toBe('application/json-patch+json');
    const asked = new URL(server.requests[3]?.url ?? '', server.url).searchParams;
    expect(Object.fromEntries(asked)).toEqual({ limit: '5', continue: 'c&', labelSelector: 'a=b' });
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
