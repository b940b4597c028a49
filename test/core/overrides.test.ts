import { describe, expect, it } from 'vitest';
import { withoutOverridden } from '../../src/core/overrides.ts';
import type { Workload } from '../../src/core/propagation.ts';
import { sameJson } from '../../src/core/same-json.ts';

const workload = (image: string, change: object = {}, more: object = {}): Workload => ({
  kind: 'Deployment',
  metadata: { name: 'x' },
  spec: { replicas: 2, template: { spec: { containers: [{ name: 'a', image, ...change }], ...more } } },
});
const noted = (overriders: object) => ({
  'policy.karmada.io/applied-cluster-overrides': JSON.stringify([{ policyName: 'o', overriders }]),
});
const container = '/spec/template/spec/containers/0';
const image = (component: string, predicate?: object) =>
  noted({ imageOverrider: [{ component, operator: 'replace', value: 'v', ...(predicate ? { predicate } : {}) }] });

it('labels and annotations that an override touches are left out, others not', () => {
  const notes = noted({
    labelsOverrider: [{ operator: 'add', value: { 'a/b': '1' } }],
    annotationsOverrider: [{ operator: 'remove', value: { n: '' } }],
    plaintext: [{ path: '/metadata/labels/p', operator: 'replace', value: 'x' }],
  });
  const marked: Workload = {
    ...workload('n'),
    metadata: { name: 'x', labels: { 'a/b': '1', p: 'x', c: '2' }, annotations: { n: '', m: '3' } },
  };
  expect(withoutOverridden(marked, notes).metadata).toEqual({ name: 'x', labels: { c: '2' }, annotations: { m: '3' } });
});

it('the data of a ConfigMap can be overridden too', () => {
  const map = (data: object): Workload => ({ kind: 'ConfigMap', metadata: { name: 'c' }, ...{ data } });
  const notes = noted({ plaintext: [{ path: '/data/a', operator: 'replace', value: '2' }] });
  expect(withoutOverridden(map({ a: '2', b: '1' }), notes)).toMatchObject({ data: { b: '1' } });
});

describe('what overrides leave alone must be the same:', () => {
  it.each<[string, Record<string, string>, Workload, Workload, boolean]>([
    ['no override, another image', {}, workload('nginx:1'), workload('nginx:2'), false],
    ['another tag where tags are overridden', image('Tag'), workload('nginx:1'), workload('nginx:2'), true],
    ['a digest too', image('Tag'), workload('h:5/nginx@sha256:ab'), workload('h:5/nginx:2'), true],
    ['another name where tags are overridden', image('Tag'), workload('nginx:1'), workload('httpd:1'), false],
    ['a registry', image('Registry'), workload('docker.io/nginx:1'), workload('own:5/nginx:1'), true],
    [
      'a new tag under an overridden registry',
      image('Registry'),
      workload('nginx:1'),
      workload('own:5/nginx:2'),
      false,
    ],
    [
      'the image that is meant only',
      image('Tag', { path: '/spec/template/spec/containers/1/image' }),
      workload('nginx:1'),
      workload('nginx:2'),
      false,
    ],
    [
      'args of the container that is named',
      noted({ argsOverrider: [{ containerName: 'a', operator: 'add', value: ['-v'] }] }),
      workload('n', { args: ['-v'] }),
      workload('n'),
      true,
    ],
    [
      'args of another container',
      noted({ argsOverrider: [{ containerName: 'b', operator: 'add', value: ['-v'] }] }),
      workload('n', { args: ['-v'] }),
      workload('n'),
      false,
    ],
    [
      'a path that was replaced',
      noted({ plaintext: [{ path: `${container}/image`, operator: 'replace', value: 'z' }] }),
      workload('z'),
      workload('n'),
      true,
    ],
    [
      'an item that was added',
      noted({ plaintext: [{ path: '/spec/template/spec/volumes/0', operator: 'add', value: {} }] }),
      workload('n', {}, { volumes: [{ name: 'a' }, { name: 'b' }] }),
      workload('n', {}, { volumes: [{ name: 'b' }] }),
      true,
    ],
    [
      'a key with a slash in it',
      noted({ plaintext: [{ path: '/spec/template/spec/nodeSelector/a~1b', operator: 'add', value: 'c' }] }),
      workload('n', {}, { nodeSelector: { 'a/b': 'c', d: 'e' } }),
      workload('n', {}, { nodeSelector: { d: 'e' } }),
      true,
    ],
    [
      'nothing, when the note cannot be read',
      { 'policy.karmada.io/applied-overrides': '{' },
      workload('n'),
      workload('m'),
      true,
    ],
  ])('%s', (_, notes, sent, template, same) => {
    expect(sameJson(withoutOverridden(sent, notes).spec, withoutOverridden(template, notes).spec)).toBe(same);
  });
});
