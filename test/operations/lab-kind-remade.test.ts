import { beforeAll, describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { Cluster } from '../../src/core/cluster.ts';
import { fakeKube } from '../support/fake-ports.ts';
import { kindLabMachine } from '../support/kind-lab-machine.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(async () => {
  await import('../../src/operations/lab/up.run.ts');
  await import('../../src/operations/host/install.run.ts');
}, 60_000);

type Machine = ReturnType<typeof kindLabMachine>;

const path = '/apis/cluster.karmada.io/v1alpha1/clusters/member2';
const secret = '/api/v1/namespaces/karmada-cluster/secrets/member2';
const registered = ({ karmada }: Machine): Cluster | undefined => karmada.objects.get(path) as Cluster | undefined;
const deletions = ({ karmada }: Machine): readonly string[] => karmada.writes.filter((one) => one.startsWith('delete'));

async function made(input: object = {}): Promise<Machine> {
  const machine = kindLabMachine();
  await machine.up(input);
  return machine;
}

describe('a test2 that somebody deleted', () => {
  it('is made anew, and joined in the place of the one that was there before', async () => {
    const machine = await made();
    const before = registered(machine)?.spec.id;
    machine.kinds.delete('test2');
    expect(await machine.up()).toMatchObject({
      clusters: [{ result: 'unchanged' }, { result: 'created' }],
      members: [{ result: 'unchanged' }, { result: 'joined' }],
    });
    expect(machine.ports.said).toContain('Unjoining member2: it is the test2 that was there before');
    expect(deletions(machine)).toEqual([path, secret, `${secret}-impersonator`].map((one) => `delete ${one}`));
    expect(registered(machine)?.spec.id).not.toBe(before);
    expect(registered(machine)?.spec.id).toBe(machine.held.record?.ids?.test2);
    expect(machine.held.record?.formerIds).toEqual([]);
  });

  it('leaves a registration of that name alone that the lab has not made', async () => {
    const machine = await made();
    const held = registered(machine) ?? expect.unreachable();
    machine.karmada.objects.set(path, { ...held, ...{ spec: { ...held.spec, id: 'foreign' } } });
    machine.kinds.delete('test2');
    await expect(machine.up()).rejects.toMatchObject({
      code: 'conflict',
      message: 'member2 is another cluster in Karmada (id foreign), which this lab has not made.',
      hint: expect.stringContaining(
        'kubectl delete clusters.cluster.karmada.io member2 --kubeconfig /state/kind/karmada-config',
      ),
    });
    expect(deletions(machine)).toEqual([]);
  });

  it('is still replaced by the run after one that was broken off meanwhile', async () => {
    const machine = await made();
    machine.kinds.delete('test2');
    const held = registered(machine) ?? expect.unreachable();
    // Karmada has a finalizer on it.
    const leaving = { ...held, metadata: { ...held.metadata, deletionTimestamp: 'now' } };
    const stuck = { ...machine.ports.karmadaAt() };
    const karmadaAt = () => ({ ...stuck, delete: async () => void machine.karmada.objects.set(path, leaving) });
    const sleep = async (): Promise<never> => {
      throw new KnownError('interrupted', 'Interrupted.');
    };
    await expect(machine.up({}, { karmadaAt, sleep })).rejects.toMatchObject({ code: 'interrupted' });
    expect(machine.held.record?.formerIds).toEqual([held.spec.id]);
    const later = async (): Promise<void> => void machine.karmada.objects.delete(path);
    expect(await machine.up({}, { sleep: later })).toMatchObject({ members: [{}, { result: 'joined' }] });
  });

  it('that Karmada does not let go of in time is told, with what to look at', async () => {
    const machine = await made();
    machine.kinds.delete('test2');
    const stuck = { ...machine.ports.karmadaAt(), delete: async () => {} };
    await expect(machine.up({ timeout: '30s' }, { karmadaAt: () => stuck })).rejects.toMatchObject({
      code: 'timeout',
      message: 'Karmada has not let go of the former member2 after 30 s.',
      hint: expect.stringMatching(/get clusters member2 -o yaml.*--timeout/),
    });
  });

  it('and made again by hand is no cluster of the lab', async () => {
    const machine = await made();
    const kube = fakeKube();
    kube.objects.set('/api/v1/namespaces/kube-system', { metadata: { name: 'kube-system', uid: 'other' } });
    for (const [key, node] of machine.kinds.get('test2')?.objects ?? [])
      if (key.includes('/nodes/')) kube.objects.set(key, node);
    machine.kinds.set('test2', kube);
    await expect(machine.up()).rejects.toMatchObject({
      code: 'conflict',
      message: 'The kind cluster test2 is another one than this lab has made.',
      hint: expect.stringContaining('kind delete cluster --name test2'),
    });
    expect(deletions(machine)).toEqual([]);
  });
});

describe('a test1 that somebody deleted', () => {
  it('takes Karmada and its members along, in the record too', async () => {
    const machine = await made();
    machine.kinds.delete('test1');
    machine.answers.set(/^kind create/, { code: 1, stderr: 'ERROR: enough\n' });
    await expect(machine.up()).rejects.toMatchObject({ message: expect.stringContaining('enough') });
    expect(machine.held.record).toMatchObject({ clusters: { test2: 'created' }, members: [], formerIds: [] });
    expect(machine.held.record?.release).toBeUndefined();
    machine.answers.clear();
    expect(await machine.up()).toMatchObject({
      clusters: [{ result: 'created' }, { result: 'unchanged' }],
      karmada: { result: 'installed' },
      members: [{ result: 'joined' }, { result: 'joined' }],
    });
    expect(deletions(machine)).toEqual([]);
  });

  it('is followed by what was merged into the own kubeconfig, where that is still there', async () => {
    const machine = await made({ merge: true });
    expect(machine.written.get('home')?.cluster['certificate-authority-data']).toBe('ca-1');
    machine.kinds.delete('test1');
    await machine.up();
    expect(machine.written.get('home')?.cluster['certificate-authority-data']).toBe('ca-2');
    expect(machine.held.record?.merged?.written).toMatchObject([{ authority: 'ca-2' }]);
    machine.kinds.delete('test1');
    machine.written.delete('home');
    await machine.up();
    expect([machine.written.has('home'), machine.held.record?.merged]).toEqual([false, undefined]);
  });
});

it('members follow the address of their container, which the engine may change', async () => {
  const machine = await made({ address: 'container' });
  expect(registered(machine)?.spec.apiEndpoint).toBe('https://172.18.0.3:6443');
  machine.state.address = '172.18.0.9';
  expect(await machine.up()).toMatchObject({ members: [{ result: 'configured' }, { result: 'configured' }] });
  expect(machine.ports.said).toContain('test2 has another address now: https://172.18.0.9:6443');
  expect(registered(machine)?.spec).toMatchObject({ apiEndpoint: 'https://172.18.0.9:6443' });
  expect(machine.files.get('/state/kind/test2.config')).toContain('https://172.18.0.9:6443');
  expect(await machine.up()).toMatchObject({ members: [{ result: 'unchanged' }, { result: 'unchanged' }] });
});
