import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/core/override-manager/manifest-fields.ts';
import { metadataOf, withMetadata } from '../../../src/core/override-manager/manifest-metadata.ts';
import { overriddenManifest } from '../../../src/core/override-manager/override-manager.ts';
import { cluster, policy } from '../../support/overrides.ts';
import { binding, run, template } from '../../support/works.ts';

const of = (metadata: unknown): Manifest => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata }) as Manifest;

describe('of metadata that a patch has spoilt', () => {
  it.each<[string, unknown, object, number?]>([
    ['nothing is left where they are no object', 'x', { name: '' }],
    ['nothing is left where they are gone', undefined, { name: '' }],
    ['a name that is no text is none', { name: 1, namespace: 'default' }, { name: '', namespace: 'default' }],
    ['a namespace that is no text is none', { name: 'a', namespace: [] }, { name: 'a' }],
    ['a generation that is no whole number is none', { name: 'a', generation: '3' }, { name: 'a' }],
    ['one label that is a number hides the others', { name: 'a', labels: { a: 'x', b: 1 } }, { name: 'a' }],
    [
      'a label that is null is empty',
      { name: 'a', labels: { a: 'x', b: null } },
      { name: 'a', labels: { a: 'x', b: '' } },
    ],
    ['before v1.15 it hides the others', { name: 'a', labels: { a: 'x', b: null } }, { name: 'a' }, 14],
    ['annotations that are a list are none', { name: 'a', annotations: ['x'] }, { name: 'a' }],
  ])('%s', (_, metadata, expected, minor = 18) => {
    expect(metadataOf(of(metadata), minor)).toEqual(expected);
  });

  it('nothing is written into what is no object', () => {
    expect(withMetadata(of('x'), { labels: {} })).toEqual(of('x'));
    expect(withMetadata({ kind: 'ConfigMap' } as Manifest, { labels: {} }).metadata).toEqual({ labels: {} });
  });
});

describe('a manifest whose metadata the cluster’s policies take away', () => {
  const gone = policy({ plaintext: [{ path: '/metadata', operator: 'remove' }] }, {}, null, 'c');
  const of = template();

  it('has no policies of its namespace', () => {
    const { applied, error } = overriddenManifest(of, cluster, [gone, policy({})], { minor: 18 });
    expect({ applied, error }).toEqual({ applied: { cluster: ['c'], namespace: [] }, error: undefined });
  });

  it('is written all the same, under a name of nothing but its kind', () => {
    const [work] = run(of, binding(), 18, [gone]);
    expect(work?.work.name).toMatch(/^-[a-z0-9]+$/);
    expect(work?.manifest.metadata.labels).toEqual({
      'karmada.io/managed': 'true',
      'resourcebinding.karmada.io/permanent-id': 'b',
    });
  });
});
