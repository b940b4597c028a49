import { describe, expect, it } from 'vitest';
import { inApplySteps, splitDocuments } from '../../src/core/manifest.ts';

describe('a file is cut into documents', () => {
  it.each<[string, string, [number, string][]]>([
    ['one without a mark', 'a: 1\n', [[1, 'a: 1\n']]],
    [
      'two, the second with its own line number',
      'a: 1\n---\nb: 2\n',
      [
        [1, 'a: 1\n'],
        [2, '\nb: 2\n'],
      ],
    ],
    ['empty ones and comments left out', '# only this\n---\n\n---\na: 1\n---\n', [[4, '\na: 1\n']]],
    ['a mark with a comment', '--- # first\na: 1', [[1, '\na: 1\n']]],
    ['a mark inside a line is none', 'a: "x---y"\nb: ---\n', [[1, 'a: "x---y"\nb: ---\n']]],
    ['indented dashes belong to a text', 'a: |\n  ---\n  b', [[1, 'a: |\n  ---\n  b\n']]],
    ['a byte order mark goes', '\uFEFFa: 1', [[1, 'a: 1\n']]],
    [
      'Windows line ends stay in the text',
      'a: 1\r\n---\r\nb: 2\r\n',
      [
        [1, 'a: 1\r\n'],
        [2, '\nb: 2\r\n'],
      ],
    ],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(splitDocuments(text).map((slice) => [slice.line, slice.text])).toEqual(expected);
  });
});

it('a mark with more behind it than a comment is told apart', () => {
  expect(splitDocuments('a: 1\n----\n--- # b\nb: 1').map(({ line, junk }) => [line, junk])).toEqual([
    [1, false],
    [2, true],
    [3, false],
  ]);
});

it('what others stand on comes first, policies before what they spread, named before naming, the rest as the file has it', () => {
  const kinds = [
    ['apps/v1', 'Deployment'],
    ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
    ['rbac.authorization.k8s.io/v1', 'Role'],
    ['v1', 'ServiceAccount'],
    ['scheduling.k8s.io/v1', 'PriorityClass'],
    ['example.org/v1', 'Role'],
    ['policy.karmada.io/v1alpha1', 'PropagationPolicy'],
    ['policy.karmada.io/v1alpha1', 'ClusterOverridePolicy'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['v1', 'ConfigMap'],
    ['v1', 'Namespace'],
    ['config.karmada.io/v1alpha1', 'ResourceInterpreterCustomization'],
    ['example.org/v1', 'Namespace'],
    ['policy.karmada.io/v1alpha1', 'FederatedResourceQuota'],
    ['policy.karmada.io/v1alpha1', 'ClusterPropagationPolicy'],
    ['policy.karmada.io/v1alpha1', 'OverridePolicy'],
  ].map(([apiVersion = '', kind = '']) => ({ apiVersion, kind }));
  expect(inApplySteps(kinds).map((step) => step.map(({ kind }) => kind).join(' '))).toEqual([
    'Namespace',
    'CustomResourceDefinition',
    'ResourceInterpreterCustomization',
    'ClusterOverridePolicy OverridePolicy',
    'PropagationPolicy ClusterPropagationPolicy',
    'Role ServiceAccount PriorityClass',
    'Deployment RoleBinding Role ConfigMap Namespace FederatedResourceQuota',
  ]);
});
