import { expect, it } from 'vitest';
import { knownKind } from '../../../src/core/lint/known-kind.ts';
import { namespaceCounts } from '../../../src/core/lint/namespace-counts.ts';
import { notRefused } from '../../../src/core/lint/not-refused.ts';
import { onceEach } from '../../../src/core/lint/once-each.ts';
import { readable } from '../../../src/core/lint/readable.ts';
import type { Rule } from '../../../src/core/lint/rule.ts';
import { wellFormed } from '../../../src/core/lint/well-formed.ts';
import { deployment, policy, saidBy } from '../../support/linted.ts';

const taints =
  'apiVersion: policy.karmada.io/v1alpha1\nkind: ClusterTaintPolicy\nmetadata: { name: a }\nspec: { taints: [] }\n';

it.each<[string, Rule, string, number, readonly string[]]>([
  ['a text is no manifest', readable, 'hello\n', 18, ['1 unreadable: this is no manifest: it holds no mapping']],
  [
    'YAML that is none has its line',
    readable,
    'a: 1\n---\nkind: [\n',
    18,
    [
      '1 unreadable: this manifest has no apiVersion',
      expect.stringMatching(/^4 unreadable: this is not valid YAML at column/) as string,
    ],
  ],
  [
    'a template that is not filled in',
    readable,
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: {{ .Values.data }}\n',
    18,
    [
      '1 unreadable: a server does not take this for YAML: a key is no text, or a tag (!) is not known; is it a template?',
    ],
  ],
  [
    'a generated name',
    readable,
    'apiVersion: batch/v1\nkind: Job\nmetadata: { generateName: a- }\n',
    18,
    [
      '1 unreadable: this manifest has no metadata.name. What is applied needs a name: generateName makes a new object each time',
    ],
  ],
  [
    'a kind with a slip',
    knownKind,
    policy('a').replace('Propagation', 'Propogation'),
    18,
    ['2 unknown-kind: there is no PropogationPolicy in policy.karmada.io/v1alpha1; did you mean "PropagationPolicy"?'],
  ],
  [
    'a version that there is not',
    knownKind,
    policy('a').replace('v1alpha1', 'v1alpha2'),
    18,
    [
      '1 unknown-kind: there is no PropagationPolicy in policy.karmada.io/v1alpha2; did you mean "policy.karmada.io/v1alpha1"?',
    ],
  ],
  [
    'a kind that is too new',
    knownKind,
    taints,
    13,
    ['2 kind-not-in-release: there is a ClusterTaintPolicy since v1.14, and this is for v1.13'],
  ],
  ['the same where it is known', knownKind, taints, 14, []],
  [
    'a field is told at its key',
    wellFormed,
    policy('a', '  placement:\n    clusterAfinity:\n      clusterNames: []'),
    18,
    ['10 unknown-field: unknown field "clusterAfinity" in spec.placement; did you mean "clusterAffinity"?'],
  ],
  [
    'a field that is missing is told at what lacks it',
    wellFormed,
    policy('a')
      .replace('apiVersion: apps/v1', 'name: x')
      .replace(/ {6}name: a\n/, ''),
    18,
    ['6 missing-field: spec.resourceSelectors[0].apiVersion is missing'],
  ],
  [
    'words that YAML takes for true',
    wellFormed,
    policy('a').replace('namespace', 'labels: { on: yes, of: "yes" }, namespace'),
    18,
    ['3 wrong-type: metadata.labels.true is true or false, and must be a text; put it in quotes'],
  ],
  [
    'a workload has no schema here, but metadata',
    wellFormed,
    deployment('a').slice(4).replace('{ name', '{ lables: { a: b }, name'),
    18,
    ['3 unknown-field: unknown field "lables" in metadata; did you mean "labels"?'],
  ],
  [
    'what a webhook refuses',
    notRefused,
    policy(
      'a',
      '  placement:\n    clusterAffinity: {}\n    clusterAffinities:\n      - { affinityName: a }\n      - { affinityName: a }',
    ),
    18,
    [
      '9 refused: Karmada refuses spec.placement: clusterAffinity and clusterAffinities exclude each other',
      '13 refused: Karmada refuses spec.placement.clusterAffinities[1]: the name "a" is there twice',
    ],
  ],
  [
    'of what is not well formed more is not said',
    notRefused,
    policy('a', '  priority: high\n  placement:\n    clusterAffinity: {}\n    clusterAffinities: []'),
    18,
    [],
  ],
  [
    'an object that is there twice',
    onceEach,
    `${policy('a')}${deployment('a')}---\n${policy('a')}`,
    18,
    ['21 duplicate-object: PropagationPolicy default/a is in a.yaml:1 already'],
  ],
  ['objects of one name in two namespaces', onceEach, deployment('a').slice(4) + deployment('a', '{}', 'b'), 18, []],
  [
    'an object that is there in two versions',
    onceEach,
    'apiVersion: a.io/v1\nkind: Toy\nmetadata: { name: a }\n---\napiVersion: a.io/v2\nkind: Toy\nmetadata: { name: a }\n',
    18,
    ['7 duplicate-object: Toy default/a is in a.yaml:1 already'],
  ],
  [
    'a namespace that means nothing',
    namespaceCounts,
    taints.replace('name: a', 'name: a, namespace: b'),
    18,
    ['3 namespace-ignored: a ClusterTaintPolicy lies in no namespace: "b" is dropped'],
  ],
  ['a namespace that means something', namespaceCounts, policy('a'), 18, []],
])('%s', (_, rule, text, minor, said) => {
  expect(saidBy(rule, text, { minor })).toEqual(said);
});

it('items of a List and JSON have their lines', () => {
  const list = `apiVersion: v1\nkind: List\nitems:\n  - ${policy('a', '  x: 1').trimEnd().replaceAll('\n', '\n    ')}\n`;
  expect(saidBy(wellFormed, list)).toEqual(['12 unknown-field: unknown field "x" in spec']);
  const json = '{\n"apiVersion": "v1",\n"kind": "Secret",\n"metadata": {\n"name": "a",\n"labels": {\n"a": 1}}}\n';
  expect(saidBy(wellFormed, json + json.replace('"a"', '"b"'))).toEqual([
    '7 wrong-type: metadata.labels.a is a number, and must be a text; put it in quotes',
    '14 wrong-type: metadata.labels.a is a number, and must be a text; put it in quotes',
  ]);
});
