import { beforeAll, describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import type { Kubeconfigs } from '../../src/contract/ports.ts';
import { kindLabMachine } from '../support/kind-lab-machine.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(async () => {
  await import('../../src/operations/lab/up.run.ts');
  await import('../../src/operations/host/install.run.ts');
}, 60_000);

const written = [{ name: 'karmada-apiserver', server: 'https://127.0.0.1:31443', authority: 'ca-1' }];

describe('lab up --merge', () => {
  const merging = (merge: Kubeconfigs['merge']) => {
    const machine = kindLabMachine();
    const up = () => machine.up({ merge: true }, { kubeconfigs: { ...machine.ports.kubeconfigs, merge } });
    return { machine, up };
  };

  it('notes what it is about to write, so that "down" knows of it after a crash', async () => {
    const seen: unknown[] = [];
    const { machine, up } = merging(async () => {
      seen.push(machine.held.record?.merged);
      throw new Error('killed');
    });
    await expect(up()).rejects.toThrow('killed');
    expect(seen).toEqual([{ path: 'home', contexts: ['karmada-apiserver'], written }]);
    expect(machine.held.record?.merged).toEqual(seen[0]);
  });

  it('that is refused has written nothing, and says what can be done instead', async () => {
    const { machine, up } = merging(async (_, { wayOut }) => {
      throw new KnownError('conflict', 'There is another one.', { hint: wayOut });
    });
    await expect(up()).rejects.toMatchObject({
      code: 'conflict',
      hint: expect.stringMatching(
        /^Add it under another name: karmate kubeconfig --merge --context-name karmada-lab --host-kubeconfig \/state\/kind\/hosts\.config --host-context kind-test1 --server https:\/\/127\.0\.0\.1:31443\nOr do without --merge: export KUBECONFIG=\/state\/kind\/karmada-config/,
      ),
    });
    expect(machine.held.record?.merged).toBeUndefined();
  });

  it('again may renew its own entry, and says once what is there', async () => {
    const owns: unknown[] = [];
    const { machine, up } = merging(async (_, { own, into = '' }) => {
      owns.push(own);
      return { path: into, result: 'created' };
    });
    expect(await up()).toMatchObject({ merged: { path: 'home', contexts: ['karmada-apiserver'] } });
    await up();
    expect(owns).toEqual([undefined, written[0]]);
    expect(await machine.up()).toMatchObject({ merged: { path: 'home' } });
  });

  it('into another file takes it out of the first one', async () => {
    const machine = kindLabMachine();
    await machine.up({ merge: true });
    const mergeTarget = async (): Promise<string> => 'other';
    await machine.up({ merge: true }, { kubeconfigs: { ...machine.ports.kubeconfigs, mergeTarget } });
    expect([machine.written.has('home'), machine.written.has('other')]).toEqual([false, true]);
    expect(machine.held.record?.merged?.path).toBe('other');
  });
});
