import { expect, it } from 'vitest';
import { overridersApply } from '../../../src/core/lint/overriders-apply.ts';
import { deployment, saidBy } from '../../support/linted.ts';

const override = (overriders: string, selector = '{ apiVersion: apps/v1, kind: Deployment, name: web }'): string =>
  `apiVersion: policy.karmada.io/v1alpha1
kind: OverridePolicy
metadata: { name: a, namespace: default }
spec:
  resourceSelectors: [${selector}]
  overrideRules:
    - overriders:
        ${overriders}
`;
const web = deployment('web', '{ containers: [{ name: c, image: "docker.io/nginx:1", args: [a] }] }');
const nothing = 'override-without-effect: this changes nothing of Deployment default/web';

it.each<[string, string, readonly string[]]>([
  ['a patch that fits', 'plaintext: [{ path: /spec/paused, operator: add, value: true }]', []],
  [
    'a patch below what is not there',
    'plaintext:\n          - { path: /spec/paused, operator: add, value: true }\n          - { path: /spec/template/spec/nodeSelector/a, operator: add, value: b }',
    [
      '10 override-fails: for Deployment default/web this cannot be applied: add operation does not apply: doc is missing path: "/spec/template/spec/nodeSelector/a": missing value',
    ],
  ],
  [
    'the same with what it stands on first',
    'plaintext: [{ path: /spec/template/spec/nodeSelector, operator: add, value: {} }, { path: /spec/template/spec/nodeSelector/a, operator: add, value: b }]',
    [],
  ],
  ['a patch of what a server fills in', 'plaintext: [{ path: /spec/replicas, operator: replace, value: 3 }]', []],
  [
    'and of what it fills in deep inside',
    'plaintext: [{ path: /spec/template/spec/dnsPolicy, operator: replace, value: None }]',
    [],
  ],
  [
    'a patch of a container that is not there',
    'plaintext: [{ path: /spec/template/spec/containers/3/image, operator: replace, value: x }]',
    [
      expect.stringMatching(
        /^8 override-fails: for Deployment default\/web this cannot be applied: .*containers\/3/,
      ) as string,
    ],
  ],
  ['another registry', 'imageOverrider: [{ component: Registry, operator: replace, value: mirror.io }]', []],
  [
    'the registry that it has',
    'imageOverrider: [{ component: Registry, operator: replace, value: docker.io }]',
    [`8 ${nothing}`],
  ],
  ['arguments of a container', 'argsOverrider: [{ containerName: c, operator: add, value: [b] }]', []],
  ['arguments of no container', 'argsOverrider: [{ containerName: x, operator: add, value: [b] }]', [`8 ${nothing}`]],
  ['a label to add', 'labelsOverrider: [{ operator: add, value: { a: b } }]', []],
  [
    'a label to replace that is not there',
    'labelsOverrider: [{ operator: replace, value: { a: b } }]',
    [`8 ${nothing}`],
  ],
  ['a label to remove that is not there', 'labelsOverrider: [{ operator: remove, value: { a: b } }]', []],
])('%s', (_, overriders, said) => {
  expect(saidBy(overridersApply, override(overriders) + web)).toEqual(said);
});

const failing = 'plaintext: [{ path: /spec/x/y, operator: add, value: 1 }]';

it.each<[string, string, number]>([
  ['of what is not selected nothing is said', override(failing) + deployment('other'), 0],
  ['nor of another namespace', override(failing) + deployment('web', '{}', 'shop'), 0],
  ['without selectors it is for all', override(failing, '') + deployment('web') + deployment('other'), 2],
  [
    'for the cluster it is for all namespaces',
    override(failing).replace('OverridePolicy', 'ClusterOverridePolicy').replace(', namespace: default', '') +
      deployment('web', '{}', 'shop'),
    1,
  ],
  [
    'of a kind of others a server may know more',
    override(failing, '{ apiVersion: a.io/v1, kind: Toy }') +
      '---\napiVersion: a.io/v1\nkind: Toy\nmetadata: { name: web, namespace: default }\nspec: {}\n',
    0,
  ],
])('%s', (_, text, count) => {
  expect(saidBy(overridersApply, text)).toHaveLength(count);
});

it('the old way to write a rule counts as well', () => {
  const text = override(failing).replace(/ {2}overrideRules:\n.*\n {8}/, '  overriders:\n    ');
  expect(saidBy(overridersApply, text + web)).toEqual([expect.stringMatching(/^7 override-fails/)]);
});

it('a document within a text is patched too', () => {
  const map = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: m, namespace: default }\ndata:\n  a: "x: 1"\n';
  const text = (path: string): string =>
    override(
      `fieldOverrider: [{ fieldPath: /data/a, yaml: [{ subPath: ${path}, operator: replace, value: 2 }] }]`,
      '{ apiVersion: v1, kind: ConfigMap }',
    ) + map;
  expect(saidBy(overridersApply, text('/x'))).toEqual([]);
  expect(saidBy(overridersApply, text('/y/z'))).toHaveLength(1);
});
