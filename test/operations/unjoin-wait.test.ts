import { beforeAll, describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { type KubeObject, pathOf } from '../../src/core/object.ts';
import { unjoin } from '../../src/operations/clusters/unjoin.ts';
import { answerOf } from '../support/fake-ports.ts';
import { clusterPath, joinedWorld, spacePath, workPath } from '../support/joined-world.ts';

beforeAll(() => import('../../src/operations/clusters/unjoin.run.ts'), 60_000);

const deletionTimestamp = '2026-01-01T00:00:00Z';
type Held = KubeObject & { spec?: { finalizers?: readonly string[] } };
const isHeld = (object: Held | undefined): boolean =>
  (object?.metadata.finalizers?.length ?? 0) + (object?.spec?.finalizers?.length ?? 0) > 0;

/** A server that keeps objects as long as they have finalizers, and no controller that takes them away. */
function held() {
  const world = joinedWorld('m1');
  const { karmada } = world;
  const space = { metadata: { name: 'karmada-es-m1' }, ...{ spec: { finalizers: ['kubernetes'] } } };
  world.put(karmada, spacePath('m1'), space);
  const leave = (path: string): void => {
    if (!karmada.objects.get(path)?.metadata.deletionTimestamp || isHeld(karmada.objects.get(path))) return;
    karmada.objects.delete(path);
  };
  karmada.controllers.length = 0;
  karmada.controllers.push((path) => {
    const finalized = karmada.objects.get(path);
    if (!path.endsWith('/finalize') || !finalized) return;
    karmada.objects.delete(path);
    karmada.objects.set(spacePath('m1'), finalized);
    leave(spacePath('m1'));
  }, leave);
  const ports = {
    ...world.ports,
    karmada: {
      ...world.ports.karmada,
      delete: async (...[place, options]: Parameters<typeof karmada.delete>) => {
        const object = karmada.objects.get(pathOf(place));
        if (!object || !isHeld(object)) return karmada.delete(place, options);
        world.put(karmada, pathOf(place), { ...object, metadata: { ...object.metadata, deletionTimestamp } });
      },
    },
  };
  const run = (input: object = {}) =>
    answerOf(unjoin.invoke(ports, { names: ['m1'], yes: true, timeout: '5s', ...input }));
  return { ...world, ports, run };
}

describe('a cluster that does not go', () => {
  it('is late, with what holds it', async () => {
    const world = held();
    await expect(world.run()).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringMatching(
        /^m1: m1 is not gone after 5 s\.\nThese hold it:\n {2}cluster\.cluster\.karmada\.io\/m1 keeps karmada\.io\/cluster-controller: /,
      ),
      steps: expect.arrayContaining([
        expect.objectContaining({ object: 'cluster.cluster.karmada.io/m1', state: 'left' }),
      ]),
    });
    expect(world.ports.clock.at).toBeLessThan(8000);
  });

  it('is let go by force: the Cluster, then its namespace, and only what was named', async () => {
    const world = held();
    const { data } = await world.run({ force: true });
    expect(data).toMatchObject({ clusters: [{ result: 'unjoined' }] });
    expect(world.karmada.writes).toContain(`replace ${spacePath('m1')}/finalize`);
    expect(world.karmada.objects.has(clusterPath('m1'))).toBe(false);
  });

  it('keeps a namespace that is not empty, by force or not', async () => {
    const world = held();
    world.put(world.karmada, `${spacePath('m1')}/configmaps/x`, { metadata: { name: 'x' } });
    await expect(world.run({ force: true })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('namespace/karmada-es-m1'),
    });
    expect(world.karmada.objects.has(spacePath('m1'))).toBe(true);
  });

  it('is not waited for once its Works have lost their Cluster', async () => {
    const world = held();
    world.karmada.objects.delete(clusterPath('m1'));
    const metadata = {
      name: 'w',
      namespace: 'karmada-es-m1',
      deletionTimestamp,
      finalizers: ['karmada.io/execution-controller'],
    };
    world.put(world.karmada, workPath('m1', 'w'), { metadata, ...{ spec: { workload: {} } } });
    await expect(world.run({ timeout: '10m' })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('its Cluster is gone'),
    });
    expect(world.ports.clock.at).toBeLessThan(60_000);
  });

  it('outlasts a Karmada that does not answer for a moment', async () => {
    const world = joinedWorld('m1');
    world.karmada.controllers.push((path, kube) => {
      if (path === clusterPath('m1')) kube.refuse.set(path, new KnownError('unreachable', 'restarting'));
    });
    const sleep = async (ms: number): Promise<void> => {
      world.karmada.refuse.clear();
      await world.ports.sleep(ms);
    };
    const { data } = await answerOf(unjoin.invoke({ ...world.ports, sleep }, { names: ['m1'], yes: true }));
    expect(data).toMatchObject({ clusters: [{ result: 'unjoined' }] });
  });

  describe('by Works whose objects Karmada cannot take its marks off', () => {
    const deployment = '/apis/apps/v1/namespaces/n/deployments/d';
    const manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd', namespace: 'n' } };

    function stuck(preserveResourcesOnDeletion = true) {
      const world = held();
      const metadata = { deletionTimestamp, finalizers: ['karmada.io/execution-controller'] };
      const spec = { preserveResourcesOnDeletion, workload: { manifests: [manifest] } };
      world.put(world.karmada, workPath('m1', 'w'), {
        metadata: { name: 'w', namespace: 'karmada-es-m1', ...metadata },
        ...{ spec },
      });
      // Cluster-controller goes on once that Work is gone.
      world.karmada.controllers.unshift((path, kube) => {
        if (path !== workPath('m1', 'w') || isHeld(kube.objects.get(path))) return;
        for (const one of [path, spacePath('m1'), clusterPath('m1')]) kube.objects.delete(one);
      });
      const run = () => world.run({ timeout: '20s' });
      return { ...world, run };
    }
    const mark = (labels: Record<string, string>) => ({ metadata: { name: 'd', namespace: 'n', labels } });
    const late = { code: 'timeout', message: expect.stringContaining('Karmada must take its marks off') };

    it.each([
      ['has lost its marks', mark({ app: 'd' })],
      ['is not there', undefined],
    ])('is let go where its object %s', async (_, object) => {
      const world = stuck();
      if (object) world.put(world.member, deployment, object);
      const { data } = await world.run();
      const [cluster] = (data as { clusters: { result: string; steps: object[] }[] }).clusters;
      expect(cluster).toMatchObject({ result: 'unjoined' });
      expect(cluster?.steps).toContainEqual({
        side: 'karmada',
        action: 'change',
        object: 'work.work.karmada.io/w',
        namespace: 'karmada-es-m1',
        why: 'removed: karmada.io/execution-controller; what it keeps has no marks of Karmada any more',
        state: 'done',
      });
      expect(world.ports.clock.at).toBeGreaterThan(6000);
    });

    it('is waited for as long as one of them is marked', async () => {
      const world = stuck();
      world.put(world.member, deployment, mark({ 'karmada.io/managed': 'true' }));
      await expect(world.run()).rejects.toMatchObject(late);
    });

    it('is waited for where the member does not tell', async () => {
      const world = stuck();
      world.member.refuse.set(deployment, new KnownError('unreachable', 'no route'));
      await expect(world.run()).rejects.toMatchObject(late);
    });

    it('is not touched where it deletes its objects', async () => {
      await expect(stuck(false).run()).rejects.toMatchObject({
        code: 'timeout',
        message: expect.stringContaining('Karmada must delete what it has made'),
      });
    });
  });
});
