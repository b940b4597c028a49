import { describe, expect, it } from 'vitest';
import type { ImageOverrider } from '../../../src/core/karmada-types/policy.ts';
import { containersOf, manifest, overridden } from '../../support/overrides.ts';

const image = (overrider: ImageOverrider, of: string): string | undefined => {
  const result = overridden({ imageOverrider: [overrider] }, manifest([{ name: 'a', image: of }]));
  return result.error?.message ?? (containersOf(result) as readonly { readonly image: string }[])[0]?.image;
};
const digest = `sha256:${'d'.repeat(64)}`;

describe('an image has another', () => {
  const from = 'fictional.registry.example/imagename:v1.0.0';
  it.each<[string, ImageOverrider, string, string]>([
    [
      'registry where it had none',
      { component: 'Registry', operator: 'add', value: 'registry.k8s.io' },
      'perl:5',
      'registry.k8s.io/perl:5',
    ],
    [
      'registry, with something added',
      { component: 'Registry', operator: 'add', value: '.test' },
      from,
      'fictional.registry.example.test/imagename:v1.0.0',
    ],
    [
      'registry instead',
      { component: 'Registry', operator: 'replace', value: 'fictional.registry.us' },
      from,
      'fictional.registry.us/imagename:v1.0.0',
    ],
    ['registry, which is none', { component: 'Registry', operator: 'remove', value: 'x' }, from, 'imagename:v1.0.0'],
    [
      'repository, with something added',
      { component: 'Repository', operator: 'add', value: '/nginx' },
      from,
      'fictional.registry.example/imagename/nginx:v1.0.0',
    ],
    [
      'repository instead',
      { component: 'Repository', operator: 'replace', value: 'nginx' },
      from,
      'fictional.registry.example/nginx:v1.0.0',
    ],
    [
      'repository, which is none',
      { component: 'Repository', operator: 'remove' },
      from,
      'fictional.registry.example/:v1.0.0',
    ],
    [
      'tag, with something added',
      { component: 'Tag', operator: 'add', value: '-rc' },
      from,
      'fictional.registry.example/imagename:v1.0.0-rc',
    ],
    ['tag, but not with what makes none', { component: 'Tag', operator: 'add', value: digest }, from, from],
    ['tag instead', { component: 'Tag', operator: 'replace', value: '2' }, `nginx@${digest}`, 'nginx:2'],
    [
      'digest instead of a tag',
      { component: 'Tag', operator: 'replace', value: digest },
      from,
      `fictional.registry.example/imagename@${digest}`,
    ],
    [
      'tag, which is none',
      { component: 'Tag', operator: 'remove', value: 'x' },
      from,
      'fictional.registry.example/imagename',
    ],
    ['digest, which is none', { component: 'Tag', operator: 'remove' }, `nginx@${digest}`, 'nginx'],
    ['value, which is not said', { component: 'Registry', operator: 'replace' }, from, 'imagename:v1.0.0'],
    [
      'nothing, as it is no image',
      { component: 'Tag', operator: 'remove' },
      'NGINX',
      'failed to parse image value(NGINX), error: repository name must be lowercase',
    ],
    [
      'nothing, as it has none',
      { component: 'Tag', operator: 'remove' },
      '',
      'failed to parse image value(), error: repository name must have at least one component',
    ],
  ])('%s', (_, overrider, of, expected) => {
    expect(image(overrider, of)).toBe(expected);
  });
});

describe('without a predicate', () => {
  const replace: ImageOverrider = { component: 'Tag', operator: 'replace', value: '2' };
  const pod = { containers: [{ image: 'a:1' }, { image: 'b:1' }], initContainers: [{ image: 'c:1' }] };

  it.each(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'])(
    'a %s has all its containers changed',
    (kind) => {
      const result = overridden(
        { imageOverrider: [replace] },
        manifest([], { kind, spec: { template: { spec: pod } } }),
      );
      expect(result.manifest.spec).toEqual({
        template: { spec: { ...pod, containers: [{ image: 'a:2' }, { image: 'b:2' }] } },
      });
    },
  );

  it('a Pod too, and a CronJob, or what has no containers, nothing', () => {
    expect(
      overridden({ imageOverrider: [replace] }, manifest([], { kind: 'Pod', spec: pod })).manifest.spec,
    ).toMatchObject({ containers: [{ image: 'a:2' }, { image: 'b:2' }] });
    for (const change of [{ kind: 'CronJob', spec: pod }, { spec: { template: null } }, { spec: {} }]) {
      expect(overridden({ imageOverrider: [replace] }, manifest([], change)).manifest).toEqual(manifest([], change));
    }
  });

  it('the container without an image stops it, by its path', () => {
    const result = overridden({ imageOverrider: [replace] }, manifest([{ name: 'a', image: 'a:1' }, { name: 'b' }]));
    expect(result.error).toMatchObject({
      overrider: 'imageOverrider',
      index: 0,
      path: '/spec/template/spec/containers/1/image',
    });
    expect(result.manifest).toEqual(manifest([{ name: 'a', image: 'a:1' }, { name: 'b' }]));
  });
});

describe('with a predicate', () => {
  const at = (path: string): ImageOverrider => ({
    component: 'Tag',
    operator: 'replace',
    value: '2',
    predicate: { path },
  });
  const run = {
    apiVersion: 'x/v1',
    kind: 'Run',
    metadata: { name: 'r', namespace: 'default' },
    spec: { image: 'a:1', steps: [{ image: 'b:1' }], 'a/b': { image: 'c:1' }, list: ['d:1'], count: 1 },
  };

  it.each<[string, string, object]>([
    ['any field of any kind is meant', '/spec/image', { image: 'a:2' }],
    ['an item of a list too', '/spec/steps/0/image', { steps: [{ image: 'b:2' }] }],
  ])('%s', (_, path, expected) => {
    expect(overridden({ imageOverrider: [at(path)] }, run).manifest.spec).toEqual({ ...run.spec, ...expected });
  });

  it.each([
    [
      'a path that leads nowhere',
      '/spec/nowhere/image',
      "path(nowhere) of rawObj's type is not map[string]interface{} and []interface{}",
    ],
    ['a field that is not there', '/spec/picture', 'failed to convert path(picture) to string'],
    ['a field that is no text', '/spec/count', 'failed to convert path(count) to string'],
    ['an item without a number', '/spec/steps/x/image', "path(x) of rawObj's is not number"],
    ['an item that is not there', '/spec/steps/1/image', 'there is no object at path(1)'],
    ['an item that is a text', '/spec/list/0', 'there is no object at path(0)'],
    [
      'an escaped name, which is not unescaped',
      '/spec/a~1b/image',
      "path(a~1b) of rawObj's type is not map[string]interface{} and []interface{}",
    ],
  ])('%s stops it', (_, path, why) => {
    expect(overridden({ imageOverrider: [at(path)] }, run).error).toMatchObject({
      path,
      message: `failed to obtain imageValue with predicate path(${path}), error: ${why}`,
    });
  });

  it('a path without its slash is found, and stops it all the same', () => {
    expect(overridden({ imageOverrider: [at('spec/image')] }, run).error?.message).toBe(
      'imagePath should be start with / character',
    );
  });

  it('a slash too many at the end is found, and not there for the patch', () => {
    expect(overridden({ imageOverrider: [at('/spec/image/')] }, run).error?.message).toBe(
      'replace operation does not apply: doc is missing path: /spec/image/: missing value',
    );
  });
});

describe('a manifest that is no workload any more', () => {
  const broken = manifest(undefined, { spec: { template: { spec: { containers: [], nodeSelector: true } } } });
  const tag: ImageOverrider = { component: 'Tag', operator: 'replace', value: '2' };
  const field = '/spec/template/spec/nodeSelector';

  it.each<[string, object, object | undefined]>([
    [
      'stops an image overrider, also where there is no image',
      { imageOverrider: [tag] },
      {
        path: field,
        message: 'failed to convert Deployment from unstructured object: cannot restore map from bool',
      },
    ],
    ['does not stop others', { commandOverrider: [{ containerName: 'a', operator: 'add', value: ['x'] }] }, undefined],
  ])('%s', (_, overriders, error) => {
    const found = overridden(overriders, broken).error;
    if (error) expect(found).toMatchObject(error);
    else expect(found).toBeUndefined();
  });
});
