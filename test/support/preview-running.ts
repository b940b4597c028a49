import { bindingPath, clusterPath, deploymentPath, policyPath, previewWorld } from './preview-world.ts';
import { binding, cluster } from './scheduled.ts';

export const manifest = (kind: string, apiVersion: string, metadata: object, spec: object): string =>
  JSON.stringify({ apiVersion, kind, metadata, spec });
export const deployment = (name: string, replicas = 4, metadata: object = {}): string =>
  manifest('Deployment', 'apps/v1', { name, namespace: 'default', ...metadata }, { replicas });
export const policy = (name: string, placement: object, selects = 'web', more: object = {}): string =>
  manifest(
    'PropagationPolicy',
    'policy.karmada.io/v1alpha1',
    { name, namespace: 'default' },
    policySpec(placement, selects, more),
  );
export const policySpec = (placement: object, selects = 'web', more: object = {}) => ({
  resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: selects, namespace: 'default' }],
  placement,
  ...more,
});
export const id = { 'propagationpolicy.karmada.io/permanent-id': 'drawn' };
export const annotations = {
  'propagationpolicy.karmada.io/name': 'p',
  'propagationpolicy.karmada.io/namespace': 'default',
};

/** Two clusters, and web in m1 and m2, held by p. */
export function running(placement: object = {}) {
  const world = previewWorld();
  for (const name of ['m1', 'm2']) world.put(clusterPath(name), cluster(name, { labels: { env: 'prod' } }));
  world.put(policyPath('p'), {
    metadata: { name: 'p', namespace: 'default', labels: id },
    spec: policySpec(placement),
  });
  world.put(deploymentPath('web'), {
    metadata: { name: 'web', namespace: 'default', uid: 'u', labels: id, annotations },
    spec: { replicas: 4 },
  });
  world.put(
    bindingPath('web-deployment'),
    binding({
      placement,
      replicas: 4,
      on: 'm1=4 m2=4',
      spec: { resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name: 'web', uid: 'u' } },
      metadata: {
        name: 'web-deployment',
        namespace: 'default',
        labels: id,
        annotations: { ...annotations, 'policy.karmada.io/applied-placement': JSON.stringify(placement) },
      },
    }),
  );
  return world;
}

/** `m1 4 - stops` */
export const moves = ({ workloads }: Awaited<ReturnType<ReturnType<typeof running>['ask']>>['data']) =>
  workloads.flatMap(({ workload, clusters }) =>
    clusters.map(({ cluster: name, before, after, change }) =>
      [workload.name, name, before?.replicas ?? '-', after?.replicas ?? '-', change].join(' '),
    ),
  );
