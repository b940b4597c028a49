import { describe, expect, it } from 'vitest';
import { applyPatch, type PatchOperation } from '../../../src/core/json-patch/apply-patch.ts';
import { nodeOf, readJson, writeJson } from '../../../src/core/json-patch/json-node.ts';
import { PatchFailure } from '../../../src/core/json-patch/patch-failure.ts';

const document = (text: string) => readJson(text) ?? expect.fail(`no JSON: ${text}`);
const patched = (text: string, ...operations: PatchOperation[]): string =>
  writeJson(applyPatch(document(text), operations, { scalarDocuments: 'refused' }));
const failure = (text: string, ...operations: PatchOperation[]): PatchFailure => {
  try {
    patched(text, ...operations);
  } catch (error) {
    if (error instanceof PatchFailure) return error;
  }
  return expect.fail('it was applied');
};
const add = (path: string, value: unknown): PatchOperation => ({ op: 'add', path, value: nodeOf(value) });
const replace = (path: string, value: unknown): PatchOperation => ({ op: 'replace', path, value: nodeOf(value) });
const remove = (path: string): PatchOperation => ({ op: 'remove', path });

describe('a patch', () => {
  it.each<[string, string, PatchOperation, string]>([
    ['adds a member', '{"a":1}', add('/b', 2), '{"a":1,"b":2}'],
    ['adds over a member', '{"a":1,"b":2}', add('/a', null), '{"a":null,"b":2}'],
    ['adds nothing as null', '{}', { op: 'add', path: '/a' }, '{"a":null}'],
    ['replaces null', '{"a":null}', replace('/a', [1]), '{"a":[1]}'],
    ['removes a member', '{"a":{"b":1}}', remove('/a/b'), '{"a":{}}'],
    ['adds to the end of a list', '{"a":[1]}', add('/a/-', 2), '{"a":[1,2]}'],
    ['adds at the end of a list', '[1]', add('/1', 2), '[1,2]'],
    ['adds within a list', '[1,2]', add('/0', 0), '[0,1,2]'],
    ['adds counting from the end, the end being -1', '[1,2]', add('/-1', 3), '[1,2,3]'],
    ['replaces counting from the end, the last being -1', '[1,2]', replace('/-1', 3), '[1,3]'],
    ['removes from a list', '[1,2,3]', remove('/1'), '[1,3]'],
    ['takes an index with a sign or zeros', '[1,2]', replace('/+01', 3), '[1,3]'],
    ['reads ~0 and ~1', '{"a/b":{"c~d":1}}', replace('/a~1b/c~0d', 2), '{"a/b":{"c~d":2}}'],
    ['reads ~01 as ~1', '{"~1":1}', remove('/~01'), '{}'],
    ['has an empty key at the end', '{"a":{}}', add('/a/', 1), '{"a":{"":1}}'],
    ['replaces an empty key that is not there', '{"a":{}}', replace('/a/', 1), '{"a":{"":1}}'],
    ['forgets what stands before the first slash', '{"b":1}', replace('a/b', 2), '{"b":2}'],
    ['replaces the whole', '{"a":1}', replace('', { b: 2 }), '{"b":2}'],
    ['puts another in the place of nothing', 'null', add('', []), '[]'],
    ['changes a copy behind two slashes, in vain', '{"a":{"b":1}}', replace('//a/b', 2), '{"a":{"b":1}}'],
    [
      'leaves alone how things are written',
      '{"a": 1.0, "b": ["\\u00e9<", 1e3], "c": 1}',
      remove('/c'),
      '{"a":1.0,"b":["\\u00e9\\u003c",1e3]}',
    ],
  ])('%s', (_, text, operation, expected) => {
    expect(patched(text, operation)).toBe(expected);
  });

  it('is applied operation by operation, and leaves the document as it was', () => {
    const before = document('{"a":[]}');
    expect(
      writeJson(
        applyPatch(before, [add('/a/-', {}), add('/a/0/b', 1), remove('/a/0/b')], { scalarDocuments: 'refused' }),
      ),
    ).toBe('{"a":[{}]}');
    expect(writeJson(before)).toBe('{"a":[]}');
  });

  it('keeps a document of its own in each value', () => {
    const value = { c: 1 };
    expect(patched('{}', add('/a', value), add('/b', value), replace('/a/c', 2))).toBe('{"a":{"c":2},"b":{"c":1}}');
  });
});

describe('a patch fails, in the library’s words,', () => {
  it.each<[string, string, PatchOperation, string]>([
    [
      'where the way is missing',
      '{"a":{}}',
      add('/a/b/c', 1),
      'add operation does not apply: doc is missing path: "/a/b/c": missing value',
    ],
    [
      'where null stands in the way',
      '{"a":null}',
      add('/a/b', 1),
      'add operation does not apply: doc is missing path: "/a/b": missing value',
    ],
    [
      'where a text stands in the way',
      '{"a":"b"}',
      replace('/a/b', 1),
      'replace operation does not apply: doc is missing path: /a/b: missing value',
    ],
    [
      'without any slash',
      '{"a":1}',
      remove('a'),
      'remove operation does not apply: doc is missing path: "a": missing value',
    ],
    [
      'where nothing is to be replaced',
      '{"a":{}}',
      replace('/a/b', 1),
      'replace operation does not apply: doc is missing key: /a/b: missing value',
    ],
    [
      'where nothing is to be removed',
      '{"a":{}}',
      remove('/a/b'),
      "error in remove for path: '/a/b': unable to remove nonexistent key: b: missing value",
    ],
    [
      'beyond a list',
      '{"a":[1]}',
      add('/a/2', 1),
      "error in add for path: '/a/2': Unable to access invalid index: 2: invalid index referenced",
    ],
    [
      'beyond a list to be replaced',
      '[1]',
      replace('/1', 1),
      'replace operation does not apply: doc is missing key: /1: missing value',
    ],
    [
      'before a list',
      '[1]',
      remove('/-2'),
      "error in remove for path: '/-2': Unable to access invalid index: -2: invalid index referenced",
    ],
    [
      'with no index',
      '[1]',
      add('/x', 1),
      `error in add for path: '/x': value was not a proper array index: 'x': strconv.Atoi: parsing "x": invalid syntax`,
    ],
    [
      'with the end of a list to be replaced',
      '[1]',
      replace('/-', 1),
      'replace operation does not apply: doc is missing key: /-: missing value',
    ],
    [
      'with an empty index to be replaced',
      '{"a":[1]}',
      replace('/a/', 1),
      `error in remove for path: '/a/': strconv.Atoi: parsing "": invalid syntax`,
    ],
    [
      'with an index too large',
      '[]',
      add('/99999999999999999999', 1),
      `error in add for path: '/99999999999999999999': value was not a proper array index: '99999999999999999999': strconv.Atoi: parsing "99999999999999999999": value out of range`,
    ],
    [
      'with the whole to be removed',
      '{}',
      remove(''),
      "error in remove for path: '': unable to remove nonexistent key: : missing value",
    ],
  ])('%s', (_, text, operation, message) => {
    const failed = failure(text, operation);
    expect([failed.message, failed.path]).toEqual([message, operation.path]);
  });

  it('before anything is done, when one of its operations is none', () => {
    expect(failure('{}', add('/a', 1), { op: 'append', path: '/b' }).path).toBe('/b');
  });

  it('on what is neither an object nor a list', () => {
    expect(failure('"a"', add('/a', 1)).message).toMatch(/neither/);
    expect(failure('null', add('/a', 1)).message).toMatch(/neither/);
    expect(failure('{}', replace('', 1)).message).toMatch(/neither/);
  });
});

it('what is no JSON is not read', () => {
  for (const text of ['', '{', '{a:1}', "{'a':1}", '[1,]', 'nul']) expect(readJson(text)).toBeUndefined();
});
