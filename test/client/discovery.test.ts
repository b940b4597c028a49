import { expect, it } from 'vitest';
import { createDiscovery } from '../../src/client/discovery.ts';
import type { Transport } from '../../src/client/transport.ts';

/** A transport that answers from a table and remembers what was asked. */
function canned(answers: Readonly<Record<string, object>>) {
  const asked: string[] = [];
  const transport: Transport = {
    server: 'https://canned',
    send: async ({ path }) => {
      asked.push(path);
      const body = answers[path];
      return {
        status: body ? 200 : 404,
        headers: {},
        body: Buffer.from(JSON.stringify(body ?? { kind: 'Status', reason: 'NotFound' })),
      };
    },
  };
  return { transport, asked };
}

const aggregated = {
  kind: 'APIGroupDiscoveryList',
  items: [
    {
      metadata: { name: 'apps' },
      versions: [
        {
          version: 'v1',
          resources: [{ resource: 'deployments', scope: 'Namespaced', responseKind: { kind: 'Deployment' } }],
        },
      ],
    },
  ],
};
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment' };
const resource = { group: 'apps', version: 'v1', resource: 'deployments', kind: 'Deployment', namespaced: true };

it('an aggregated answer is asked for once', async () => {
  const { transport, asked } = canned({ '/apis': aggregated });
  const resolve = createDiscovery(transport);
  expect([await resolve(deployment), await resolve(deployment)]).toEqual([resource, resource]);
  expect(asked).toEqual(['/apis']);
});

it('an older server is asked group by group', async () => {
  const resources = [
    { name: 'deployments', kind: 'Deployment', namespaced: true },
    { name: 'deployments/scale', kind: 'Scale', namespaced: true },
  ];
  const { transport, asked } = canned({ '/apis': { kind: 'APIGroupList' }, '/apis/apps/v1': { resources } });
  const resolve = createDiscovery(transport);
  expect(await resolve(deployment)).toEqual(resource);
  expect(await resolve({ ...deployment, kind: 'Scale' })).toBeUndefined();
  expect(asked).toEqual(['/apis', '/apis/apps/v1']);
});

it('the core group has a root of its own', async () => {
  const { transport } = canned({
    '/api': { kind: 'X' },
    '/api/v1': { resources: [{ name: 'pods', kind: 'Pod', namespaced: true }] },
  });
  expect(await createDiscovery(transport)({ apiVersion: 'v1', kind: 'Pod' })).toMatchObject({
    group: '',
    resource: 'pods',
  });
});

it('a group that is not there is no failure, and is asked for again when fresh', async () => {
  const { transport, asked } = canned({ '/apis': aggregated });
  const resolve = createDiscovery(transport);
  const strange = { apiVersion: 'example.org/v1', kind: 'Thing' };
  expect(await resolve(strange)).toBeUndefined();
  expect(await resolve(strange)).toBeUndefined();
  expect(asked).toEqual(['/apis', '/apis/example.org/v1']);
  await resolve(strange, { fresh: true });
  expect(asked).toHaveLength(4);
});
