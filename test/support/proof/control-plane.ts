import type { Cluster } from '../../../src/core/karmada-types/cluster.ts';
import type { LabState } from '../../../src/core/lab.ts';
import { karmate, type Ran } from '../karmate.ts';
import { eventually, Kube, type KubeObject } from '../kube.ts';
import { startLab } from '../running-lab.ts';
import { fingerprint, type State, stateOf } from './state.ts';

export const clustersPath = '/apis/cluster.karmada.io/v1alpha1/clusters';

/** Karmada whose clusters nobody runs: it chooses among them, and nothing is ever sent there. */
export interface ProofLab {
  readonly kube: Kube;
  readonly run: (...args: readonly string[]) => Promise<Ran>;
  /** Until Karmada has nothing left to do; what it has made of everything then. */
  readonly atRest: () => Promise<State>;
  readonly changeCluster: (name: string, change: (cluster: KubeObject) => object) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startProofLab(karmada: string, fleet: readonly Cluster[]): Promise<ProofLab> {
  // The detector always runs. No controller that would look for the clusters themselves, or fill their namespaces.
  const controllers = 'karmada-controller-manager=bindingStatus';
  const { lab, stop } = await startLab({ members: [], nodes: 0, karmada, more: ['--controllers', controllers] });
  return furnish(lab.karmada, fleet, stop);
}

export async function furnish(
  { kubeconfig, context }: Pick<LabState['karmada'], 'kubeconfig' | 'context'>,
  fleet: readonly Cluster[],
  stop: () => Promise<void>,
): Promise<ProofLab> {
  const kube = new Kube(kubeconfig, context);
  await Promise.all(fleet.map((cluster) => createCluster(kube, cluster)));
  const beat = await startBeat(kube);
  return {
    kube,
    stop,
    run: (...args) => karmate(args, { env: { KUBECONFIG: kubeconfig } }),
    atRest: async () => {
      await beat();
      await quiet(kube);
      return stateOf(kube);
    },
    changeCluster: async (name, change) => {
      const path = `${clustersPath}/${name}`;
      await mustSucceed(kube, 'PUT', path, change((await kube.find(path)) as KubeObject));
    },
  };
}

export async function mustSucceed(kube: Kube, method: string, path: string, body?: object): Promise<KubeObject> {
  const answer = await kube.ask(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as KubeObject;
}

async function createCluster(kube: Kube, { status, ...cluster }: Cluster): Promise<void> {
  const created = await mustSucceed(kube, 'POST', clustersPath, cluster);
  await mustSucceed(kube, 'PUT', `${clustersPath}/${cluster.metadata.name}/status`, { ...created, status });
}

/** A template that comes last: once it is scheduled, so is what came before it. */
async function startBeat(kube: Kube): Promise<() => Promise<void>> {
  const namespace = `beat-${Date.now().toString(36)}`;
  const selector = { apiVersion: 'v1', kind: 'ConfigMap', namespace };
  await mustSucceed(kube, 'POST', '/api/v1/namespaces', { metadata: { name: namespace } });
  await mustSucceed(kube, 'POST', `/apis/policy.karmada.io/v1alpha1/namespaces/${namespace}/propagationpolicies`, {
    apiVersion: 'policy.karmada.io/v1alpha1',
    kind: 'PropagationPolicy',
    metadata: { name: 'beat' },
    spec: { resourceSelectors: [selector], placement: {} },
  });
  let count = 0;
  return async () => {
    const name = `beat-${++count}`;
    await mustSucceed(kube, 'POST', `/api/v1/namespaces/${namespace}/configmaps`, { metadata: { name } });
    const path = `/apis/work.karmada.io/v1alpha2/namespaces/${namespace}/resourcebindings/${name}-configmap`;
    const isScheduled = async (): Promise<boolean> => {
      const { conditions = [] } = ((await kube.find(path))?.status ?? {}) as { conditions?: { type: string }[] };
      return conditions.some(({ type }) => type === 'Scheduled');
    };
    await eventually(`${name} is scheduled`, isScheduled, 120);
  };
}

const quietMs = 4000;

async function quiet(kube: Kube): Promise<void> {
  let last: string | undefined;
  let since = 0;
  const hasBeenQuiet = async (): Promise<boolean> => {
    const now = await fingerprint(kube);
    if (now === undefined || now !== last) since = Date.now();
    last = now;
    return now !== undefined && Date.now() - since >= quietMs;
  };
  await eventually('Karmada has come to rest', hasBeenQuiet, 300);
}
