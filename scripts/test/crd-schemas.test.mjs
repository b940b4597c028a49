import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindsOfCrd, releasesOf, tableIn, tableOf, textOfTable } from '../support/crd-schemas.mjs';

const crd = (spec, versions = [{ name: 'v1', served: true }]) => ({
  spec: {
    group: 'g.io',
    names: { kind: 'Toy' },
    scope: 'Namespaced',
    versions: versions.map((version) => ({
      ...version,
      schema: {
        openAPIV3Schema: {
          type: 'object',
          description: 'A toy.',
          required: ['metadata', 'spec'],
          properties: {
            apiVersion: { type: 'string' },
            kind: { type: 'string' },
            metadata: { type: 'object' },
            spec: { type: 'object', ...spec },
            status: { type: 'object', properties: { x: { type: 'string' } } },
          },
        },
      },
    })),
  },
});

const specOf = (kinds) => kinds[0].schema.properties.spec;

test('of every kind only what people write is kept', () => {
  const [kind, ...more] = kindsOfCrd(crd({ properties: {} }));
  assert.deepEqual(more, []);
  assert.deepEqual(kind, {
    apiVersion: 'g.io/v1',
    kind: 'Toy',
    namespaced: true,
    schema: { type: 'object', required: ['spec'], properties: { spec: { type: 'object', properties: {} } } },
  });
});

test('a version that is not served is left out', () => {
  assert.deepEqual(kindsOfCrd(crd({}, [{ name: 'v1', served: false }])), []);
});

test('what is needed but has a default is not missing', () => {
  const properties = { a: { type: 'string', default: 'x' }, b: { type: 'string' } };
  assert.deepEqual(specOf(kindsOfCrd(crd({ required: ['b', 'a'], properties }))).required, ['b']);
});

test('what the API server checks is there: maps, lists, quantities, anything at all', () => {
  const spec = specOf(
    kindsOfCrd(
      crd({
        properties: {
          map: { type: 'object', additionalProperties: { type: 'string' } },
          list: { type: 'array', 'x-kubernetes-list-map-keys': ['name'], 'x-kubernetes-list-type': 'map', items: {} },
          set: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string', maxLength: 3 } },
          size: { anyOf: [{ type: 'integer' }, { type: 'string' }], pattern: 'x', 'x-kubernetes-int-or-string': true },
          any: { 'x-kubernetes-preserve-unknown-fields': true },
        },
      }),
    ),
  );
  assert.deepEqual(spec.properties, {
    map: { type: 'object', values: { type: 'string' } },
    list: { type: 'array', keys: ['name'], items: {} },
    set: { type: 'array', isSet: true, items: { type: 'string', maxLength: 3 } },
    size: { pattern: 'x', intOrString: true },
    any: { open: true },
  });
});

test('a table holds each release as it was, and the same part once', () => {
  const old = kindsOfCrd(crd({ properties: { a: { type: 'string' }, b: { type: 'string' } } }));
  const next = kindsOfCrd(crd({ properties: { a: { type: 'string' }, b: { type: 'integer' } } }));
  const releases = { 10: old, 11: old, 12: next, 13: [], 14: old };
  const table = tableOf(releases);
  assert.deepEqual(table.kinds, { 'g.io/v1': { Toy: { namespaced: true, roots: { 10: 2, 12: 5, 13: null, 14: 2 } } } });
  assert.deepEqual(releasesOf(table), releases);
  assert.deepEqual(tableIn(textOfTable(table)), table);
});
