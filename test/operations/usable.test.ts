import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { Cluster } from '../../src/core/cluster.ts';
import { waitUntilUsable } from '../../src/operations/clusters/usable.ts';
import { fakeKube, fakePorts } from '../support/fake-ports.ts';

const path = '/apis/cluster.karmada.io/v1alpha1/clusters/m';
const cluster = {
  metadata: { name: 'm' },
  spec: { syncMode: 'Push' },
  status: { apiEnablements: [{}], conditions: [{ type: 'Ready', status: 'True' }] },
} as Cluster;

function world(failure: KnownError) {
  const karmada = fakeKube();
  karmada.objects.set(path, cluster).set('/api/v1/namespaces/karmada-es-m', { metadata: { name: 'karmada-es-m' } });
  karmada.refuse.set(path, failure);
  return { karmada, ports: fakePorts(karmada) };
}

describe('waiting until a cluster is usable', () => {
  it.each(['unreachable', 'timeout', 'failed'] as const)('goes on where one look ends in "%s"', async (code) => {
    const { karmada, ports } = world(new KnownError(code, 'not now'));
    const sleep = async (ms: number): Promise<void> => {
      karmada.refuse.clear();
      await ports.sleep(ms);
    };
    await expect(waitUntilUsable({ ...ports, sleep }, 'm', 5000)).resolves.toBe(cluster);
    expect(ports.said).toEqual(['Waiting for m: not now']);
  });

  it('ends when time is up, with what the last look said', async () => {
    const { ports } = world(new KnownError('unreachable', 'no route'));
    await expect(waitUntilUsable(ports, 'm', 2000)).rejects.toMatchObject({
      code: 'timeout',
      message: 'm is joined but not usable after 2 s: no route.',
    });
  });

  it('ends at once where Karmada refuses', async () => {
    const { ports } = world(new KnownError('forbidden', 'no'));
    await expect(waitUntilUsable(ports, 'm', 2000)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
