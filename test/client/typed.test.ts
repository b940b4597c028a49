import { describe, expect, it } from 'vitest';
import { createKube } from '../../src/client/dynamic.ts';
import { createTransport } from '../../src/client/transport.ts';
import { createTyped, type Typed } from '../../src/client/typed.ts';
import { karmadaKinds } from '../../src/core/karmada-types/kinds.ts';
import type { KubeObject } from '../../src/core/object.ts';
import { connection, options, start } from '../support/connection.ts';
import { sendJson } from '../support/https-server.ts';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly type: string | undefined;
  readonly body: string;
}

/** A typed client, and what its server was asked. */
async function typedClient(answer: object = { metadata: { name: 'x' } }) {
  const asked: Asked[] = [];
  const server = await start((request, response) => {
    const chunks: string[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk.toString('utf8')));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      asked.push({ method, url, type: headers['content-type'], body: chunks.join('') });
      sendJson(response, 200, answer);
    });
  });
  const transport = createTransport(connection(server.url, server.ca), options);
  const target = { server: server.url, context: 'c', namespace: 'd', namespaceIsExplicit: false, insecure: false };
  return { typed: createTyped(createKube(async () => ({ target, transport }))), asked };
}

function withoutLimit(path: string): string {
  const url = new URL(path, 'https://x');
  url.searchParams.delete('limit');
  return url.pathname + url.search;
}

const policies = '/apis/policy.karmada.io/v1alpha1/namespaces/default/propagationpolicies';
const clusters = '/apis/cluster.karmada.io/v1alpha1/clusters';
const spec = { resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment' }] };

// The first test loads client-node, which takes seconds on a busy machine.
describe('a typed call is one request:', { timeout: 60_000 }, () => {
  it.each<[string, (typed: Typed) => Promise<unknown>, Partial<Asked>]>([
    ['get', ({ clusters }) => clusters.get('m'), { method: 'GET', url: `${clusters}/m` }],
    [
      'get in a namespace',
      ({ propagationPolicies }) => propagationPolicies('default').get('n'),
      { method: 'GET', url: `${policies}/n` },
    ],
    [
      'find',
      ({ propagationPolicies }) => propagationPolicies('default').find('n'),
      { method: 'GET', url: `${policies}/n` },
    ],
    [
      'create',
      ({ propagationPolicies }) => propagationPolicies('default').create({ metadata: { name: 'n' }, spec }),
      {
        method: 'POST',
        url: `${policies}?fieldManager=karmate`,
        body: JSON.stringify({
          apiVersion: 'policy.karmada.io/v1alpha1',
          kind: 'PropagationPolicy',
          metadata: { name: 'n' },
          spec,
        }),
      },
    ],
    [
      'merge',
      ({ clusters }) => clusters.merge('m', { spec: { provider: null, zones: ['a'] } }),
      {
        method: 'PATCH',
        url: `${clusters}/m?fieldManager=karmate`,
        type: 'application/merge-patch+json',
        body: '{"spec":{"provider":null,"zones":["a"]}}',
      },
    ],
    [
      'mergeStatus',
      ({ clusters }) => clusters.mergeStatus('m', { kubernetesVersion: 'v1' }),
      {
        method: 'PATCH',
        url: `${clusters}/m/status?fieldManager=karmate`,
        body: '{"status":{"kubernetesVersion":"v1"}}',
      },
    ],
    [
      'apply of an object',
      ({ clusters }) => clusters.apply({ metadata: { name: 'm' }, spec: { region: 'r' } }, { force: true }),
      {
        method: 'PATCH',
        url: `${clusters}/m?fieldManager=karmate&force=true&fieldValidation=Strict`,
        body: '{"apiVersion":"cluster.karmada.io/v1alpha1","kind":"Cluster","metadata":{"name":"m"},"spec":{"region":"r"}}',
      },
    ],
    [
      'apply of a text',
      ({ clusters }) => clusters.apply('kind: Cluster # as it is\nmetadata: {name: m}\nspec: {region: yes}\n'),
      {
        method: 'PATCH',
        url: `${clusters}/m?fieldManager=karmate&force=false&fieldValidation=Strict`,
        type: 'application/apply-patch+yaml',
        body: 'kind: Cluster # as it is\nmetadata: {name: m}\nspec: {region: yes}\n',
      },
    ],
    [
      'delete',
      ({ clusters }) => clusters.delete('m', { propagationPolicy: 'Foreground', preconditions: { uid: 'u' } }),
      {
        method: 'DELETE',
        url: `${clusters}/m`,
        body: '{"apiVersion":"v1","kind":"DeleteOptions","propagationPolicy":"Foreground","preconditions":{"uid":"u"}}',
      },
    ],
  ])('%s', async (_, call, expected) => {
    const { typed, asked } = await typedClient();
    await call(typed);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject(expected);
  });

  it('a list, in one namespace or in all, whose items say what they are', async () => {
    const { typed, asked } = await typedClient({ items: [{ metadata: { name: 'm' } }] });
    const lists = [
      await typed.clusters.list({ labelSelector: 'a=b' }),
      await typed.works('karmada-es-m').list(),
      await typed.works().list(),
    ];
    // How many at a time is the dynamic client's own affair.
    expect(asked.map(({ url }) => withoutLimit(url))).toEqual([
      `${clusters}?labelSelector=a%3Db`,
      '/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-m/works',
      '/apis/work.karmada.io/v1alpha1/works',
    ]);
    const items: readonly KubeObject[] = lists.flatMap((list): readonly KubeObject[] => list.items);
    expect(items.map(({ kind }) => kind)).toEqual(['Cluster', 'Work', 'Work']);
  });
});

it.each<[string, (typed: Typed) => Promise<unknown>, RegExp]>([
  // Each of these addresses would be that of all objects.
  ['get without a name', ({ clusters }) => clusters.get(''), /name is empty/],
  ['delete without a name', ({ clusters }) => clusters.delete(''), /name is empty/],
  ['apply without a name', ({ clusters }) => clusters.apply({ metadata: { name: '' } }), /name is empty/],
  ['a namespace that is empty', async ({ works }) => works('').list(), /namespace is empty/],
  ['a text without a name', ({ clusters }) => clusters.apply('kind: Cluster'), /no metadata.name/],
  [
    'a text of another kind',
    ({ clusters }) => clusters.apply('kind: Work\nmetadata: {name: a}'),
    /"Work", not of Cluster/,
  ],
  ['a text that is no YAML', ({ clusters }) => clusters.apply('a: [\npassword'), /not valid YAML at line/],
  ['two texts', ({ clusters }) => clusters.apply('kind: Cluster\n---\nkind: Cluster\n'), /second document/],
])('%s is refused before anybody is asked', async (_, call, message) => {
  const { typed, asked } = await typedClient();
  await expect(call(typed)).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(message) });
  expect(asked).toEqual([]);
});

it('has every kind of Karmada', async () => {
  const { typed } = await typedClient();
  expect(Object.keys(typed)).toEqual(Object.keys(karmadaKinds));
  expect(Object.keys(karmadaKinds)).toHaveLength(21);
});

it('types say what may be sent, which `npm run types` checks', () => {
  const neverRun = async (typed: Typed): Promise<void> => {
    const policies = typed.propagationPolicies('default');
    const { spec: wanted, kind } = await policies.get('n');
    wanted.placement?.replicaScheduling?.replicaSchedulingType satisfies 'Divided' | 'Duplicated' | undefined;
    kind satisfies 'PropagationPolicy';
    // @ts-expect-error a policy selects something
    await policies.create({ metadata: { name: 'n' }, spec: {} });
    // @ts-expect-error there is no such way to resolve a conflict
    await policies.merge('n', { spec: { conflictResolution: 'Halve' } });
    // @ts-expect-error one object is in one namespace
    await typed.propagationPolicies().get('n');
    // @ts-expect-error a Cluster is in no namespace
    await typed.clusters('default').get('n');
    // @ts-expect-error a PropagationPolicy has no status
    await policies.mergeStatus('n', {});
  };
  expect(neverRun).toBeTypeOf('function');
});
