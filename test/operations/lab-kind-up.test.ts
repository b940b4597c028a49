import { beforeAll, describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { emptyRecord } from '../../src/core/kind-lab/record.ts';
import { fakeKube } from '../support/fake-ports.ts';
import { kindLabMachine } from '../support/kind-lab-machine.ts';
import { madeRecord } from '../support/kind-lab-there.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(async () => {
  await import('../../src/operations/lab/up.run.ts');
  await import('../../src/operations/host/install.run.ts');
}, 60_000);

it('"lab up" makes a lab on kind, and the second time changes nothing', async () => {
  const machine = kindLabMachine();
  expect(await machine.up()).toMatchObject({
    clusters: [{ result: 'created' }, { result: 'created' }],
    karmada: { result: 'installed' },
    members: [{ result: 'joined' }, { result: 'joined' }],
  });
  const writes = machine.karmada.writes.length;
  expect(await machine.up()).toMatchObject({
    clusters: [{ result: 'unchanged' }, { result: 'unchanged' }],
    karmada: { result: 'unchanged' },
    members: [{ result: 'unchanged' }, { result: 'unchanged' }],
  });
  expect(machine.karmada.writes).toHaveLength(writes);
});

describe('a kind cluster of the same name that others have made', () => {
  it('is refused before anything is noted', async () => {
    const machine = kindLabMachine();
    machine.kinds.set('test1', fakeKube());
    await expect(machine.up()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('has not made: test1'),
      hint: expect.stringContaining('needs the cluster: kind delete cluster --name test1'),
    });
    expect(machine.held.record).toBeUndefined();
  });

  it('is named with the engine in use, which kind would not find by itself', async () => {
    const machine = kindLabMachine();
    machine.there.splice(machine.there.indexOf('docker'), 1, 'podman');
    machine.kinds.set('test1', fakeKube());
    await expect(machine.up()).rejects.toMatchObject({
      hint: expect.stringContaining('KIND_EXPERIMENTAL_PROVIDER=podman kind delete cluster --name test1'),
    });
  });
});

describe('the engine of a lab that is there', () => {
  it('is the one that is looked at, though another one runs', async () => {
    const machine = kindLabMachine(emptyRecord('podman', madeRecord().answers));
    machine.there.push('podman');
    machine.answers.set(/^docker info/, { code: 1, stderr: 'not running' });
    await machine.up();
    expect(machine.lines().filter((line) => line.startsWith('docker'))).toEqual([]);
    expect(machine.programs.calls.find(({ line }) => line.startsWith('kind create'))?.options.env).toEqual({
      KIND_EXPERIMENTAL_PROVIDER: 'podman',
    });
  });

  it('is needed, and is named where it is missing', async () => {
    const machine = kindLabMachine(emptyRecord('podman', madeRecord().answers));
    await expect(machine.up()).rejects.toMatchObject({
      code: 'config',
      message: 'The lab on kind was made with podman, and cannot go on here:\n  podman was not found on PATH.',
      hint: 'See: https://podman.io/docs/installation',
    });
  });
});

it('a hosts.config that lost its contexts is written anew, for its owner alone', async () => {
  const machine = kindLabMachine();
  await machine.up();
  const { connect } = machine.ports;
  const hosts = '/state/kind/hosts.config';
  const broken: typeof connect = (where) => {
    const isLost = where.kubeconfig === hosts && where.context === 'kind-test2' && !machine.written.has(hosts);
    if (!isLost) return connect(where);
    const target = async (): Promise<never> => {
      throw new KnownError('config', 'There is no context "kind-test2".');
    };
    return { ...connect(where), target };
  };
  const restored: (string | undefined)[] = [];
  const merge: typeof machine.ports.kubeconfigs.merge = async ({ name }, { into = '' }) => {
    restored.push(`${name} into ${into}`);
    return { path: into, result: 'replaced' };
  };
  await machine.up({}, { connect: broken, kubeconfigs: { ...machine.ports.kubeconfigs, merge } });
  expect(machine.written.get(hosts)?.name).toBe('kind-test1');
  expect(restored).toEqual([`kind-test2 into ${hosts}`]);
});
