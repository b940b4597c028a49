import { describe, expect, it } from 'vitest';
import type { Overriders } from '../../../src/core/karmada-types/policy.ts';
import { containersOf, manifest, overridden } from '../../support/overrides.ts';

describe('the command of a container', () => {
  const container = { name: 'a', command: ['sh', '-c', 'sh'] };
  it.each<[string, object, Overriders, object]>([
    [
      'has words more',
      container,
      { commandOverrider: [{ containerName: 'a', operator: 'add', value: ['x'] }] },
      { name: 'a', command: ['sh', '-c', 'sh', 'x'] },
    ],
    [
      'has words less, wherever they stand',
      container,
      { commandOverrider: [{ containerName: 'a', operator: 'remove', value: ['sh'] }] },
      { name: 'a', command: ['-c'] },
    ],
    [
      'stays in another container',
      container,
      { commandOverrider: [{ containerName: 'b', operator: 'add', value: ['x'] }] },
      container,
    ],
    [
      'is new',
      { name: 'a' },
      { commandOverrider: [{ containerName: 'a', operator: 'add', value: ['x'] }] },
      { name: 'a', command: ['x'] },
    ],
    [
      'is new and empty, when words are taken from none',
      { name: 'a', command: null },
      { commandOverrider: [{ containerName: 'a', operator: 'remove', value: ['x'] }] },
      { name: 'a', command: [] },
    ],
    ['has no words to add', container, { commandOverrider: [{ containerName: 'a', operator: 'add' }] }, container],
    [
      'is not its arguments',
      container,
      { argsOverrider: [{ containerName: 'a', operator: 'add', value: ['-v'] }] },
      { ...container, args: ['-v'] },
    ],
  ])('%s', (_, of, overriders, expected) => {
    expect(containersOf(overridden(overriders, manifest([of])))).toEqual([expected]);
  });

  it.each<[string, object, string | undefined]>([
    [
      'in containers that are null',
      { spec: { template: { spec: { containers: null } } } },
      '/spec/template/spec/containers',
    ],
    ['in a template that is a text', { spec: { template: 'x' } }, '/spec/template'],
    [
      'that is a text',
      { spec: { template: { spec: { containers: [{ name: 'a', args: 'x' }] } } } },
      '/spec/template/spec/containers/0/args',
    ],
  ])('%s stops it', (_, change, path) => {
    const overriders: Overriders = { argsOverrider: [{ containerName: 'a', operator: 'add', value: ['x'] }] };
    expect(overridden(overriders, manifest([], change)).error).toMatchObject({ overrider: 'argsOverrider', path });
  });
});

describe('labels', () => {
  const labelled = (labels: unknown) =>
    manifest([], { metadata: { name: 'web', namespace: 'default', ...(labels === undefined ? {} : { labels }) } });
  it.each<[string, unknown, 'add' | 'replace' | 'remove', Record<string, string>, unknown]>([
    ['are added', { a: '1' }, 'add', { b: '2', 'x.io/c': '3' }, { a: '1', b: '2', 'x.io/c': '3' }],
    ['are added over others', { a: '1' }, 'add', { a: '2' }, { a: '2' }],
    ['are added where there are none', undefined, 'add', { a: '1' }, { a: '1' }],
    ['are added where they are null', null, 'add', { a: '1' }, { a: '1' }],
    ['are added where they are not all texts, which go', { a: 1 }, 'add', { b: '1' }, { b: '1' }],
    ['are replaced', { a: '1', b: '1' }, 'replace', { a: '2', c: '2' }, { a: '2', b: '1' }],
    ['are not replaced where there are none', undefined, 'replace', { a: '2' }, undefined],
    ['are removed, whatever they are', { a: '1', 'x.io/b': '1' }, 'remove', { 'x.io/b': '', c: '' }, { a: '1' }],
    ['are not removed where there are none', undefined, 'remove', { a: '' }, undefined],
  ])('%s', (_, held, operator, value, expected) => {
    const labels = overridden({ labelsOverrider: [{ operator, value }] }, labelled(held)).manifest.metadata.labels;
    expect(labels).toEqual(expected);
  });

  it('are one thing, annotations another', () => {
    const { metadata } = overridden({ annotationsOverrider: [{ operator: 'add', value: { n: '1' } }] }).manifest;
    expect(metadata).toMatchObject({ labels: { app: 'web' }, annotations: { n: '1' } });
  });
});

describe('a document within a field', () => {
  const data = (text: unknown) =>
    manifest([], { apiVersion: 'v1', kind: 'ConfigMap', spec: undefined, data: { 'app.yaml': text } });
  const path = '/data/app.yaml';
  const textOf = (overriders: Overriders, text: unknown, minor = 18): unknown => {
    const { manifest: of, error } = overridden(overriders, data(text), minor);
    return error?.message ?? (of as unknown as { data: Record<string, unknown> }).data['app.yaml'];
  };
  const json = (subPath: string, value: unknown): Overriders => ({
    fieldOverrider: [{ fieldPath: path, json: [{ operator: 'replace', subPath, value }] }],
  });
  const yaml = (subPath: string, value: unknown): Overriders => ({
    fieldOverrider: [{ fieldPath: path, yaml: [{ operator: 'add', subPath, value }] }],
  });

  it.each<[string, Overriders, unknown, unknown]>([
    [
      'of JSON is changed, and otherwise as it was',
      json('/b', { c: '<' }),
      '{ "a": 1.0, "b": 2 }',
      '{"a":1.0,"b":{"c":"\\u003c"}}',
    ],
    [
      'of JSON gets what it gets in the order of its keys',
      json('/b', { d: { b: 1, a: 2 }, c: 0 }),
      '{"z":1,"b":2}',
      '{"z":1,"b":{"c":0,"d":{"a":2,"b":1}}}',
    ],
    [
      'of YAML is changed, and written anew',
      yaml('/db/host', 'h'),
      '# mine\ndb:\n    port: 5432\nbefore: yes\n',
      'before: true\ndb:\n  host: h\n  port: 5432\n',
    ],
    ['of YAML may be a list', yaml('/-', 'c'), '- a\n- b', '- a\n- b\n- c\n'],
    ['of JSON that is empty stays so', json('/b', 1), '', ''],
    ['that is no JSON stops it', json('/b', 1), 'a: 1', 'invalid state detected'],
    [
      'that is a list of JSON after a blank stops it',
      json('/0', 1),
      ' [1]',
      'json: cannot unmarshal array into an object',
    ],
    ['that is no YAML stops it', yaml('/b', 1), 'a: [', 'error converting YAML to JSON: yaml: BAD_INDENT'],
    [
      'that is no text stops it',
      json('/b', 1),
      { b: 1 },
      `Get object's value by overrider's path(${path}) is not string`,
    ],
    [
      'where a path leads nowhere stops it',
      json('/x', 1),
      '{}',
      'replace operation does not apply: doc is missing key: /x: missing value',
    ],
    ['is lost to an overrider without operations', { fieldOverrider: [{ fieldPath: path }] }, '{}', ''],
    [
      'is YAML, when both are said',
      {
        fieldOverrider: [
          {
            fieldPath: path,
            json: [{ operator: 'remove', subPath: '/a' }],
            yaml: [{ operator: 'remove', subPath: '/b' }],
          },
        ],
      },
      '{"a":1,"b":2}',
      'a: 1\n',
    ],
  ])('%s', (_, overriders, text, expected) => {
    expect(textOf(overriders, text)).toBe(expected);
  });

  it('is unknown to v1.11', () => {
    expect(textOf(json('/b', 1), '{"b":2}', 11)).toBe('{"b":2}');
  });

  it.each([
    ['/data/other', 'object has no key "other"'],
    ['/data/app.yaml/x', 'invalid token reference "x"'],
    ['data', 'JSON pointer must be empty or start with a "/"'],
    ['', "Get object's value by overrider's path() is not string"],
  ])('is not at %s', (fieldPath, message) => {
    const overriders: Overriders = { fieldOverrider: [{ fieldPath, json: [{ operator: 'remove', subPath: '/a' }] }] };
    expect(overridden(overriders, data('{}')).error).toMatchObject({
      overrider: 'fieldOverrider',
      index: 0,
      path: fieldPath,
      message,
    });
  });

  it('may be an item of a list', () => {
    const args = (fieldPath: string): Overriders => ({
      fieldOverrider: [{ fieldPath, json: [{ operator: 'remove', subPath: '/a' }] }],
    });
    const of = manifest([{ name: 'a', args: ['x', '{"a":1}'] }]);
    expect(containersOf(overridden(args('/spec/template/spec/containers/0/args/1'), of))).toEqual([
      { name: 'a', args: ['x', '{}'] },
    ]);
    expect(overridden(args('/spec/template/spec/containers/1/args'), of).error?.message).toBe(
      "index out of bounds array[0,0] index '1'",
    );
    expect(overridden(args('/spec/template/spec/containers/x/args'), of).error?.message).toBe(
      'strconv.Atoi: parsing "x": invalid syntax',
    );
  });
});
