import { expect, it } from 'vitest';
import type { PropagationPolicy } from '../../../src/core/karmada-types/policy.ts';
import { named, pp } from '../../support/policies.ts';
import { previewOf } from '../../support/previewed.ts';
import { cluster } from '../../support/scheduled.ts';

const template = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default', uid: 'u' },
  spec: { replicas: 1 },
};
const inM1 = (value: string) => ({
  apiVersion: 'policy.karmada.io/v1alpha1' as const,
  kind: 'OverridePolicy' as const,
  metadata: { name: 'o', namespace: 'default' },
  spec: {
    overrideRules: [
      {
        targetCluster: { clusterNames: ['m1'] },
        overriders: { plaintext: [{ path: value, operator: 'replace' as const, value: 9 }] },
      },
    ],
  },
});
const notSent = (path: string, minor: number) =>
  previewOf(
    {
      clusters: ['m1', 'm2', 'm3'].map((name) => cluster(name)),
      propagationPolicies: [
        pp(
          'p',
          { resourceSelectors: [named('web')], placement: { clusterAffinity: { clusterNames: ['m1', 'm2'] } } },
          'default',
          { labels: { 'propagationpolicy.karmada.io/permanent-id': 'drawn' } },
        ) as PropagationPolicy,
      ],
      overridePolicies: [inM1(path)],
    },
    { template },
    { minor },
  ).clusters.map(({ cluster: name, change, notSent: why }) => `${name} ${change}: ${why?.message ?? 'as ever'}`);

it('an override that fails keeps its cluster out, and since v1.13 no other', () => {
  const fails = expect.stringMatching(/^m1 starts: OverridePolicy default\/o fails: /);
  expect(notSent('/spec/none/here', 13)).toEqual([fails, 'm2 starts: as ever', 'm3 not chosen: as ever']);
  expect(notSent('/spec/none/here', 12)).toEqual([
    fails,
    expect.stringMatching(
      /^m2 starts: OverridePolicy default\/o fails: .* \(in m1, and this Karmada goes no further\)$/,
    ),
    'm3 not chosen: as ever',
  ]);
});

it('one that applies keeps nothing out', () => {
  expect(notSent('/spec/replicas', 12)).toEqual(['m1 starts: as ever', 'm2 starts: as ever', 'm3 not chosen: as ever']);
});
