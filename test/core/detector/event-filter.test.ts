import { describe, expect, it } from 'vitest';
import { choosePolicy } from '../../../src/core/detector/choose-policy.ts';
import type { Policy } from '../../../src/core/detector/policy.ts';
import type { PolicyChoice, PolicyChoiceOptions } from '../../../src/core/detector/policy-choice.ts';
import type { KubeObject } from '../../../src/core/object.ts';
import { deployment } from '../../support/policies.ts';

const v18 = { minor: 18 };
const choose = (
  policies: readonly Policy[],
  template: KubeObject = deployment(),
  options: Partial<PolicyChoiceOptions> = {},
): PolicyChoice<Policy> => choosePolicy(template, policies, { ...v18, ...options });

describe('nobody propagates', () => {
  const inside = (namespace: string, change: Partial<KubeObject> = {}): KubeObject => ({
    ...deployment(),
    ...change,
    metadata: { name: 'nginx', namespace },
  });
  it.each<[string, KubeObject, Partial<PolicyChoiceOptions>, string | undefined]>([
    [
      'what is in an execution namespace',
      inside('karmada-es-m1'),
      {},
      'Karmada keeps namespace karmada-es-m1 to itself',
    ],
    ['what is in karmada-system', inside('karmada-system'), {}, 'Karmada keeps namespace karmada-system to itself'],
    [
      'what is in kube-system',
      inside('kube-system'),
      {},
      'Karmada propagates nothing from namespace kube-system (--skipped-propagating-namespaces)',
    ],
    ['but what is in a namespace of such a name', inside('my-kube-system'), {}, undefined],
    [
      'what is in a namespace that was given',
      inside('dev-1'),
      { skippedNamespaces: ['dev-.'] },
      'Karmada propagates nothing from namespace dev-1 (--skipped-propagating-namespaces)',
    ],
    [
      'but what is in kube-system where others were given',
      inside('kube-system'),
      { skippedNamespaces: ['dev-.'] },
      undefined,
    ],
    [
      'the API server’s own ConfigMap',
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'extension-apiserver-authentication', namespace: 'kube-system' },
      },
      { skippedNamespaces: [] },
      'it is the API server’s own',
    ],
    [
      'a Cluster',
      inside('default', { apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster' }),
      {},
      'Karmada does not propagate Cluster of cluster.karmada.io/v1alpha1',
    ],
    [
      'a Lease',
      inside('default', { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' }),
      {},
      'Karmada does not propagate Lease of coordination.k8s.io/v1',
    ],
    ['an Event', inside('default', { apiVersion: 'v1', kind: 'Event' }), {}, 'Karmada does not propagate Event of v1'],
    [
      'what a MultiClusterService has taken',
      {
        ...deployment(),
        metadata: {
          name: 'nginx',
          namespace: 'default',
          labels: { 'resourcetemplate.karmada.io/claimed-by': 'MultiClusterService' },
        },
      },
      {},
      'MultiClusterService takes care of it (label resourcetemplate.karmada.io/claimed-by)',
    ],
  ])('%s', (_, template, options, why) => {
    const choice = choose([], template, options);
    expect(choice.outcome).toBe(why === undefined ? 'none' : 'ignored');
    if (why !== undefined) expect(choice.why).toBe(why);
  });
});
