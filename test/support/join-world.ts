import type { Cluster } from '../../src/core/cluster.ts';
import { type FakeKube, fakeKube } from './fake-kube.ts';
import { fakePorts } from './fake-ports.ts';

export const clusterPath = '/apis/cluster.karmada.io/v1alpha1/clusters/member1';
export const space = '/api/v1/namespaces/karmada-es-member1';
export const secret = (name: string) => `/api/v1/namespaces/karmada-cluster/secrets/${name}`;
export const joinInput = { name: 'member1', clusterKubeconfig: 'f' };

/** A member whose token controller works, and a Karmada whose cluster controller does. */
export function joinWorld(uid = 'id-1') {
  const member = fakeKube('https://member:6443');
  member.objects.set('/api/v1/namespaces/kube-system', { metadata: { name: 'kube-system', uid } });
  member.controllers.push((path, kube) => {
    const held = kube.objects.get(path);
    if (path.includes('/secrets/') && held)
      kube.objects.set(path, { ...held, ...{ data: { token: `token-${path.split('/').at(-1)}`, 'ca.crt': 'ca' } } });
  });
  const karmada = fakeKube();
  karmada.controllers.push((path, kube) => {
    if (path !== clusterPath) return;
    if (kube.objects.has(path)) makeReady(kube);
    else kube.objects.delete(space);
  });
  return { member, karmada, ports: fakePorts(karmada, member) };
}

function makeReady(kube: FakeKube): void {
  const cluster = kube.objects.get(clusterPath) as Cluster;
  const status = {
    kubernetesVersion: 'v1.35.3',
    apiEnablements: [{}],
    conditions: [{ type: 'Ready', status: 'True' }],
  };
  kube.objects.set(clusterPath, { ...cluster, ...{ status } });
  kube.objects.set(space, { metadata: { name: 'karmada-es-member1' } });
}
