import { describe, expect, it } from 'vitest';
import { isClusterScoped } from '../../src/core/cluster-scoped.ts';
import { karmadaKinds } from '../../src/core/karmada-types/kinds.ts';
import { kindProblem } from '../../src/core/kind-problem.ts';

const said = (apiVersion: string, kind: string): string | undefined => {
  const problem = kindProblem({ apiVersion, kind });
  return problem && [problem.message, problem.hint].filter(Boolean).join('; ');
};

describe('a kind that there cannot be is told from one that there is:', () => {
  it.each<[string, string, string | undefined]>([
    ['apps/v1', 'Deployment', undefined],
    ['v1', 'Deployment', 'there is no Deployment in v1; did you mean "apps/v1"?'],
    ['extensions/v1beta1', 'Deployment', 'there is no Deployment in extensions/v1beta1; did you mean "apps/v1"?'],
    ['app/v1', 'Deployment', 'there is no Deployment in app/v1; did you mean "apps/v1"?'],
    ['apps', 'Deployment', 'there is no Deployment in apps; did you mean "apps/v1"?'],
    ['apps/v1', 'Deploymnet', 'there is no Deploymnet in apps/v1; did you mean "Deployment"?'],
    ['apps/v1', 'deployment', 'there is no deployment in apps/v1; did you mean "Deployment"?'],
    ['apps/v1beta2', 'StatefulSet', 'there is no StatefulSet in apps/v1beta2; did you mean "apps/v1"?'],
    [
      'autoscaling/v2beta2',
      'HorizontalPodAutoscaler',
      'there is no HorizontalPodAutoscaler in autoscaling/v2beta2; did you mean "autoscaling/v2" or "autoscaling/v1"?',
    ],
    ['apps/v1', 'ConfigMap', 'there is no ConfigMap in apps/v1; did you mean "v1"?'],
    ['v1', 'Widget', 'there is no Widget in v1'],
    [
      'policy.karmada.io/v1alpha1',
      'PropogationPolicy',
      'there is no PropogationPolicy in policy.karmada.io/v1alpha1; did you mean "PropagationPolicy"?',
    ],
    [
      'policy.karmada.io/v1alpha2',
      'PropagationPolicy',
      'there is no PropagationPolicy in policy.karmada.io/v1alpha2; did you mean "policy.karmada.io/v1alpha1"?',
    ],
    [
      'policy.karmada.io/v1alpha1',
      'FederatedHPA',
      'there is no FederatedHPA in policy.karmada.io/v1alpha1; did you mean "autoscaling.karmada.io/v1alpha1"?',
    ],
    [
      'policy.karmda.io/v1alpha1',
      'OverridePolicy',
      'there is no OverridePolicy in policy.karmda.io/v1alpha1; did you mean "policy.karmada.io/v1alpha1"?',
    ],
    ['work.karmada.io/v1alpha1', 'ResourceBinding', undefined],
    ['apps.kruise.io/v1alpha1', 'CloneSet', undefined],
    ['batch.volcano.sh/v1alpha1', 'Job', undefined],
    ['serving.knative.dev/v1', 'Service', undefined],
    ['operator.karmada.io/v1alpha1', 'Karmada', undefined],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute', undefined],
    ['resource.k8s.io/v1alpha3', 'DeviceTaintRule', undefined],
    ['admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy', undefined],
    ['batch/v1beta1', 'CronJob', 'there is no CronJob in batch/v1beta1; did you mean "batch/v1"?'],
  ])('%s %s', (apiVersion, kind, message) => {
    expect(said(apiVersion, kind)).toBe(message);
  });

  it('and of Karmada’s it is known which lie in a namespace', () => {
    const wrong = Object.values(karmadaKinds).filter(
      ({ group, version, kind, namespaced }) =>
        isClusterScoped({ apiVersion: `${group}/${version}`, kind }) === namespaced,
    );
    expect(wrong).toEqual([]);
  });

  it('all of Karmada’s', () => {
    const wrong = Object.values(karmadaKinds).flatMap(
      ({ group, version, kind }) => said(`${group}/${version}`, kind) ?? [],
    );
    expect(wrong).toEqual([]);
  });
});
