import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { jsonSchema } from '../../src/contract/json-schema.ts';
import { defineParams } from '../../src/contract/params.ts';
import { readInput } from '../../src/contract/read-input.ts';

const params = defineParams({
  name: { type: 'string', positional: true, about: 'A name.' },
  mode: { type: 'string', oneOf: ['Push', 'Pull'], optional: true, about: 'A mode.' },
  nodes: { type: 'integer', min: 0, max: 10, default: 2, about: 'Nodes.' },
  yes: { type: 'boolean', conflicts: ['mode'], about: 'Really.' },
  zones: { type: 'list', optional: true, about: 'Zones.' },
  labels: { type: 'map', optional: true, about: 'Labels.' },
  timeout: { type: 'duration', default: '2m', about: 'Limit.' },
  files: { type: 'document', optional: true, about: 'Manifests.' },
});

const read = (raw: Record<string, unknown>) => readInput(params, { name: 'n', ...raw });

describe('the gate lets through, typed:', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['what is left out, with its default', {}, { nodes: 2, timeout: 120_000, yes: false, mode: undefined }],
    ['an integer as text, as argv has it', { nodes: '7' }, { nodes: 7 }],
    ['an integer as number, as a tool has it', { nodes: 0 }, { nodes: 0 }],
    ['a list', { zones: ['a', 'b'] }, { zones: ['a', 'b'] }],
    ['an empty list as nothing', { zones: [] }, { zones: undefined }],
    ['a map of pairs', { labels: ['a=1', 'b=x=y'] }, { labels: { a: '1', b: 'x=y' } }],
    ['a map as an object', { labels: { a: '1' } }, { labels: { a: '1' } }],
    ['seconds', { timeout: '90s' }, { timeout: 90_000 }],
    ['a compound duration', { timeout: '1h30m500ms' }, { timeout: 5_400_500 }],
    ['a fraction', { timeout: '1.5s' }, { timeout: 1500 }],
    ['no limit', { timeout: '0' }, { timeout: 0 }],
    ['milliseconds as number', { timeout: 250 }, { timeout: 250 }],
    ['a text as a document', { files: 'kind: X' }, { files: [{ text: 'kind: X' }] }],
    [
      'paths as documents',
      { files: [{ from: 'a.yaml' }, { from: '-' }] },
      { files: [{ from: 'a.yaml' }, { from: '-' }] },
    ],
  ])('%s', (_, raw, expected) => {
    expect(read(raw)).toMatchObject(expected);
  });
});

describe('the gate refuses', () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['what it does not know', { nmae: 'x' }, /Unknown input "nmae"/],
    ['a name from every object’s prototype', { toString: 'x' }, /Unknown input "toString"/],
    ['an empty text', { name: '' }, /"name" cannot be ""/],
    ['a number for a text', { name: 5 }, /"name" cannot be 5/],
    ['a choice that is none', { mode: 'push' }, /choose Push, Pull/],
    ['half a node', { nodes: 1.5 }, /whole number/],
    ['a word for a number', { nodes: 'many' }, /whole number/],
    ['too many', { nodes: '11' }, /at most 10/],
    ['too few', { nodes: -1 }, /at least 0/],
    ['a text for yes', { yes: 'true' }, /true or false/],
    ['rivals together', { yes: true, mode: 'Push' }, /cannot be given together/],
    ['a list with an empty item', { zones: ['a', ''] }, /"zones" cannot be/],
    ['a pair without =', { labels: ['a'] }, /"labels" cannot be "a"/],
    ['a duration without a unit', { timeout: '90' }, /it is a duration/],
    ['a negative duration', { timeout: '-1s' }, /it is a duration/],
    ['a number as document', { files: 5 }, /"files" cannot be 5/],
  ])('%s', (_, raw, message) => {
    expect(() => read(raw)).toThrow(message);
    expect(() => read(raw)).toThrow(KnownError);
  });

  it('what is missing, saying what it is for', () => {
    expect(() => readInput(params, {})).toThrow('Missing input "name": A name.');
  });
});

it('the schema names what must be given, and no more', () => {
  const schema = jsonSchema(params);
  expect(schema.required).toEqual(['name']);
  expect(schema.properties.mode).toEqual({ description: 'A mode.', type: 'string', enum: ['Push', 'Pull'] });
  expect(schema.properties.zones).toEqual({ description: 'Zones.', type: 'array', items: { type: 'string' } });
});
