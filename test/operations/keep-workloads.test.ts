import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { type KubeObject, pathOf } from '../../src/core/object.ts';
import type { Work } from '../../src/core/propagation.ts';
import { keepWorks, releaseWorks } from '../../src/operations/clusters/keep-workloads.ts';
import { joinedWorld, spacePath, workPath } from '../support/joined-world.ts';

/** A cluster with Works whose resourceVersion counts, and a binding controller that takes back what is said so many times. */
function working(resets: number) {
  const world = joinedWorld('m1');
  const { karmada } = world;
  const left = { resets };
  const deleted: Work[] = [];
  const put = (name: string, spec: object, version: number, metadata: object = {}): void =>
    world.put(karmada, workPath('m1', name), {
      metadata: { name, resourceVersion: String(version), ...metadata },
      ...{ spec: { workload: {}, ...spec } },
    });
  put('a', {}, 1);
  put('b', { preserveResourcesOnDeletion: true }, 1);
  put('own', {}, 1, { ownerReferences: [{ apiVersion: 'v1', kind: 'Cluster', name: 'm1', uid: 'u' }] });
  const versionOf = (path: string): number => Number(karmada.objects.get(path)?.metadata.resourceVersion);
  const ports = {
    ...world.ports,
    karmada: {
      ...world.ports.karmada,
      merge: async <T extends KubeObject>(...[place, patch]: Parameters<typeof karmada.merge>) => {
        const path = pathOf(place);
        const version = String(versionOf(path) + 1);
        return karmada.merge<T>(place, { ...(patch as object), metadata: { resourceVersion: version } });
      },
      delete: async (...[place, options]: Parameters<typeof karmada.delete>) => {
        const path = pathOf(place);
        if (path.includes('/works/') && left.resets-- > 0) put(place.name, {}, versionOf(path) + 1);
        const held = karmada.objects.get(path) as Work;
        await karmada.delete(place, options);
        if (path.includes('/works/')) deleted.push(held);
      },
    },
  };
  return { ...world, ports, deleted, left };
}

describe('keeping workloads', () => {
  it('first tells the Works, but those of Karmada itself, and deletes nothing', async () => {
    const { ports, karmada } = working(0);
    await keepWorks(ports, 'm1');
    expect(karmada.writes).toEqual([`merge ${workPath('m1', 'a')}`]);
  });

  it.each([0, 1, 5])(
    'deletes a Work only as one that keeps its objects, though that is taken back %i times',
    async (resets) => {
      const { ports, deleted, karmada, left } = working(resets);
      await keepWorks(ports, 'm1');
      expect(await releaseWorks(ports, 'm1', `uid of ${spacePath('m1')}`)).toEqual([]);
      expect(left.resets).toBeLessThan(0);
      expect(
        deleted.map(({ metadata, spec }) => `${metadata.name} ${spec.preserveResourcesOnDeletion}`).toSorted(),
      ).toEqual(['a true', 'b true']);
      expect(karmada.objects.has(spacePath('m1'))).toBe(false);
    },
  );

  it('gives up before it deletes where the server does not know the field', async () => {
    const { ports, karmada } = working(0);
    const pruning = async <T extends KubeObject>(): Promise<T> =>
      ({ metadata: { name: 'a' }, spec: { workload: {} } }) as unknown as T;
    await expect(keepWorks({ ...ports, karmada: { ...ports.karmada, merge: pruning } }, 'm1')).rejects.toMatchObject({
      code: 'invalid',
    });
    expect(karmada.writes).toEqual([]);
  });

  it('tells a Work again when the answer is lost', async () => {
    const { ports, karmada } = working(0);
    const lost = { once: true };
    const lossy: typeof ports.karmada.merge = async (...what) => {
      const answer = await ports.karmada.merge(...what);
      if (!lost.once) return answer as never;
      lost.once = false;
      throw new KnownError('unreachable', 'reset');
    };
    await keepWorks({ ...ports, karmada: { ...ports.karmada, merge: lossy } }, 'm1');
    expect(karmada.objects.get(workPath('m1', 'a'))).toMatchObject({ spec: { preserveResourcesOnDeletion: true } });
  });

  it('names Works that somebody else deleted before they could be told', async () => {
    const { ports, put, karmada } = working(0);
    const metadata = { name: 'late', deletionTimestamp: '2026-01-01T00:00:00Z' };
    put(karmada, workPath('m1', 'late'), { metadata, ...{ spec: { workload: {} } } });
    expect((await releaseWorks(ports, 'm1', undefined)).map((work) => work.metadata.name)).toEqual(['late']);
  });
});
