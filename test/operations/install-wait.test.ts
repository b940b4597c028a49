import { beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../src/core/object.ts';
import { install } from '../../src/operations/host/install.ts';
import { workloadsIn } from '../../src/operations/host/manifests.ts';
import { answerOf } from '../support/fake-ports.ts';
import { helmWorld } from '../support/helm-world.ts';

/** What loads lazily is no part of what a test takes. */
beforeAll(() => import('../../src/operations/host/install.run.ts'), 60_000);

type World = ReturnType<typeof helmWorld>;

const manifests = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: karmada-scheduler, namespace: karmada-system }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: hook, annotations: { helm.sh/hook: pre-install } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: etcd }
---
# nothing
`;
const path = '/apis/apps/v1/namespaces/karmada-system';
const workload = (kind: string, name: string, ready: number): KubeObject => ({
  kind,
  metadata: { name, generation: 1 },
  ...{ spec: { replicas: 1 } },
  ...{ status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: ready } },
});

const run = async ({ ports }: Pick<World, 'ports'>, input: object = {}) =>
  (await answerOf(install.invoke(ports, { timeout: '60s', ...input }))).data as Record<string, unknown>;

/** A release with just what is asked for: helm has nothing to do. */
async function unchanged(): Promise<World> {
  const world = helmWorld();
  world.answers.set('template', { stdout: manifests });
  await run(world);
  const args = world.programs.calls.at(-1)?.args ?? [];
  world.release('deployed', String(args[args.indexOf('--description') + 1]), 3);
  world.programs.calls.length = 0;
  world.host.objects.set(`${path}/deployments/karmada-scheduler`, workload('Deployment', 'karmada-scheduler', 1));
  world.host.objects.set(`${path}/statefulsets/etcd`, workload('StatefulSet', 'etcd', 1));
  return world;
}
const changes = ({ lines }: World): readonly string[] => lines().filter((line) => / (install|upgrade) /.test(line));

describe('install --wait where nothing is to be changed', () => {
  it('waits until the workloads of the release have their pods, without helm', async () => {
    const world = await unchanged();
    const etcd = `${path}/statefulsets/etcd`;
    world.host.objects.set(etcd, workload('StatefulSet', 'etcd', 0));
    const sleep = async (ms: number): Promise<void> => {
      world.ports.clock.at += ms;
      if (world.ports.clock.at > 5000) world.host.objects.set(etcd, workload('StatefulSet', 'etcd', 1));
    };
    expect(await run({ ports: { ...world.ports, sleep } }, { wait: true })).toMatchObject({
      result: 'unchanged',
      revision: 3,
    });
    expect(world.ports.clock.at).toBeGreaterThan(5000);
    expect(changes(world)).toEqual([]);
  });

  it('does not wait where all of it is ready, or nobody asked for it', async () => {
    const world = await unchanged();
    await run(world, { wait: true });
    world.host.objects.set(`${path}/statefulsets/etcd`, workload('StatefulSet', 'etcd', 0));
    expect(await run(world)).toMatchObject({ result: 'unchanged' });
    expect(world.ports.clock.at).toBe(0);
  });

  it('tells why pods are not ready when time is up', async () => {
    const world = await unchanged();
    world.host.objects.set(`${path}/statefulsets/etcd`, workload('StatefulSet', 'etcd', 0));
    const waiting = { reason: 'ImagePullBackOff' };
    world.host.objects.set('/api/v1/namespaces/karmada-system/pods/etcd-0', {
      metadata: { name: 'etcd-0' },
      ...{ status: { containerStatuses: [{ name: 'etcd', image: 'etcd:3', state: { waiting } }] } },
    });
    await expect(run(world, { wait: true })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringMatching(
        /not ready after 60 s: statefulset\/etcd: 0 of 1 ready\. Not ready: etcd-0 the image etcd:3 cannot be pulled/,
      ),
      hint: expect.stringMatching(/--set etcd\.internal\.image\.repository.*--timeout/),
    });
  });

  it('says at once how a workload that somebody deleted comes back', async () => {
    const world = await unchanged();
    world.host.objects.delete(`${path}/deployments/karmada-scheduler`);
    await expect(run(world, { wait: true, hostContext: 'kind-test1' })).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('deployment/karmada-scheduler: is not there'),
      hint: 'Put back what the release has: helm rollback karmada 3 --namespace karmada-system --kube-context kind-test1',
    });
    expect(world.ports.clock.at).toBe(0);
  });

  it('is shown by --dry-run', async () => {
    expect(await run(await unchanged(), { wait: true, dryRun: true })).toMatchObject({
      steps: ['wait until all pods are ready'],
    });
  });
});

it('hooks are no workloads of a release', () => {
  expect(workloadsIn(manifests, 'k').map(({ place }) => `${place.namespace}/${place.resource}/${place.name}`)).toEqual([
    'karmada-system/deployments/karmada-scheduler',
    'k/statefulsets/etcd',
  ]);
});
