import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/client/table.ts';
import { createTransport } from '../../src/client/transport.ts';
import { clusters } from '../../src/core/cluster.ts';
import { connection, options, start } from '../support/connection.ts';
import { sendJson } from '../support/https-server.ts';

const object = { apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster', metadata: { name: 'member1' } };
const answering = async (status: number, body: object) => {
  const server = await start((_, response) => sendJson(response, status, body));
  return { server, transport: createTransport(connection(server.url, server.ca), options) };
};

describe('a table', () => {
  it('is asked for with whole objects, in one request', async () => {
    const { server, transport } = await answering(200, {
      kind: 'Table',
      metadata: { resourceVersion: '7' },
      columnDefinitions: [{ name: 'Name', type: 'string', priority: 0 }, { name: 'Zones' }],
      rows: [{ cells: ['member1', '<none>'], object }],
    });
    expect(await readTable(transport, clusters, { labelSelector: 'a=b' })).toEqual({
      columns: [
        { name: 'Name', priority: 0 },
        { name: 'Zones', priority: 0 },
      ],
      rows: [{ cells: ['member1', '<none>'], object }],
      metadata: { resourceVersion: '7' },
    });
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/apis/cluster.karmada.io/v1alpha1/clusters?labelSelector=a%3Db&limit=500&includeObject=Object',
    ]);
    expect(server.requests[0]?.headers.accept).toBe('application/json;as=Table;v=v1;g=meta.k8s.io,application/json');
  });

  it('may be asked for without the objects', async () => {
    const { server, transport } = await answering(200, {
      kind: 'Table',
      columnDefinitions: [{ name: 'Name', priority: 0 }],
      rows: [{ cells: ['member1'], object: null }],
    });
    expect((await readTable(transport, clusters, {}, 'cells')).rows).toEqual([{ cells: ['member1'] }]);
    expect(server.requests[0]?.url).toContain('includeObject=None');
    // Who wants objects has no use for a row without one.
    expect((await readTable(transport, clusters)).rows).toEqual([]);
  });

  it.each<[string, object, number]>([
    ['no rows', { kind: 'Table', columnDefinitions: null, rows: null }, 0],
    ['a List', { kind: 'ClusterList', items: [object, object] }, 2],
    ['a single object', object, 1],
  ])('may come as %s', async (_, body, count) => {
    const { transport } = await answering(200, body);
    const table = await readTable(transport, clusters);
    expect(table.columns).toEqual([]);
    expect(table.rows).toEqual(Array.from({ length: count }, () => ({ cells: [], object })));
  });

  it('of a name that is not there has no rows; where the API is not there it fails', async () => {
    const status = { kind: 'Status', reason: 'NotFound', message: 'clusters "x" not found', details: { name: 'x' } };
    const absent = await answering(404, status);
    expect((await readTable(absent.transport, { ...clusters, name: 'x' })).rows).toEqual([]);
    const unserved = await answering(404, { kind: 'Status', reason: 'NotFound', message: 'no such path' });
    await expect(readTable(unserved.transport, { ...clusters, name: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it.each([[{ ok: true }], [{ metadata: null }]])('is nothing that %j could be', async (body) => {
    const { transport } = await answering(200, body);
    await expect(readTable(transport, clusters)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('is not a Kubernetes API'),
    });
  });
});
