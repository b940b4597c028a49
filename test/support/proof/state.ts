import type { TargetCluster } from '../../../src/core/karmada-types/work.ts';
import type { Kube, KubeObject } from '../kube.ts';

/** What Karmada has made of one template. */
export interface Held {
  /** The policy that holds it, as its annotations say. */
  readonly policy: string | undefined;
  /** Without a binding there is none. */
  readonly clusters: readonly TargetCluster[] | undefined;
  /** The reason of the condition Scheduled. */
  readonly reason: string | undefined;
  readonly message: string | undefined;
}

export type State = ReadonlyMap<string, Held>;

export const keyOf = (kind: string | undefined, namespace: string | undefined, name: string): string =>
  `${kind} ${namespace ?? ''}/${name}`;

interface Binding extends KubeObject {
  readonly metadata: KubeObject['metadata'] & { readonly generation: number; readonly resourceVersion: string };
  readonly spec: {
    readonly resource: { readonly kind: string; readonly namespace?: string; readonly name: string };
    readonly clusters?: readonly TargetCluster[];
    readonly schedulerName?: string;
  };
  readonly status?: {
    readonly schedulerObservedGeneration?: number;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason: string;
      readonly message: string;
    }[];
  };
}

const kinds = {
  ConfigMap: '/api/v1/configmaps',
  Service: '/api/v1/services',
  Pod: '/api/v1/pods',
  Deployment: '/apis/apps/v1/deployments',
  StatefulSet: '/apis/apps/v1/statefulsets',
  ReplicaSet: '/apis/apps/v1/replicasets',
  DaemonSet: '/apis/apps/v1/daemonsets',
  Job: '/apis/batch/v1/jobs',
  ClusterRole: '/apis/rbac.authorization.k8s.io/v1/clusterroles',
};
const bindingPaths = ['resourcebindings', 'clusterresourcebindings'].map(
  (resource) => `/apis/work.karmada.io/v1alpha2/${resource}`,
);

async function bindingsIn(kube: Kube): Promise<readonly Binding[]> {
  return (await Promise.all(bindingPaths.map((path) => kube.list(path)))).flat() as unknown as readonly Binding[];
}

const scheduled = ({ status }: Binding) => status?.conditions?.find(({ type }) => type === 'Scheduled');

/** Every template of the kinds that sets are made of. */
export async function stateOf(kube: Kube): Promise<State> {
  const bindings = new Map(
    (await bindingsIn(kube)).map((one) => {
      const { kind, namespace, name } = one.spec.resource;
      return [keyOf(kind, namespace, name), one] as const;
    }),
  );
  const found = Object.entries(kinds).map(async ([kind, path]) => {
    const items = await kube.list(path);
    return items.map((object) => {
      const { namespace, name } = object.metadata;
      const key = keyOf(kind, namespace, name);
      const binding = bindings.get(key);
      const condition = binding && scheduled(binding);
      const held: Held = {
        policy: policyOf(object),
        clusters: binding && (binding.spec.clusters ?? []),
        reason: condition?.reason,
        message: condition?.message,
      };
      return [key, held] as const;
    });
  });
  return new Map((await Promise.all(found)).flat());
}

function policyOf({ metadata }: KubeObject): string | undefined {
  const annotations = (metadata.annotations ?? {}) as Readonly<Record<string, string>>;
  const labels = (metadata.labels ?? {}) as Readonly<Record<string, string>>;
  const of = (kind: string) =>
    labels[`${kind}.karmada.io/permanent-id`] ? annotations[`${kind}.karmada.io/name`] : '';
  const [own, clusterWide] = [of('propagationpolicy'), of('clusterpropagationpolicy')];
  if (own) return `PropagationPolicy ${own}`;
  return clusterWide ? `ClusterPropagationPolicy ${clusterWide}` : undefined;
}

/** The scheduler follows those alone that a policy holds (resourceBindingEventFilter). */
const isMarked = ({ metadata }: Binding): boolean =>
  Object.keys(metadata.labels ?? {}).some((key) => /propagationpolicy\.karmada\.io\/permanent-id$/.test(key));

/** What changes while Karmada works; undefined: the scheduler has not answered for some binding yet. */
export async function fingerprint(kube: Kube): Promise<string | undefined> {
  const bindings = await bindingsIn(kube);
  const isAnswered = (one: Binding): boolean =>
    !isMarked(one) ||
    (one.spec.schedulerName ?? 'default-scheduler') !== 'default-scheduler' ||
    scheduled(one)?.status === 'False' ||
    one.status?.schedulerObservedGeneration === one.metadata.generation;
  if (!bindings.every(isAnswered)) return undefined;
  return bindings.map(({ metadata }) => `${metadata.uid} ${metadata.resourceVersion}`).join('\n');
}
