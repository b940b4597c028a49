import { describe, expect, it } from 'vitest';
import * as yaml from 'yaml';
import { readPlainYaml } from '../../src/core/plain-yaml.ts';
import { readYaml } from '../../src/core/yaml.ts';

const kubectlStyle = `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUR+/a==
    insecure-skip-tls-verify: true
    server: https://127.0.0.1:6443
  name: kind-test1
contexts:
- context:
    cluster: kind-test1
    namespace: "web"
    user: 'kind-test1'
  name: kind-test1
current-context: kind-test1
kind: Config
preferences: {}
users:
- name: kind-test1
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      args:
      - get-token
      - --cluster
      command: aws
      env: []
      provideClusterInfo: false
    token:
`;

const yamlV3Style = `# by hand
apiVersion: v1
kind: Config
clusters:
  - name: a
    cluster:
      server: https://a.example.com

  - name: b
    cluster:
      certificate-authority: /etc/ca.crt
      server: https://b.example.com:8443/path
users: []
`;

/** What the real parser gives; undefined where it finds a fault. */
function parsed(text: string): unknown {
  const read = readYaml(yaml, text);
  return 'value' in read ? read.value : undefined;
}

describe('kubeconfigs as programs write them are read without a YAML parser', () => {
  it.each([
    ['as kubectl writes them', kubectlStyle],
    ['with lists further in than their keys', yamlV3Style],
    ['with an empty last value', 'users:\n- name: a\n  user:\n'],
  ])('%s', (_, text) => {
    expect(readPlainYaml(text)).toBeDefined();
    expect(readPlainYaml(text)).toEqual(parsed(text));
  });
});

describe('what is more than that is left to the parser', () => {
  it.each([
    ['nothing', ''],
    ['a word alone', 'word\n'],
    ['a number', 'a: 12\n'],
    ['a date', 'a: 2026-01-01\n'],
    ['another way to write true', 'a: True\n'],
    ['a key that is no text', 'true: a\n'],
    ['a key that is there twice', 'a: b\na: c\n'],
    ['a comment behind a value', 'a: b # c\n'],
    ['a blank at the end', 'a: b \n'],
    ['a value that goes on', 'a: b\n  c\n'],
    ['a mapping below a value', 'a: b\n  c: d\n'],
    ['a block of text', 'a: |\n  b\n'],
    ['a quoted text with an escape', 'a: "b\\n"\n'],
    ['a quoted text over lines', 'a: "b\n  c"\n'],
    ['two documents', 'a: b\n---\nc: d\n'],
    ['an anchor', 'a: &b c\n'],
    ['an alias', 'a: *b\n'],
    ['a merge', '<<: a\n'],
    ['a flow mapping', 'a: {b: c}\n'],
    ['a tab', 'a:\n\tb: c\n'],
    ['a carriage return', 'a: b\r\n'],
    ['another letter than ASCII', 'a: ä\n'],
    ['a key in a value', 'a: b:\n'],
    ['a list in a list', '- - a\n'],
    ['an item with nothing', '-\n- a\n'],
    ['a first line that is indented', '  a: b\nc: d\n'],
    ['an indentation that fits nothing', 'a:\n    b: c\n  d: e\n'],
    ['what is nested very deeply', Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
    ['a list and then a key in its place', 'a:\n  - b\n  c: d\n'],
  ])('%s', (_, text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });
});

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

it('never reads a text otherwise than the parser does, however it is damaged', () => {
  const random = numbers(7);
  const next = (below: number): number => Math.floor((random.next().value ?? 0) * below);
  const pieces = [
    ' ',
    '  ',
    '\n',
    '- ',
    ': ',
    ':',
    '#',
    ' #',
    '"',
    "'",
    '{}',
    '[]',
    '|',
    '&a',
    '*a',
    'null',
    '1',
    'x',
    '\t',
    '~',
  ];
  const counts = { read: 0, left: 0 };
  for (let round = 0; round < 6000; round++) {
    const base = next(2) === 0 ? kubectlStyle : yamlV3Style;
    const lines = base.split('\n');
    for (let change = next(3) + 1; change > 0; change--) {
      const at = next(lines.length);
      const line = lines[at] ?? '';
      const where = next(line.length + 1);
      const piece = pieces[next(pieces.length)] ?? '';
      const changed = [
        line.slice(0, where) + piece + line.slice(where),
        line.slice(0, where) + line.slice(where + 1 + next(3)),
        lines[next(lines.length)] ?? '',
        line.replace(/^ {2}/, next(2) === 0 ? '' : '    '),
      ];
      lines[at] = changed[next(changed.length)] ?? '';
    }
    const text = lines.join('\n');
    const plain = readPlainYaml(text);
    if (plain === undefined) counts.left++;
    else {
      counts.read++;
      expect(plain, text).toEqual(parsed(text));
    }
  }
  expect(counts.read).toBeGreaterThan(500);
  expect(counts.left).toBeGreaterThan(500);
});
