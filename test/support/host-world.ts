import { kubeconfig } from '../../src/operations/host/kubeconfig.ts';
import { answerOf, type FakeKube, fakeKube, fakeKubeconfigs, fakePorts } from './fake-ports.ts';

const local = 'https://karmada-apiserver.karmada-system.svc.cluster.local:5443';
export const secretPath = '/api/v1/namespaces/karmada-system/secrets/karmada-kubeconfig';
export const servicePath = '/api/v1/namespaces/karmada-system/services/karmada-apiserver';

/** One whose answers a test may change. */
type Changeable = { -readonly [K in keyof FakeKube]: FakeKube[K] };
const changeable = (kube: FakeKube): Changeable => kube;

/** A host cluster with the Secret of Karmada, Karmada from outside, and what is written. */
export function hostWorld(server = local) {
  const [host, outside, karmada] = [changeable(fakeKube()), changeable(fakeKube()), fakeKube()];
  const access = { name: 'x', cluster: { server, 'certificate-authority-data': 'Q0E=' }, user: { token: 'a-token' } };
  host.objects.set(secretPath, { metadata: { name: 's' }, ...{ data: { kubeconfig: btoa(JSON.stringify(access)) } } });
  const isKarmada = async () => ({ group: '', version: '', resource: 'clusters', kind: 'Cluster', namespaced: false });
  outside.resolve = isKarmada;
  const asked: string[] = [];
  const kubeconfigs = fakeKubeconfigs(outside);
  const ports = {
    ...fakePorts(karmada, host),
    kubeconfigs: {
      ...kubeconfigs,
      connect: async (given: Parameters<typeof kubeconfigs.connect>[0]) => {
        asked.push(given.cluster.server ?? '');
        return kubeconfigs.connect(given);
      },
    },
  };
  const run = async (input: object) => {
    const { data } = await answerOf(kubeconfig.invoke(ports, { ...input }));
    return data as Record<string, unknown>;
  };
  return { host, outside, karmada, asked, run, written: kubeconfigs.written };
}
