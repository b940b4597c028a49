import { type RenderedWork, renderWorks } from '../../src/core/binding-controller/render.ts';
import type { Cluster } from '../../src/core/cluster.ts';
import type { ResourceBinding, ResourceBindingSpec, TargetCluster } from '../../src/core/karmada-types/work.ts';
import type { Workload } from '../../src/core/propagation.ts';
import type { policy } from './overrides.ts';

export const clusters: readonly Cluster[] = ['m1', 'm2', 'm3'].map((name) => ({
  metadata: { name },
  spec: { syncMode: 'Push' },
}));
export const divided = { replicaScheduling: { replicaSchedulingType: 'Divided' } } as const;
export const at = (...counts: readonly (number | undefined)[]): readonly TargetCluster[] =>
  counts.map((replicas, index) => ({ name: `m${index + 1}`, ...(replicas === undefined ? {} : { replicas }) }));
export const binding = (spec: Partial<ResourceBindingSpec> = {}): ResourceBinding => ({
  apiVersion: 'work.karmada.io/v1alpha2',
  kind: 'ResourceBinding',
  metadata: {
    name: 'nginx-deployment',
    namespace: 'default',
    labels: { 'resourcebinding.karmada.io/permanent-id': 'b' },
  },
  spec: {
    resource: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nginx' },
    replicas: 5,
    clusters: at(2, 3),
    placement: divided,
    ...spec,
  },
});
export const template = (change: object = {}): Workload => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'nginx',
    namespace: 'default',
    uid: 'u',
    generation: 3,
    resourceVersion: '7',
    labels: { app: 'web' },
  },
  spec: { replicas: 5 },
  status: { replicas: 0 },
  ...change,
});
export const run = (
  of: Workload,
  held: ResourceBinding,
  minor = 18,
  policies: readonly ReturnType<typeof policy>[] = [],
): readonly RenderedWork[] => renderWorks({ template: of, binding: held, clusters, policies }, { minor });
export const countsOf = (works: readonly RenderedWork[], field = 'replicas'): readonly unknown[] =>
  works.map(({ manifest }) => manifest.spec?.[field]);
