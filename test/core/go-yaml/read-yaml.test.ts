import { describe, expect, it } from 'vitest';
import * as yaml from 'yaml';
import { readYaml } from '../../../src/core/go-yaml/read-yaml.ts';
import { writeJson } from '../../../src/core/json-patch/json-node.ts';

const jsonOf = (text: string): string => writeJson(readYaml(text, yaml));

/** What sigs.k8s.io/yaml makes of it. */
describe('YAML is read as go-yaml does:', () => {
  it.each<[string, string, string]>([
    [
      'words of old',
      'a: yes\nb: Off\nc: y\nd: ~\ne:\nf: NULL',
      '{"a":true,"b":false,"c":true,"d":null,"e":null,"f":null}',
    ],
    [
      'numbers',
      'a: 0777\nb: 0x1F\nc: 0b101\nd: 1_000\ne: +1\nf: 0o17\ng: 089',
      '{"a":511,"b":31,"c":5,"d":1000,"e":1,"f":15,"g":89}',
    ],
    [
      'floats',
      'a: 1.50\nb: 1e3\nc: -.5\nd: 1.\ne: 12345678901234567890123\nf: -0.0',
      '{"a":1.5,"b":1000,"c":-0.5,"d":1,"e":1.2345678901234568e+22,"f":-0}',
    ],
    ['times are texts', 'a: 2020-01-01\nb: 1:30', '{"a":"2020-01-01","b":"1:30"}'],
    [
      'what has quotes is a text',
      `a: "yes"\nb: '1'\nc: |\n  1\nd: >-\n  a\n  b`,
      '{"a":"yes","b":"1","c":"1\\n","d":"a b"}',
    ],
    ['tags', 'a: !!str 5\nb: !!int "3"\nc: !!float 3\nd: !mine x', '{"a":"5","b":3,"c":3,"d":"x"}'],
    ['keys are texts', '1: a\ntrue: b\n1.5: c', '{"1":"a","true":"b","1.5":"c"}'],
    ['the last of two keys counts', 'a: 1\na: 2', '{"a":2}'],
    [
      'aliases and merges, what is said itself counts',
      'x: &x {a: 1, b: 1}\nw:\n  <<: *x\n  b: 2',
      '{"x":{"a":1,"b":1},"w":{"a":1,"b":2}}',
    ],
    [
      'of several merges the first counts',
      'x: &x {a: 1}\nw: &w {a: 2, b: 2}\nz: {<<: [*x, *w]}',
      '{"x":{"a":1},"w":{"a":2,"b":2},"z":{"a":1,"b":2}}',
    ],
    ['the first of several documents', 'a: 1\n---\nb: 2', '{"a":1}'],
    ['nothing', '', 'null'],
    ['a list', '- 1\n- - a\n- {}', '[1,["a"],{}]'],
  ])('%s', (_, text, json) => {
    expect(jsonOf(text)).toBe(json);
  });

  it.each([
    ['what has no end', 'a: [1'],
    ['what is no number in JSON', 'a: .inf'],
    ['what is no number as its tag says', 'a: !!int x'],
    ['a key that is nothing', '~: a'],
    ['a key that is a mapping', '{a: 1}: b'],
    ['an alias of nothing', 'a: *x'],
    ['a merge of no mapping', '<<: 1'],
  ])('%s is refused', (_, text) => {
    expect(() => jsonOf(text)).toThrow();
  });
});
