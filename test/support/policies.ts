import type { Policy } from '../../src/core/detector/policy.ts';
import type { KubeObject, Metadata } from '../../src/core/object.ts';

/** Policies and a template for the tests of the detector. */
export const deployment = (change: Partial<Metadata> = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'nginx', namespace: 'default', labels: { app: 'web' }, ...change },
});

export const named = (name: string) => ({ apiVersion: 'apps/v1', kind: 'Deployment', name });

export const pp = (
  name: string,
  spec: Policy['spec'] = {},
  namespace = 'default',
  metadata: Partial<Metadata> = {},
): Policy => ({
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'PropagationPolicy',
  metadata: { name, namespace, ...metadata },
  spec: { resourceSelectors: [named('nginx')], ...spec },
});

export const cpp = (name: string, spec: Policy['spec'] = {}): Policy => ({
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'ClusterPropagationPolicy',
  metadata: { name },
  spec: { resourceSelectors: [named('nginx')], ...spec },
});

/** The template with the mark of a policy. */
export function heldBy({ kind, metadata: { name, namespace } }: Policy): KubeObject {
  const prefix = `${kind?.toLowerCase()}.karmada.io`;
  return deployment({
    labels: { app: 'web', [`${prefix}/permanent-id`]: `id-${name}` },
    annotations: { [`${prefix}/name`]: name, ...(namespace ? { [`${prefix}/namespace`]: namespace } : {}) },
  });
}
