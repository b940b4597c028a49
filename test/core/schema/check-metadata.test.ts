import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { KubeObject } from '../../../src/core/object.ts';
import { checkMetadata, checkName } from '../../../src/core/schema/check-metadata.ts';

const said = (text: string): readonly string[] => {
  const object = { metadata: parse(text) } as KubeObject;
  return [...checkMetadata(object), ...checkName(object)].map(({ message, hint }) =>
    [message, hint].filter(Boolean).join('; '),
  );
};

it.each<[string, string, readonly string[]]>([
  ['all is well', '{ name: a.b-c, labels: { app.kubernetes.io/name: x, empty: "" }, annotations: { a: "1" } }', []],
  ['nothing is said', '{ name: a, labels: , creationTimestamp: null }', []],
  [
    'a label is a number',
    '{ name: a, labels: { version: 1 } }',
    ['metadata.labels.version is a number, and must be a text; put it in quotes'],
  ],
  [
    'an annotation is true',
    '{ name: a, annotations: { a.io/x: true } }',
    ['metadata.annotations["a.io/x"] is true or false, and must be a text; put it in quotes'],
  ],
  ['labels are a list', '{ name: a, labels: [x] }', ['metadata.labels is a list, and must be a mapping']],
  [
    'a label has a key that is none',
    '{ name: a, labels: { "a/b/c": x } }',
    ['metadata.labels["a/b/c"] is not allowed: the key "a/b/c" has more than one "/"'],
  ],
  [
    'a label has a value that is none',
    '{ name: a, labels: { a: "x y" } }',
    [
      'metadata.labels.a is not allowed: in the value "x y" only letters, digits, "-", "_" and "." are allowed, a letter or digit first and last',
    ],
  ],
  [
    'a field is misspelt',
    '{ name: a, label: { a: b } }',
    ['unknown field "label" in metadata; did you mean "labels"?'],
  ],
  [
    'a name has capitals',
    '{ name: Web }',
    ['metadata.name is not allowed: a name has small letters, digits, "-" and ".", a letter or digit first and last'],
  ],
])('of metadata where %s', (_, text, messages) => {
  expect(said(text)).toEqual(messages);
});
