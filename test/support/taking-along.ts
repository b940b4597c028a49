import type { PropagationPolicy } from '../../src/core/karmada-types/policy.ts';
import type { ResourceBinding } from '../../src/core/karmada-types/work.ts';
import type { WorkloadPreview } from '../../src/core/preview/preview.ts';
import { type PreviewQuestion, type PreviewRules, previewWorkloads } from '../../src/core/preview/preview-workload.ts';
import type { Workload } from '../../src/core/propagation.ts';
import { pp } from './policies.ts';
import { fleetOf } from './previewed.ts';
import { binding, cluster } from './scheduled.ts';

const apiEnablements = [
  { groupVersion: 'apps/v1', resources: [{ kind: 'Deployment', name: 'deployments' }] },
  { groupVersion: 'v1', resources: [{ kind: 'ConfigMap', name: 'configmaps' }] },
];
export const clusters = ['m1', 'm2', 'm3'].map((name) => cluster(name, { status: { apiEnablements } }));
const labels = { 'propagationpolicy.karmada.io/permanent-id': 'drawn' };
export const to = (...clusterNames: readonly string[]) => ({ clusterAffinity: { clusterNames } });
export const policy = (name: string, placement: object, more: object = {}): PropagationPolicy =>
  pp(
    name,
    {
      resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', name }],
      placement,
      ...{ propagateDeps: true, ...more },
    },
    'default',
    { labels },
  ) as PropagationPolicy;
export const deployment = (name: string, configMap = 'settings'): Workload => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'default' },
  spec: {
    replicas: 2,
    template: { spec: { containers: [{ name: 'c', envFrom: [{ configMapRef: { name: configMap } }] }] } },
  },
});
export const settings: Workload = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: 'default' },
};
export const ask = (
  policies: readonly PropagationPolicy[],
  questions: readonly PreviewQuestion[],
  resourceBindings: readonly ResourceBinding[] = [],
  rules: Partial<PreviewRules> = {},
): readonly WorkloadPreview[] =>
  previewWorkloads(fleetOf({ clusters, propagationPolicies: policies, resourceBindings }), questions, {
    minor: 18,
    propagatesDeps: true,
    ...rules,
  });
/** `m1 starts: goes along with deployment/web`. */
export const lines = (preview: WorkloadPreview | undefined): readonly string[] =>
  (preview?.clusters ?? []).map(({ cluster: name, change, why }) => `${name} ${change}: ${why}`);

/** The binding of deployment/NAME, which needs `settings`, and the one of settings, where it is taken to `on`. */
export const holding = (name: string, on: string): ResourceBinding =>
  binding({
    on,
    placement: to('m1'),
    spec: { propagateDeps: true, resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name } },
    metadata: {
      name: `${name}-deployment`,
      namespace: 'default',
      annotations: {
        'resourcebinding.karmada.io/dependencies': JSON.stringify([
          { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'settings' },
        ]),
      },
    },
  });
export const attached = (by: Readonly<Record<string, readonly string[]>>): ResourceBinding => ({
  apiVersion: 'work.karmada.io/v1alpha2',
  kind: 'ResourceBinding',
  metadata: { name: 'settings-configmap', namespace: 'default' },
  spec: {
    resource: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'settings' },
    requiredBy: Object.entries(by).map(([name, on]) => ({
      namespace: 'default',
      name: `${name}-deployment`,
      clusters: on.map((one) => ({ name: one })),
    })),
  },
});
