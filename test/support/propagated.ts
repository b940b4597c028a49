import type { Binding, Template, Work, Workload } from '../../src/core/propagation.ts';

/** A Deployment of four replicas, two of them for m1, and what Karmada makes of it. */
export const spec = { replicas: 4, template: { spec: { containers: [{ name: 'a', image: 'nginx:2' }] } } };
export const object: Workload = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'nginx', uid: 'u', generation: 2, resourceVersion: '100' },
  spec,
};
export const template: Template = { object, changed: true };
export const note = 'resourcetemplate.karmada.io/generation';

export const binding = (
  change: { generation?: number; status?: Partial<Binding['status']>; spec?: object } = {},
): Binding => ({
  metadata: { name: 'nginx-deployment', generation: change.generation ?? 5 },
  spec: {
    resource: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nginx', uid: 'u', resourceVersion: '100' },
    replicas: 4,
    clusters: [{ name: 'm1', replicas: 2 }],
    ...change.spec,
  },
  status: { schedulerObservedGeneration: 5, conditions: [{ type: 'Scheduled', status: 'True' }], ...change.status },
});

export const manifestOf = (generation: string | undefined, change: object = {}, uid = 'u'): Workload => ({
  kind: 'Deployment',
  metadata: {
    name: 'nginx',
    annotations: { ...(generation ? { [note]: generation } : {}), 'resourcetemplate.karmada.io/uid': uid },
  },
  spec: { ...spec, replicas: 2, ...change },
});
export const work = (manifest: Workload, applied = 'True', annotations = {}): Work => ({
  metadata: { name: 'w', annotations },
  spec: { workload: { manifests: [manifest] } },
  status: { conditions: [{ type: 'Applied', status: applied, reason: 'AppliedFailed', message: 'already exists' }] },
});
export const other = { template: { spec: { containers: [{ name: 'a', image: 'nginx:1' }] } } };
