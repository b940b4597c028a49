import { beforeAll, describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { uninstall } from '../../src/operations/host/uninstall.ts';
import { answerOf } from '../support/fake-ports.ts';
import { helmWorld } from '../support/helm-world.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(() => import('../../src/operations/host/uninstall.run.ts'), 60_000);

type World = ReturnType<typeof helmWorld>;
const run = async ({ ports }: Pick<World, 'ports'>, input: object = { yes: true }) =>
  (await answerOf(uninstall.invoke(ports, { ...input }))).data as Record<string, unknown>;
const installed = (): World => {
  const world = helmWorld();
  world.release('deployed');
  world.credentials();
  return world;
};
const join = ({ outside }: World, name: string): void =>
  void outside.objects.set(`/apis/cluster.karmada.io/v1alpha1/clusters/${name}`, { metadata: { name } });
const removed = ({ lines }: World): boolean => lines().some((line) => line.startsWith('helm uninstall'));

describe('uninstall', () => {
  it('removes the release, and names what stays with the commands for it', async () => {
    const world = installed();
    world.host.objects.set('/api/v1/namespaces/karmada-system', { metadata: { name: 'karmada-system' } });
    const volumes = [{ name: 'etcd-data', hostPath: { path: '/var/lib/karmada-system/karmada-etcd' } }];
    world.host.objects.set('/apis/apps/v1/namespaces/karmada-system/statefulsets/etcd', {
      metadata: { name: 'etcd' },
      ...{ spec: { template: { spec: { volumes } } } },
    });
    const done = await run(world);
    expect(done).toMatchObject({ kind: 'UninstallResult', result: 'uninstalled' });
    expect((done.leftBehind as { command: string }[]).map(({ command }) => command)).toEqual([
      'kubectl delete secrets -n karmada-system karmada-kubeconfig',
      'rm -r /var/lib/karmada-system/karmada-etcd   # on that node',
      'kubectl delete namespace karmada-system',
    ]);
    expect(world.lines().at(-1)).toBe('helm uninstall karmada --namespace karmada-system --timeout 300s');
  });

  it('of what is not there does nothing', async () => {
    const world = helmWorld();
    expect(await run(world, {})).toMatchObject({ result: 'absent', steps: [] });
    expect(removed(world)).toBe(false);
  });

  it('asks first: yes removes, no leaves all', async () => {
    const asked: string[] = [];
    const world = installed();
    const answering = (answer: boolean) => ({
      ports: {
        ...world.ports,
        confirm: async (question: string) => {
          asked.push(question);
          return answer;
        },
      },
    });
    await expect(run(answering(false), {})).rejects.toMatchObject({ code: 'interrupted' });
    expect(removed(world)).toBe(false);
    expect(await run(answering(true), {})).toMatchObject({ result: 'uninstalled' });
    expect(asked[0]).toContain('karmada-system/karmada) from https://host');
  });

  it('refuses while clusters are joined, and by force says what stays in them', async () => {
    const world = installed();
    join(world, 'm1');
    await expect(run(world)).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/joined: m1/) });
    expect(removed(world)).toBe(false);
    expect((await run(world, { yes: true, force: true })).notes).toEqual([expect.stringContaining('in m1')]);
  });

  it('refuses while Karmada does not answer, unless forced', async () => {
    const world = installed();
    world.outside.refuse.set('/version', new KnownError('unreachable', 'nobody there.'));
    await expect(run(world)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/nobody there/),
    });
    expect(await run(world, { yes: true, force: true })).toMatchObject({ result: 'uninstalled' });
  });

  it('removes one that never had credentials without asking Karmada', async () => {
    const world = helmWorld();
    world.release('failed');
    world.outside.refuse.set('/version', new KnownError('unreachable', 'nobody there.'));
    expect(await run(world)).toMatchObject({ result: 'uninstalled' });
  });

  it('with --dry-run shows the step and does nothing', async () => {
    const world = installed();
    const steps = [expect.stringMatching(/^helm uninstall karmada/)];
    expect(await run(world, { dryRun: true })).toMatchObject({ result: 'planned', steps });
    expect(removed(world)).toBe(false);
  });

  it('says what helm said when that fails', async () => {
    const world = installed();
    world.answers.set('uninstall', { code: 1, stderr: 'Error: timed out\n' });
    await expect(run(world)).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringMatching(/timed out/),
      hint: expect.stringMatching(/helm\.log/),
    });
  });
});
