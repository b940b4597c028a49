import { afterEach, describe, expect, it, vi } from 'vitest';
import * as yaml from 'yaml';
import { readYaml } from '../../src/core/yaml.ts';

afterEach(() => vi.restoreAllMocks());

describe('broken YAML is told in words that hold nothing of the text:', () => {
  it.each<[string, string, string | undefined, RegExp]>([
    ['a text that looks like a block', 'a: 1\npassword: |hunter2', '2:12', /something stands where nothing may/],
    ['a text that looks like an alias', 'token: *hunter2', undefined, /alias/],
    ['a merge of no mapping', 'a: &hunter2 1\nb: {<<: *hunter2}', undefined, /merge/],
    ['an escape that is none', 'a: "\\hunter2"', '1:5', /escapes nothing/],
    ['a directive', '%YAML hunter2\n---\na: 1', '1:7', /directive/],
    ['a quote that stays open', 'a: "hunter2', '1:12', /missing/],
    ['two documents', 'a: 1\n...\nhunter2: 1', '3:1', /second document/],
    ['a text that is too deep', '['.repeat(20_000), '', /./],
  ])('%s', (_, text, place, words) => {
    const read = readYaml(yaml, text);
    if (!('problem' in read)) return expect.unreachable();
    const { at } = read.problem;
    if (place !== '') expect(at && `${at.line}:${at.column}`).toBe(place);
    expect(read.problem.words).toMatch(words);
    expect(read.problem.words).not.toContain('hunter2');
  });

  it('and the parser prints nothing by itself', () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    expect(readYaml(yaml, 'token: {{ hunter2 }}')).toHaveProperty('value');
    expect(warned).not.toHaveBeenCalled();
  });
});

it.each<[string, readonly (string | number)[], number | undefined]>([
  ['a mapping is where its key is', ['spec', 'placement'], 2],
  ['a value of one line too', ['spec', 'placement', 'max'], 3],
  ['an item is where it begins', ['spec', 'list', 1], 6],
  ['a field of an item', ['spec', 'list', 1, 'b'], 7],
  ['what is not there is where what lacks it is', ['spec', 'list', 1, 'missing', 'c'], 6],
  ['what a merge brings is where what it merges into is', ['merged', 'max'], 8],
  ['the whole', [], undefined],
])('of a path the line is known: %s', (_, path, line) => {
  const text = 'spec: &a\n  placement:\n    max: 1\n  list:\n    - a: 1\n    - a: 2\n      b: 3\nmerged:\n  <<: *a\n';
  const read = readYaml(yaml, text);
  expect('lineOf' in read && read.lineOf(path)).toBe(line);
});

it('merge keys are followed', () => {
  expect(readYaml(yaml, 'a: &base { name: x }\nmetadata: { <<: *base }')).toMatchObject({
    value: { metadata: { name: 'x' } },
  });
});
