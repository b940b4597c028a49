import { describe, expect, it } from 'vitest';
import { writeYaml } from '../../../src/core/go-yaml/write-yaml.ts';
import { readJson } from '../../../src/core/json-patch/json-node.ts';

const yamlOf = (json: string): string => writeYaml(readJson(json) ?? expect.fail(`no JSON: ${json}`));
const ofText = (text: string): string => yamlOf(JSON.stringify({ k: text })).slice('k: '.length, -1);

/** What sigs.k8s.io/yaml wrote of the same. */
describe('a document is written', () => {
  it.each<[string, string, string]>([
    [
      'in blocks, lists where their keys are',
      '{"b":[1,{"x":1,"y":[2]},[3,[]]],"a":{"c":{}}}',
      'a:\n  c: {}\nb:\n- 1\n- x: 1\n  "y":\n  - 2\n- - 3\n  - []\n',
    ],
    ['when it is a single word', '"a"', 'a\n'],
    ['when it is empty', '{}', '{}\n'],
    ['when it is a list', '[{"a":1},{"b":2}]', '- a: 1\n- b: 2\n'],
    [
      'with its keys in order, numbers by size and letters last',
      '{"a10":1,"a2":1,"a1":1,"a":1,"B":1,"-":1,"1":1,"_":1}',
      '\'-\': 1\n_: 1\n"1": 1\nB: 1\na: 1\na1: 1\na2: 1\na10: 1\n',
    ],
    ['with a long key below a question mark', `{"${'k'.repeat(129)}":{"a":1}}`, `? ${'k'.repeat(129)}\n: a: 1\n`],
    ['with a key of several lines too', '{"a\\nb":[1]}', '? |-\n  a\n  b\n: - 1\n'],
    [
      'with numbers as go-yaml reads them',
      '{"a":1.0,"b":1e3,"c":1234567.5,"d":0.00001,"e":-0,"f":123456789012345678901,"g":1.5,"h":18446744073709551615}',
      'a: 1\nb: 1000\nc: 1.2345675e+06\nd: 1e-05\ne: 0\nf: 1.2345678901234568e+20\ng: 1.5\nh: 18446744073709551615\n',
    ],
    ['with true, false and null', '[true,false,null]', '- true\n- false\n- null\n'],
  ])('%s', (_, json, yaml) => {
    expect(yamlOf(json)).toBe(yaml);
  });
});

describe('a text is written', () => {
  const long = `${'word '.repeat(20)}end`;
  it.each<[string, string]>([
    ['a b', 'a b'],
    ['', '""'],
    ['yes', '"yes"'],
    ['n', '"n"'],
    ['Null', '"Null"'],
    ['~', '"~"'],
    ['12', '"12"'],
    ['0x1F', '"0x1F"'],
    ['1_000', '"1_000"'],
    ['.5', '".5"'],
    ['.1_0', '".1_0"'],
    ['1e3', '"1e3"'],
    ['12:30', '"12:30"'],
    ['2020-01-02', '"2020-01-02"'],
    ['2020-13-02', '2020-13-02'],
    ['2001-12-14t21:59:43.10-05:00', '"2001-12-14t21:59:43.10-05:00"'],
    ['<<', '<<'],
    ['1.2.3', '1.2.3'],
    ['a: b', "'a: b'"],
    ['a:', "'a:'"],
    ['a:b', 'a:b'],
    ['a #b', "'a #b'"],
    ['a#b', 'a#b'],
    ['- a', "'- a'"],
    ['-a', '-a'],
    ['? a', "'? a'"],
    ['*a', "'*a'"],
    ['it’s', 'it’s'],
    ["'a'", "'''a'''"],
    ['"a"', `'"a"'`],
    [' a', "' a'"],
    ['a ', "'a '"],
    ['---', "'---'"],
    ['a\tb', '"a\\tb"'],
    ['\u0001', '"\\x01"'],
    ['😀', '"\\U0001F600"'],
    ['é', 'é'],
    ['a\nb', '|-\n  a\n  b'],
    ['a\nb\n', '|\n  a\n  b'],
    ['a\n\n', '|+\n  a\n'],
    ['\na', '|2-\n\n  a'],
    ['a\n b', '|-\n  a\n   b'],
    ['a\nb ', '"a\\nb "'],
    ['a \nb', '"a \\nb"'],
    ['a\r\nb', '"a\\r\\nb"'],
    [long, `${'word '.repeat(15)}word\n  ${'word '.repeat(4)}end`],
    [`yes: ${long}`, `'yes: ${'word '.repeat(14)}word\n  ${'word '.repeat(5)}end'`],
    [`\t${long}`, `"\\t${'word '.repeat(15)}word\n  ${'word '.repeat(4)}end"`],
  ])('%j', (text, written) => {
    expect(ofText(text)).toBe(written);
  });
});
