import type { Condition, KubeObject } from './object.ts';

/** Why a pod of Karmada is not ready, and which value of the chart to change. */
interface ContainerState {
  readonly name: string;
  readonly image?: string;
  readonly ready?: boolean;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly terminated?: { readonly exitCode?: number; readonly reason?: string; readonly message?: string };
  };
  readonly lastState?: ContainerState['state'];
}

export interface Pod extends KubeObject {
  readonly spec?: { readonly containers?: readonly { readonly name: string; readonly image?: string }[] };
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly ContainerState[];
    readonly initContainerStatuses?: readonly ContainerState[];
  };
}

export interface PodTrouble {
  readonly pod: string;
  /** In words, on one line. */
  readonly why: string;
  /** What to do about it, where that is known. */
  readonly hint?: string;
}

/** Nothing is wrong with a pod that is ready, or done. */
export const isPodDone = ({ status }: Pod): boolean =>
  status?.phase === 'Succeeded' || status?.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';

/** What keeps each pod from being ready; the release's name is the beginning of most of theirs. */
export const podTroubles = (pods: readonly Pod[], release: string): readonly PodTrouble[] =>
  pods.filter((pod) => !isPodDone(pod)).map((pod) => troubleOf(pod, release));

function troubleOf(pod: Pod, release: string): PodTrouble {
  const { name, namespace = '', deletionTimestamp } = pod.metadata;
  if (deletionTimestamp) return { pod: name, why: 'is on its way out' };
  const { initContainerStatuses = [], containerStatuses = [], conditions, phase } = pod.status ?? {};
  for (const container of [...initContainerStatuses, ...containerStatuses]) {
    const { waiting, terminated } = container.state ?? {};
    if (waiting && /Image/.test(waiting.reason ?? '')) return { pod: name, ...imageTrouble(container, name, release) };
    if (waiting?.reason === 'CrashLoopBackOff' || (terminated && terminated.exitCode !== 0)) {
      const why = `crashes (${waiting?.reason ?? terminated?.reason ?? 'Error'}): ${lastWords(container)}`;
      return { pod: name, why, hint: `kubectl logs -n ${namespace} ${name} -c ${container.name} --previous` };
    }
    if (waiting?.reason && !/^(ContainerCreating|PodInitializing)$/.test(waiting.reason)) {
      return { pod: name, why: oneLine(`${waiting.reason}: ${waiting.message ?? ''}`) };
    }
  }
  const scheduled = conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False')
    return { pod: name, why: oneLine(`is Pending: ${scheduled.message ?? scheduled.reason ?? ''}`) };
  if (containerStatuses.some(({ state }) => state && 'running' in state))
    return { pod: name, why: 'runs, and is not ready yet' };
  return { pod: name, why: `is ${phase ?? 'new'}, and starts` };
}

function imageTrouble(
  { image = '', name, state }: ContainerState,
  pod: string,
  release: string,
): Omit<PodTrouble, 'pod'> {
  const value = imageValue(pod, name, image, release);
  return {
    why: `the image ${image} cannot be pulled (${state?.waiting?.reason})`,
    hint: `Give another image with --set ${value}.repository=… and ${value}.tag=…, or a mirror of all with global.imageRegistry.`,
  };
}

function lastWords({ state, lastState }: ContainerState): string {
  const ended = lastState?.terminated ?? state?.terminated;
  const said = ended?.message?.trim().split('\n').at(-1);
  return oneLine(said || `its last exit code was ${ended?.exitCode ?? 'not told'}`);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 300);

/** The value of the chart (values.yaml) that an image comes from. */
const imageValues: Readonly<Record<string, string>> = {
  apiserver: 'apiServer.image',
  'aggregated-apiserver': 'aggregatedApiServer.image',
  'kube-controller-manager': 'kubeControllerManager.image',
  'controller-manager': 'controllerManager.image',
  scheduler: 'scheduler.image',
  'scheduler-estimator': 'schedulerEstimator.image',
  webhook: 'webhook.image',
  search: 'search.image',
  descheduler: 'descheduler.image',
  'metrics-adapter': 'metricsAdapter.image',
  agent: 'agent.image',
};

function imageValue(pod: string, container: string, image: string, release: string): string {
  if (image.includes('cfssl')) return 'cfssl.image';
  if (/^etcd(-|$)/.test(pod)) return 'etcd.internal.image';
  const part = pod.startsWith(`${release}-`) ? pod.slice(release.length + 1) : pod;
  if (/^(pre|post)-|^static-resource/.test(part)) return container === 'init' ? 'cfssl.image' : 'kubectl.image';
  const known = Object.keys(imageValues).filter((name) => part.startsWith(name));
  return imageValues[known.toSorted((a, b) => b.length - a.length)[0] ?? ''] ?? 'IMAGE';
}
