/** Manifests as tests apply them: a Deployment, a ConfigMap, and policies of the same name. */
interface Wish {
  readonly name: string;
  readonly replicas?: number;
  readonly image?: string;
  readonly labels?: object;
  readonly annotations?: object;
  /** Kept on the pod template. */
  readonly more?: object;
}

export const deployment = ({
  name,
  replicas = 2,
  image = 'nginx:1',
  labels = {},
  annotations = {},
  more = {},
}: Wish): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, labels, annotations },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'c', image, ...more }] } },
  },
});
export const configMap = (name: string, data: object): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
export const policy = (name: string, kinds: readonly string[], placement: object, more: object = {}): object => ({
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'PropagationPolicy',
  metadata: { name },
  spec: {
    resourceSelectors: kinds.map((kind) => ({ apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1', kind, name })),
    placement,
    ...more,
  },
});
export const to = (...clusterNames: string[]) => ({ clusterAffinity: { clusterNames } });
export const weighted = (...weights: readonly (readonly [string, number])[]) => ({
  ...to(...weights.map(([name]) => name)),
  replicaScheduling: {
    replicaSchedulingType: 'Divided',
    replicaDivisionPreference: 'Weighted',
    weightPreference: {
      staticWeightList: weights.map(([name, weight]) => ({ targetCluster: { clusterNames: [name] }, weight })),
    },
  },
});
export const override = (name: string, tags: Readonly<Record<string, string>>): object => ({
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'OverridePolicy',
  metadata: { name },
  spec: {
    resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', name }],
    overrideRules: Object.entries(tags).map(([cluster, value]) => ({
      targetCluster: { clusterNames: [cluster] },
      overriders: { imageOverrider: [{ component: 'Tag', operator: 'replace', value }] },
    })),
  },
});
