import { expect, it } from 'vitest';
import { createKube } from '../../src/client/dynamic.ts';
import { createTransport } from '../../src/client/transport.ts';
import { connection, options, start } from '../support/connection.ts';

const verbs = ['get', 'list'];

async function listableFrom(answers: Readonly<Record<string, object>>): Promise<readonly string[]> {
  const server = await start(({ url = '' }, answer) => {
    const body = answers[url];
    answer.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
    answer.end(JSON.stringify(body ?? { kind: 'Status', reason: 'NotFound' }));
  });
  const transport = createTransport(connection(server.url, server.ca), options);
  const target = {
    server: server.url,
    context: 'c',
    namespace: 'default',
    namespaceIsExplicit: false,
    insecure: false,
  };
  const found = await createKube(async () => ({ target, transport })).listable();
  return found.map(({ group, version, resource, namespaced, shortNames = [] }) =>
    [`${group}/${version}/${resource}`, namespaced, ...shortNames].join(' '),
  );
}

it('what a server lists is each resource once, in the version it prefers', async () => {
  const resource = (name: string, scope: string, can = verbs) => ({
    resource: name,
    scope,
    verbs: can,
    responseKind: { kind: name },
  });
  const versions = [
    { version: 'v1', resources: [{ ...resource('deployments', 'Namespaced'), shortNames: ['deploy'] }] },
    {
      version: 'v1beta1',
      resources: [resource('deployments', 'Namespaced'), resource('scales', 'Namespaced', ['get'])],
    },
  ];
  const core = [{ version: 'v1', resources: [resource('namespaces', 'Cluster')] }];
  expect(
    await listableFrom({
      '/api': { kind: 'APIGroupDiscoveryList', items: [{ metadata: {}, versions: core }] },
      '/apis': { kind: 'APIGroupDiscoveryList', items: [{ metadata: { name: 'apps' }, versions }] },
    }),
  ).toEqual(['/v1/namespaces false', 'apps/v1/deployments true deploy']);
});

it('is asked group by group where a server is too old for that, and a group that does not answer has nothing', async () => {
  const one = (name: string, namespaced: boolean) => ({ name, kind: name, namespaced, verbs });
  expect(
    await listableFrom({
      '/api': { kind: 'APIVersions', versions: ['v1'] },
      '/apis': {
        kind: 'APIGroupList',
        groups: [{ preferredVersion: { groupVersion: 'apps/v1' } }, { preferredVersion: { groupVersion: 'down/v1' } }],
      },
      '/api/v1': { resources: [one('pods', true), one('pods/log', true)] },
      '/apis/apps/v1': { resources: [{ ...one('deployments', true), shortNames: ['deploy'] }] },
    }),
  ).toEqual(['/v1/pods true', 'apps/v1/deployments true deploy']);
});
