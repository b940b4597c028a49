import type { Cluster } from '../../src/core/karmada-types/cluster.ts';
import type { Placement } from '../../src/core/karmada-types/policy.ts';
import type { ResourceBinding, ResourceBindingSpec, TargetCluster } from '../../src/core/karmada-types/work.ts';
import type { SchedulingAnswer } from '../../src/core/scheduling/answer.ts';

/** Clusters and bindings in few words, for questions to the scheduler. */
export interface ClusterWords {
  readonly labels?: Readonly<Record<string, string>>;
  readonly isLeaving?: boolean;
  readonly spec?: Partial<Cluster['spec']>;
  readonly status?: Partial<NonNullable<Cluster['status']>>;
  /** Pods that it can take; 110 if nothing is said. */
  readonly pods?: number;
  /** What it can take beside pods. */
  readonly room?: Readonly<Record<string, string>>;
}

export const cluster = (name: string, words: ClusterWords = {}): Cluster => ({
  apiVersion: 'cluster.karmada.io/v1alpha1',
  kind: 'Cluster',
  metadata: {
    name,
    ...(words.labels ? { labels: words.labels } : {}),
    ...(words.isLeaving ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}),
  },
  spec: { syncMode: 'Push', ...words.spec },
  status: {
    apiEnablements: [{ groupVersion: 'apps/v1', resources: [{ kind: 'Deployment', name: 'deployments' }] }],
    resourceSummary: { allocatable: { pods: words.pods ?? 110, ...words.room } },
    ...words.status,
  },
});

/** `a=3 b` as spec.clusters. */
export const targets = (text: string): readonly TargetCluster[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((part) => {
      const [name = '', replicas] = part.split('=');
      return replicas === undefined ? { name } : { name, replicas: Number(replicas) };
    });

export interface BindingWords {
  readonly placement?: Placement;
  readonly replicas?: number;
  /** spec.clusters, as in `targets`. */
  readonly on?: string;
  readonly spec?: Partial<ResourceBindingSpec>;
  readonly status?: ResourceBinding['status'];
  /** The placement by which it was scheduled before. */
  readonly applied?: Placement | string;
  readonly metadata?: Partial<ResourceBinding['metadata']>;
}

export const binding = ({ placement = {}, replicas = 10, on = '', ...words }: BindingWords = {}): ResourceBinding => ({
  apiVersion: 'work.karmada.io/v1alpha2',
  kind: 'ResourceBinding',
  metadata: {
    name: 'web-deployment',
    namespace: 'shop',
    labels: { 'propagationpolicy.karmada.io/permanent-id': '1' },
    ...(words.applied === undefined ? {} : { annotations: annotationsOf(words.applied) }),
    ...words.metadata,
  },
  spec: {
    resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
    replicas,
    placement,
    ...(on === '' ? {} : { clusters: targets(on) }),
    ...words.spec,
  },
  ...(words.status ? { status: words.status } : {}),
});

const annotationsOf = (applied: Placement | string) => ({
  'policy.karmada.io/applied-placement': typeof applied === 'string' ? applied : JSON.stringify(applied),
});

/** `a=3 b` of what an answer says; `?2 of a b` where two of them get one more. */
export function placed({ clusters, undetermined }: SchedulingAnswer): string {
  const listed = clusters.map(({ name, replicas }) => (replicas === undefined ? name : `${name}=${replicas}`));
  return [...listed, ...(undetermined ? [`?${undetermined.extra} of ${undetermined.clusters.join(' ')}`] : [])].join(
    ' ',
  );
}

export const divided = (preference: 'Aggregated' | 'Weighted', weightPreference?: object): Placement => ({
  replicaScheduling: {
    replicaSchedulingType: 'Divided',
    replicaDivisionPreference: preference,
    ...(weightPreference ? { weightPreference } : {}),
  },
});

export const byRoom: Placement = divided('Weighted', { dynamicWeight: 'AvailableReplicas' });
export const aggregated: Placement = divided('Aggregated');

export const byWeight = (weights: Readonly<Record<string, number>>): Placement =>
  divided('Weighted', {
    staticWeightList: Object.entries(weights).map(([name, weight]) => ({
      targetCluster: { clusterNames: [name] },
      weight,
    })),
  });

/** Both, cluster and region: `{ region: [1, 2] }` is between one and two regions. */
export const spread = (fields: Readonly<Record<string, readonly [number, number]>>): Placement => ({
  spreadConstraints: Object.entries(fields).map(([field, [minGroups, maxGroups]]) => ({
    spreadByField: field as 'cluster' | 'region' | 'zone' | 'provider',
    minGroups,
    maxGroups,
  })),
});
