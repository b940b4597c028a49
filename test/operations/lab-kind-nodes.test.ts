import { beforeAll, describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { KubeObject } from '../../src/core/object.ts';
import { fakeKube } from '../support/fake-ports.ts';
import { kindLabMachine } from '../support/kind-lab-machine.ts';
import { madeRecord } from '../support/kind-lab-there.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(async () => {
  await import('../../src/operations/lab/up.run.ts');
  await import('../../src/operations/host/install.run.ts');
}, 60_000);

describe('a cluster that kind has made with nodes that are not Ready', () => {
  const sick = (name: string): KubeObject => {
    const condition = {
      type: 'Ready',
      status: 'False',
      reason: 'KubeletNotReady',
      message: 'container runtime network not ready:\n cni plugin not initialized',
    };
    return { metadata: { name }, ...{ status: { conditions: [condition] } } };
  };

  it('is told with the node, why, and how to see more; and nothing is installed into it', async () => {
    const machine = kindLabMachine();
    const sleep = async (ms: number): Promise<void> => {
      machine.ports.clock.at += ms;
      machine.kinds.get('test1')?.objects.set('/api/v1/nodes/test1-worker', sick('test1-worker'));
    };
    machine.answers.set(/^kind create/, () => {
      machine.kinds.set('test1', fakeKube());
      return {};
    });
    await expect(machine.up({}, { sleep })).rejects.toMatchObject({
      code: 'timeout',
      message:
        'The cluster test1 is there, but not all of its nodes are Ready: test1-worker is not Ready: KubeletNotReady: ' +
        'container runtime network not ready: cni plugin not initialized.',
      hint: expect.stringMatching(
        /^See more: kubectl --kubeconfig \/state\/kind\/hosts\.config --context kind-test1 describe node test1-worker, and docker logs test1-worker\..*lab doctor\nWhat was made stays/s,
      ),
    });
    expect(machine.held.record?.clusters).toEqual({ test1: 'created' });
    expect(machine.lines().some((line) => line.startsWith('helm install'))).toBe(false);
  });

  it('may have them a moment later', async () => {
    const machine = kindLabMachine();
    await machine.up();
    const objects = machine.kinds.get('test2')?.objects;
    const well = objects?.get('/api/v1/nodes/test2-worker') ?? expect.unreachable();
    objects?.set('/api/v1/nodes/test2-worker', sick('test2-worker'));
    const sleep = async (): Promise<void> => void objects?.set('/api/v1/nodes/test2-worker', well);
    expect(await machine.up({}, { sleep })).toMatchObject({ clusters: [{}, { result: 'unchanged' }] });
    expect(machine.ports.said).toContainEqual(expect.stringContaining('test2: test2-worker is not Ready'));
  });

  it('is told from one that does not answer at all', async () => {
    const machine = kindLabMachine(madeRecord());
    machine.kinds.set('test1', fakeKube());
    machine.kinds.get('test1')?.refuse.set('/api/v1/nodes', new KnownError('unreachable', 'nobody listens.'));
    await expect(machine.up()).rejects.toMatchObject({
      code: 'unreachable',
      message: 'The cluster test1 is there, but does not answer: nobody listens.',
      hint: expect.stringContaining('docker start test1-control-plane test1-worker'),
    });
  });
});
