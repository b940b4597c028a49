import { KnownError } from '../../src/contract/errors.ts';
import type { Cluster } from '../../src/core/cluster.ts';
import type { Taint } from '../../src/core/karmada-types/kubernetes.ts';
import { pathOf } from '../../src/core/object.ts';
import { type FakePorts, fakeKube, fakePorts } from './fake-ports.ts';

const pathOfCluster = (name: string) => `/apis/cluster.karmada.io/v1alpha1/clusters/${name}`;

/** A Karmada in memory that keeps the taints of clusters as the API does: a version that is not the newest is a conflict. */
export function taintedWorld(held: Readonly<Record<string, readonly Taint[]>>) {
  const kube = fakeKube();
  /** Called before a patch is looked at, as somebody who is faster. */
  const rivals: ((name: string) => void)[] = [];
  const patches: { readonly name: string; readonly dryRun: boolean }[] = [];
  const put = (name: string, taints: readonly Taint[]): void => {
    const version = Number(kube.objects.get(pathOfCluster(name))?.metadata.resourceVersion ?? 0) + 1;
    const cluster: Cluster = {
      metadata: { name, resourceVersion: String(version) },
      spec: { syncMode: 'Push', taints },
    };
    kube.objects.set(pathOfCluster(name), cluster);
  };
  for (const [name, taints] of Object.entries(held)) put(name, taints);
  const taintsOf = (name: string) => (kube.objects.get(pathOfCluster(name)) as Cluster | undefined)?.spec.taints ?? [];
  const ports: FakePorts = fakePorts({
    ...kube,
    patch: async (place, operations, options) => {
      const { name = '' } = place;
      for (const rival of rivals) rival(name);
      const refused = kube.refuse.get(`patch ${pathOf(place)}`);
      if (refused) throw refused;
      const version = operations.find(({ path }) => path === '/metadata/resourceVersion')?.value;
      const object = kube.objects.get(pathOf(place));
      if (object?.metadata.resourceVersion !== version)
        throw new KnownError('conflict', 'modified', { reason: 'Conflict' });
      patches.push({ name, dryRun: options?.dryRun === true });
      const list = operations.find(({ path }) => path === '/spec/taints');
      if (!options?.dryRun) put(name, list?.op === 'remove' ? [] : (list?.value as readonly Taint[]));
      return object as never;
    },
  });
  return { ports, kube, rivals, patches, put, taintsOf };
}
