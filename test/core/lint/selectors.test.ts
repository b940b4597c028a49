import { describe, expect, it } from 'vitest';
import { referenceKind } from '../../../src/core/lint/reference-kind.ts';
import { selectorKind } from '../../../src/core/lint/selector-kind.ts';
import { selectorLabels } from '../../../src/core/lint/selector-labels.ts';
import { saidBy } from '../../support/linted.ts';

const selecting = (selector: string, kind = 'PropagationPolicy', namespace = 'default'): string =>
  `apiVersion: policy.karmada.io/v1alpha1
kind: ${kind}
metadata: { name: a${kind.startsWith('Cluster') ? '' : `, namespace: ${namespace}`} }
spec:
  resourceSelectors:
    - ${selector}
`;

describe('a selector asks for a kind that can be there:', () => {
  it.each<[string, string, readonly string[]]>([
    ['a native kind', selecting('{ apiVersion: apps/v1, kind: Deployment }'), []],
    ['a kind of others', selecting('{ apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet }'), []],
    [
      'a native kind in a version that is gone',
      selecting('{ apiVersion: extensions/v1beta1, kind: Deployment }'),
      ['6 unknown-selector-kind: there is no Deployment in extensions/v1beta1; did you mean "apps/v1"?'],
    ],
    [
      'a kind that is misspelt, in an override policy',
      selecting('{ apiVersion: apps/v1, kind: Deploymnet }', 'OverridePolicy'),
      ['6 unknown-selector-kind: there is no Deploymnet in apps/v1; did you mean "Deployment"?'],
    ],
    [
      'a kind without namespaces, from a namespace',
      selecting('{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole }'),
      ['6 out-of-reach: a ClusterRole lies in no namespace, and a PropagationPolicy reaches its own alone'],
    ],
    [
      'the same for the cluster',
      selecting('{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole }', 'ClusterPropagationPolicy'),
      [],
    ],
    [
      'what comes and goes by itself',
      selecting('{ apiVersion: v1, kind: Event }'),
      ['6 never-propagated: Karmada does not propagate Event of v1'],
    ],
    [
      'anything from where nothing is propagated',
      selecting('{ apiVersion: apps/v1, kind: Deployment }', 'PropagationPolicy', 'kube-system'),
      ['3 never-propagated: Karmada propagates nothing from namespace kube-system (--skipped-propagating-namespaces)'],
    ],
    [
      'the same of an override policy, which sends nothing',
      selecting('{ apiVersion: v1, kind: Event }', 'OverridePolicy', 'kube-system'),
      [],
    ],
  ])('%s', (_, text, said) => {
    expect(saidBy(selectorKind, text)).toEqual(said);
  });
});

const referring = (apiVersion: string, kind: string, spec: string): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\nspec:\n  ${spec}\n`;

describe('what is scaled, rebalanced or interpreted can be there:', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'a Deployment',
      referring(
        'autoscaling.karmada.io/v1alpha1',
        'FederatedHPA',
        'scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: a }',
      ),
      [],
    ],
    [
      'a Deployment of a group without a version',
      referring(
        'autoscaling.karmada.io/v1alpha1',
        'CronFederatedHPA',
        'scaleTargetRef: { apiVersion: apps, kind: Deployment, name: a }',
      ),
      ['5 unknown-reference-kind: there is no Deployment in apps; did you mean "apps/v1"?'],
    ],
    [
      'a Deployment of any version',
      referring('autoscaling.karmada.io/v1alpha1', 'FederatedHPA', 'scaleTargetRef: { kind: Deployment, name: a }'),
      [],
    ],
    [
      'the second of a list',
      referring(
        'apps.karmada.io/v1alpha1',
        'WorkloadRebalancer',
        'workloads:\n    - { apiVersion: apps/v1, kind: Deployment, name: a }\n    - { apiVersion: v1, kind: Deployment, name: b }',
      ),
      ['7 unknown-reference-kind: there is no Deployment in v1; did you mean "apps/v1"?'],
    ],
    [
      'a kind of others',
      referring(
        'config.karmada.io/v1alpha1',
        'ResourceInterpreterCustomization',
        'target: { apiVersion: a.io/v1, kind: Toy }',
      ),
      [],
    ],
    ['something else', referring('a.io/v1', 'Toy', 'target: { apiVersion: v1, kind: Deployment }'), []],
  ])('%s', (_, text, said) => {
    expect(saidBy(referenceKind, text)).toEqual(said);
  });
});

describe('the labels of a selector count and can be met:', () => {
  it.each<[string, string, readonly string[]]>([
    ['labels alone', '{ apiVersion: v1, kind: Service, labelSelector: { matchLabels: { a: b } } }', []],
    [
      'beside a name',
      '{ apiVersion: v1, kind: Service, name: x, labelSelector: { matchLabels: { a: b } } }',
      ['6 labels-ignored: with a name (x) the labels of a selector are not looked at'],
    ],
    [
      'an operator without values',
      '{ apiVersion: v1, kind: Service, labelSelector: { matchExpressions: [{ key: a, operator: In }] } }',
      ['6 labels-not-valid: the labelSelector is not valid, so that it matches nothing'],
    ],
    [
      'an operator that is none',
      '{ apiVersion: v1, kind: Service, labelSelector: { matchExpressions: [{ key: a, operator: Is, values: [b] }] } }',
      ['6 labels-not-valid: the labelSelector is not valid, so that it matches nothing'],
    ],
  ])('%s', (_, selector, said) => {
    expect(saidBy(selectorLabels, selecting(selector))).toEqual(said);
  });
});
