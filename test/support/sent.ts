import type { Ports } from '../../src/contract/ports.ts';
import type { KubeObject } from '../../src/core/object.ts';
import { apply } from '../../src/operations/apply/apply.ts';
import { answerOf, fakeKube, fakePorts } from './fake-ports.ts';

export const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: nginx }\n';
export const second = deployment.replace('nginx', 'other');
const ids = { 'resourcebinding.karmada.io/permanent-id': 'p' };
export const annotations = { 'resourcetemplate.karmada.io/generation': '1' };
export const spec = { replicas: 2 };
export const put = (kube: ReturnType<typeof fakeKube>, path: string, object: object) =>
  kube.objects.set(path, object as KubeObject);
export const path = '/apis/apps/v1/namespaces/default/deployments/nginx';
export const bindingPath = '/apis/work.karmada.io/v1alpha2/namespaces/default/resourcebindings/nginx-deployment';
export const workPath = '/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-m1/works/w';
export const policyPath = '/apis/policy.karmada.io/v1alpha1/namespaces/default/propagationpolicies/p';
export const placement = (...clusterNames: string[]) => ({ clusterAffinity: { clusterNames } });
export const clusterPath = '/apis/cluster.karmada.io/v1alpha1/clusters/m1';
export const cluster = (ready: string) => ({
  metadata: { name: 'm1' },
  spec: { syncMode: 'Push' },
  status: { conditions: [{ type: 'Ready', status: ready, reason: 'ClusterNotReachable', message: 'no route' }] },
});
export const runs = { replicas: 2, updatedReplicas: 2, readyReplicas: 2 };

/** A Karmada that has sent a Deployment of two replicas to m1, and the member. */
export function world(status: object) {
  const [karmada, member] = [fakeKube(), fakeKube()];
  put(karmada, clusterPath, cluster('True'));
  put(karmada, policyPath, { metadata: { name: 'p', namespace: 'default' }, spec: { placement: placement('m1') } });
  put(karmada, bindingPath, {
    metadata: {
      name: 'nginx-deployment',
      generation: 1,
      labels: ids,
      annotations: { 'propagationpolicy.karmada.io/name': 'p', 'propagationpolicy.karmada.io/namespace': 'default' },
    },
    spec: { resource: { uid: 'u' }, clusters: [{ name: 'm1', replicas: 2 }], placement: placement('m1') },
    status: { schedulerObservedGeneration: 1, conditions: [{ type: 'Scheduled', status: 'True' }] },
  });
  put(karmada, workPath, {
    metadata: { name: 'w', labels: ids },
    spec: { workload: { manifests: [{ kind: 'Deployment', metadata: { name: 'nginx', annotations }, spec }] } },
    status: { conditions: [{ type: 'Applied', status: 'True' }] },
  });
  put(member, path, {
    metadata: { name: 'nginx', generation: 1, annotations },
    spec,
    status: { observedGeneration: 1, ...status },
  });
  return { karmada, member };
}
export const run = ({ karmada, member }: ReturnType<typeof world>, change: Partial<Ports> = {}, text = deployment) => {
  const ports = { ...fakePorts(karmada, member, text), ...change };
  return answerOf(apply.invoke(ports, { filename: 'unused', wait: true, timeout: '3s' }));
};
export const firstFailure = async (answer: ReturnType<typeof run>): Promise<string> => {
  const { outcome } = await answer;
  return outcome.kind === 'partial' ? (outcome.failures[0]?.message ?? '') : 'none';
};
