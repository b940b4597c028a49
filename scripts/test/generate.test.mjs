import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTypes, firstSentence, kindsOf, pluralOf } from '../support/openapi-types.mjs';

const definitions = {
  'com.github.karmada-io.karmada.pkg.apis.policy.v1alpha1.Toy': {
    description: 'Toy is a kind. It has parts.',
    properties: { spec: { $ref: '#/definitions/com.github.karmada-io.karmada.pkg.apis.policy.v1alpha1.ToySpec' } },
  },
  'com.github.karmada-io.karmada.pkg.apis.policy.v1alpha1.ToySpec': {
    properties: {
      mode: { type: 'string' },
      limit: { $ref: '#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity' },
      tags: { type: 'object', additionalProperties: { type: 'string' } },
      parts: { type: 'array', items: { allOf: [{ $ref: '#/definitions/io.k8s.api.core.v1.Part' }] } },
    },
  },
  'io.k8s.api.core.v1.Part': { required: ['name'], properties: { name: { type: 'string' } } },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: 'string' },
};

const schema = {
  required: ['spec'],
  properties: {
    apiVersion: { type: 'string' },
    spec: {
      type: 'object',
      properties: {
        mode: { type: 'string', enum: ['Push', "it's"], default: 'Push' },
        limit: { 'x-kubernetes-int-or-string': true },
        tags: { type: 'object', additionalProperties: { type: 'string' } },
        parts: {
          type: 'array',
          items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
        },
      },
    },
  },
};

const toy = { group: 'policy.karmada.io', version: 'v1alpha1', kind: 'Toy', schema, isCrd: true };
const text = (files, file, name) => files.get(file).get(name).text;

test('a kind and its parts have the names of Karmada, and what the CRD says of them', () => {
  const { addKind, files } = createTypes(definitions);
  addKind(toy);
  assert.equal(
    text(files, 'policy', 'Toy'),
    "/** Toy is a kind. */\nexport interface Toy extends KubeObject {\n  readonly apiVersion: 'policy.karmada.io/v1alpha1';\n" +
      "  readonly kind: 'Toy';\n  readonly spec: ToySpec;\n}\n",
  );
  assert.equal(
    text(files, 'policy', 'ToySpec'),
    'export interface ToySpec {\n  readonly limit?: number | string;\n  /** Default: "Push". */\n' +
      "  readonly mode?: 'Push' | 'it\\'s';\n  readonly parts?: readonly Part[];\n  readonly tags?: Readonly<Record<string, string>>;\n}\n",
  );
  assert.equal(text(files, 'kubernetes', 'Part'), 'export interface Part {\n  readonly name: string;\n}\n');
});

test('a part that two kinds describe differently is refused', () => {
  const { addKind } = createTypes(definitions);
  addKind(toy);
  const spec = { type: 'object', properties: { mode: { type: 'string', enum: ['Pull'] } } };
  const other = { ...toy, kind: 'Other', schema: { properties: { spec } } };
  definitions['com.github.karmada-io.karmada.pkg.apis.policy.v1alpha1.Other'] =
    definitions['com.github.karmada-io.karmada.pkg.apis.policy.v1alpha1.Toy'];
  assert.throws(() => addKind(other), /ToySpec is not the same everywhere/);
});

test('a kind that has no named parts has them in place', () => {
  const { addKind, files } = createTypes({});
  addKind({ ...toy, group: 'multicluster.x-k8s.io' });
  assert.match(
    text(files, 'multicluster-x-k8s-io', 'Toy'),
    /readonly spec: \{\n {4}readonly limit\?: number \| string;/,
  );
});

test('kinds are read from paths: resource, scope, status', () => {
  const what = { group: 'g.io', version: 'v1', kind: 'Toy' };
  const get = { 'x-kubernetes-group-version-kind': what };
  const path = '/apis/g.io/v1/namespaces/{namespace}/toys/{name}';
  const document = {
    info: { title: 'Kubernetes CRD Swagger' },
    paths: { [path]: { get }, [`${path}/status`]: { get }, '/apis/g.io/v1/toys': { get } },
    components: { schemas: { Toy: { 'x-kubernetes-group-version-kind': [what] } } },
  };
  const [kind, ...more] = kindsOf(document);
  assert.deepEqual(more, []);
  const { resource, namespaced, hasStatus, isCrd } = kind;
  assert.deepEqual([resource, namespaced, hasStatus, isCrd], ['toys', true, true, true]);
  assert.equal(kind.schema, document.components.schemas.Toy);
});

for (const [kind, resource, plural] of [
  ['Cluster', 'clusters', 'clusters'],
  ['PropagationPolicy', 'propagationpolicies', 'propagationPolicies'],
  ['FederatedHPA', 'federatedhpas', 'federatedHPAs'],
  ['MultiClusterIngress', 'multiclusteringresses', 'multiClusterIngresses'],
]) {
  test(`the plural of ${kind} is ${plural}`, () => assert.equal(pluralOf({ kind, resource }), plural));
}

for (const [description, sentence] of [
  ['One. Two.', 'One.'],
  ['As in v1.18 or e.g. Here. Two.', 'As in v1.18 or e.g. Here.'],
  ['No end\n\nMore.', 'No end'],
  ['Ends a */ comment.', 'Ends a * / comment.'],
  ['Folded\nline. --- Notes of developers.', 'Folded line.'],
]) {
  test(`of "${description.slice(0, 20)}" people see "${sentence}"`, () =>
    assert.equal(firstSentence(description), sentence));
}
