import { describe, expect, it } from 'vitest';
import { conflictsOf, describeConflicts } from '../../src/core/field-conflict.ts';
import { clientSideAppliers, type ManagedFields, takeOverFields, uniteSets } from '../../src/core/managed-fields.ts';

const note = { 'f:annotations': { '.': {}, 'f:kubectl.kubernetes.io/last-applied-configuration': {} } };
const entry = (manager: string, operation: string, data: object, more: object = {}): ManagedFields => ({
  manager,
  operation,
  apiVersion: 'v1',
  fieldsType: 'FieldsV1',
  fieldsV1: { 'f:data': data } as ManagedFields['fieldsV1'] & object,
  ...more,
});
const applier = (data: object, more: object = {}): ManagedFields =>
  entry('kubectl-client-side-apply', 'Update', data, {
    fieldsV1: { 'f:data': data, 'f:metadata': note },
    ...more,
  });

describe('what client-side apply owns is taken over', () => {
  it.each<[string, readonly ManagedFields[], readonly ManagedFields[] | undefined]>([
    ['nothing where nobody owns anything', [], undefined],
    ['nothing from those who only update', [entry('kubectl-edit', 'Update', { 'f:a': {} })], undefined],
    [
      'all of it, where we own nothing yet',
      [applier({ 'f:a': {} }), entry('kubectl-edit', 'Update', { 'f:b': {} })],
      [
        { ...applier({ 'f:a': {} }), manager: 'karmate', operation: 'Apply' },
        entry('kubectl-edit', 'Update', { 'f:b': {} }),
      ],
    ],
    [
      'together with what is ours',
      [entry('karmate', 'Apply', { 'f:a': {} }), applier({ 'f:a': {}, 'f:b': {} })],
      [entry('karmate', 'Apply', {}, { fieldsV1: { 'f:data': { 'f:a': {}, 'f:b': {} }, 'f:metadata': note } })],
    ],
    [
      'but not the fields of another version, which are dropped',
      [entry('karmate', 'Apply', { 'f:a': {} }), applier({ 'f:b': {} }, { apiVersion: 'v2' })],
      [entry('karmate', 'Apply', { 'f:a': {} })],
    ],
    [
      'but not those of a subresource',
      [applier({ 'f:a': {} }), applier({ 'f:s': {} }, { subresource: 'status' })],
      [
        { ...applier({ 'f:a': {} }), manager: 'karmate', operation: 'Apply' },
        applier({ 'f:s': {} }, { subresource: 'status' }),
      ],
    ],
    [
      'from each who wrote the same note',
      [applier({ 'f:a': {} }), applier({ 'f:b': {} }, { manager: 'before-first-apply' })],
      [
        {
          ...applier({}),
          manager: 'karmate',
          operation: 'Apply',
          fieldsV1: { 'f:data': { 'f:a': {}, 'f:b': {} }, 'f:metadata': note },
        },
      ],
    ],
  ])('%s', (_, fields, expected) => {
    expect(takeOverFields(fields, 'karmate')).toEqual(expected);
  });

  it('and who it is from is told by the note of what was applied', () => {
    expect(clientSideAppliers([applier({}), applier({}), entry('x', 'Apply', {}, { fieldsV1: note })])).toEqual([
      'kubectl-client-side-apply',
    ]);
  });
});

it.each([
  [{}, { 'f:a': {} }, { 'f:a': {} }],
  [{ 'f:a': {} }, { 'f:a': { 'f:b': {} } }, { 'f:a': { '.': {}, 'f:b': {} } }],
  [{ 'f:a': { '.': {}, 'f:c': {} } }, { 'f:a': { 'f:b': {} } }, { 'f:a': { '.': {}, 'f:b': {}, 'f:c': {} } }],
  [{ 'f:a': { 'f:c': {} } }, { 'f:a': { 'f:b': {} } }, { 'f:a': { 'f:b': {}, 'f:c': {} } }],
])('%j and %j are %j', (a, b, expected) => {
  expect(uniteSets(a, b)).toEqual(expected);
  expect(uniteSets(b, a)).toEqual(expected);
});

it('conflicts are told by manager', () => {
  const conflicts = [
    { manager: 'a', field: '.x' },
    { manager: 'b', field: '.y' },
    { manager: 'a', field: '.z' },
  ];
  expect(describeConflicts(conflicts)).toBe('"a" owns .x, .z; "b" owns .y');
  expect(conflictsOf({ cause: { conflicts } })).toEqual(conflicts);
  expect(conflictsOf({ cause: new Error('x') })).toEqual([]);
});
