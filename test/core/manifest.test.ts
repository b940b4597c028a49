import { describe, expect, it } from 'vitest';
import { inApplyOrder, splitDocuments } from '../../src/core/manifest.ts';

describe('a file is cut into documents', () => {
  it.each<[string, string, [number, string][]]>([
    ['one without a mark', 'a: 1\n', [[1, 'a: 1\n']]],
    [
      'two, the second with its own line number',
      'a: 1\n---\nb: 2\n',
      [
        [1, 'a: 1'],
        [2, '\nb: 2\n'],
      ],
    ],
    ['empty ones and comments left out', '# only this\n---\n\n---\na: 1\n---\n', [[4, '\na: 1']]],
    ['a mark with a comment', '--- # first\na: 1', [[1, ' # first\na: 1']]],
    ['a mark inside a line is none', 'a: "x---y"\nb: ---\n', [[1, 'a: "x---y"\nb: ---\n']]],
    ['indented dashes belong to a text', 'a: |\n  ---\n  b', [[1, 'a: |\n  ---\n  b']]],
    ['more than three dashes are no mark', 'a: 1\n----\n', [[1, 'a: 1\n----\n']]],
    ['a byte order mark goes', '\uFEFFa: 1', [[1, 'a: 1']]],
    [
      'Windows line ends stay in the text',
      'a: 1\r\n---\r\nb: 2\r\n',
      [
        [1, 'a: 1\r'],
        [2, '\r\nb: 2\r\n'],
      ],
    ],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(splitDocuments(text).map((slice) => [slice.line, slice.text])).toEqual(expected);
  });
});

it('Namespaces come first, then CRDs, then the rest as the file has it', () => {
  const kinds = [
    ['apps/v1', 'Deployment'],
    ['policy.karmada.io/v1alpha1', 'PropagationPolicy'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['v1', 'ConfigMap'],
    ['v1', 'Namespace'],
    ['example.org/v1', 'Namespace'],
  ].map(([apiVersion = '', kind = '']) => ({ apiVersion, kind }));
  expect(inApplyOrder(kinds).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual([
    'v1 Namespace',
    'apiextensions.k8s.io/v1 CustomResourceDefinition',
    'apps/v1 Deployment',
    'policy.karmada.io/v1alpha1 PropagationPolicy',
    'v1 ConfigMap',
    'example.org/v1 Namespace',
  ]);
});
