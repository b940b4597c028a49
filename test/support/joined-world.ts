import type { Cluster } from '../../src/core/cluster.ts';
import { type KubeObject, pathOf } from '../../src/core/object.ts';
import { accessPrefix, memberObjects } from '../../src/core/unjoin-member.ts';
import { type FakeKube, fakeKube, fakePorts } from './fake-ports.ts';

export const clusterPath = (name: string): string => `/apis/cluster.karmada.io/v1alpha1/clusters/${name}`;
export const spacePath = (name: string): string => `/api/v1/namespaces/karmada-es-${name}`;
export const workPath = (cluster: string, name: string): string =>
  `/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-${cluster}/works/${name}`;
export const homePath = '/api/v1/namespaces/karmada-cluster';
export const labels = { 'karmada.io/system': 'true' };

/** A Karmada with clusters that were joined, their member, and the cluster-controller that lets them go. */
export function joinedWorld(...names: readonly string[]) {
  const karmada = fakeKube('https://karmada');
  const member = fakeKube('https://member');
  const put = (kube: FakeKube, path: string, object: KubeObject & object): void =>
    void kube.objects.set(path, { ...object, metadata: { uid: `uid of ${path}`, ...object.metadata } });
  put(member, '/api/v1/namespaces/kube-system', { metadata: { name: 'kube-system', uid: 'id-1' } });
  put(member, homePath, { metadata: { name: 'karmada-cluster', labels } });
  for (const name of names) {
    const secretRef = { namespace: 'karmada-cluster', name };
    const impersonatorSecretRef = { namespace: 'karmada-cluster', name: `${name}-impersonator` };
    const cluster: Cluster = {
      metadata: { name, finalizers: ['karmada.io/cluster-controller'] },
      spec: { id: 'id-1', syncMode: 'Push', secretRef, impersonatorSecretRef },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    };
    put(karmada, clusterPath(name), cluster);
    put(karmada, spacePath(name), { metadata: { name: `karmada-es-${name}` } });
    for (const reference of [secretRef, impersonatorSecretRef])
      put(karmada, `${homePath}/secrets/${reference.name}`, { metadata: { ...reference, labels } });
    for (const { place } of memberObjects(name, 'karmada-cluster'))
      put(member, pathOf(place), {
        metadata: { name: place.name, ...(place.namespace ? { namespace: place.namespace } : {}) },
      });
  }
  karmada.controllers.push((path, kube) => {
    for (const name of names) {
      if (path !== clusterPath(name) || kube.objects.has(path)) continue;
      for (const held of [...kube.objects.keys()]) if (held.includes(`karmada-es-${name}`)) kube.objects.delete(held);
    }
  });
  return { karmada, member, ports: fakePorts(karmada, member), put };
}

export const accessOf = (name: string): string => `${accessPrefix}karmada-${name}`;
