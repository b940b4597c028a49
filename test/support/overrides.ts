import * as yaml from 'yaml';
import type { Cluster } from '../../src/core/cluster.ts';
import type { Overriders } from '../../src/core/karmada-types/policy.ts';
import { type Overridden, overriddenManifest } from '../../src/core/override-manager/override-manager.ts';
import type { Workload } from '../../src/core/propagation.ts';

/** A cluster, a manifest and override policies for the tests of the override manager. */
export const cluster: Cluster = {
  metadata: { name: 'm1', labels: { env: 'test' } },
  spec: { syncMode: 'Push', zones: ['a', 'b'] },
};

export const manifest = (
  containers: readonly object[] = [{ name: 'a', image: 'nginx:1' }],
  change: object = {},
): Workload => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default', labels: { app: 'web' } },
  spec: { replicas: 2, template: { spec: { containers } } },
  ...change,
});

export const policy = (overriders: Overriders, change: object = {}, namespace: string | null = 'default', name = 'o') =>
  ({
    apiVersion: 'policy.karmada.io/v1alpha1',
    kind: namespace === null ? 'ClusterOverridePolicy' : 'OverridePolicy',
    metadata: { name, ...(namespace === null ? {} : { namespace }) },
    spec: { overrideRules: [{ overriders }], ...change },
  }) as const;

/** What one rule makes of a manifest. */
export const overridden = (overriders: Overriders, of: Workload = manifest(), minor = 18): Overridden =>
  overriddenManifest(of, cluster, [policy(overriders)], { minor, yaml });

export const containersOf = ({ manifest: { spec = {} } }: Overridden): unknown =>
  (spec.template as { spec: { containers: unknown } }).spec.containers;
