import { describe, expect, it } from 'vitest';
import {
  type Binding,
  bindingName,
  bindingPlace,
  isBindingOf,
  judgeBinding,
  renewTemplate,
} from '../../src/core/propagation.ts';
import { binding, object, spec, template } from '../support/propagated.ts';

const noFit = { type: 'Scheduled', status: 'False', reason: 'NoClusterFit', message: '0/2 clusters are available' };

describe('a template’s binding is judged:', () => {
  it.each<[string, Binding, RegExp]>([
    [
      'one that goes away says nothing any more',
      { ...binding(), metadata: { name: 'b', deletionTimestamp: 'now' } },
      /being deleted/,
    ],
    ['scheduling may be suspended', binding({ spec: { suspension: { scheduling: true } } }), /suspended/],
    ['an old scheduling does not count', binding({ generation: 6 }), /has not seen the newest/],
    [
      'no fit is said in the scheduler’s words',
      binding({ generation: 6, status: { conditions: [noFit] } }),
      /NoClusterFit: 0\/2 clusters/,
    ],
    ['replicas of an earlier version do not count', binding({ spec: { replicas: 3 } }), /earlier version/],
    ['a count of 0 is left out of it, and counts', binding({ spec: { replicas: undefined } }), /earlier version/],
    [
      'a cluster that it is evicted from is named',
      binding({
        spec: { gracefulEvictionTasks: [{ fromCluster: 'm2', reason: 'TaintUntolerated' }] },
        status: { conditions: [noFit] },
      }),
      /available \(being evicted from m2: TaintUntolerated\)$/,
    ],
    ['no cluster is no place', binding({ spec: { clusters: [] } }), /no cluster/],
  ])('%s', (_, held, why) => {
    expect(judgeBinding(template, held)).toMatchObject({ kind: 'waiting', why: expect.stringMatching(why) });
  });

  it('scheduled for this very version, it names its clusters', () => {
    expect(judgeBinding(template, binding())).toEqual({ kind: 'scheduled', clusters: ['m1'] });
  });

  it('one that only a dependent made has its clusters, and is never scheduled itself', () => {
    const requiredBy = [
      { name: 'a', clusters: [{ name: 'm2' }, { name: 'm1' }] },
      { name: 'b', clusters: [{ name: 'm1' }] },
    ];
    const held = binding({ generation: 9, spec: { clusters: undefined, replicas: undefined, requiredBy } });
    expect(judgeBinding(template, held)).toEqual({ kind: 'scheduled', clusters: ['m1', 'm2'] });
  });

  it('one that policy and dependents share goes to the clusters of all', () => {
    const spec = { placement: {}, requiredBy: [{ name: 'a', clusters: [{ name: 'm2' }] }] };
    expect(judgeBinding(template, binding({ spec }))).toEqual({ kind: 'scheduled', clusters: ['m1', 'm2'] });
  });

  it('of a kind that Karmada does not count, the replicas are its owner’s affair', () => {
    const custom = { ...object, apiVersion: 'example.com/v1', kind: 'Thing' };
    expect(judgeBinding({ object: custom, changed: true }, binding({ spec: { replicas: undefined } })).kind).toBe(
      'scheduled',
    );
  });

  it('a ReplicaSet’s replicas are compared where the version counts them, as v1.10 does not', () => {
    const set = { object: { ...object, kind: 'ReplicaSet' }, changed: true };
    expect(judgeBinding(set, binding({ spec: { replicas: undefined } })).kind).toBe('scheduled');
    expect(judgeBinding(set, binding({ spec: { replicas: 3 } })).kind).toBe('waiting');
  });

  it('no replicas need no cluster', () => {
    const none = { object: { ...object, spec: { ...spec, replicas: 0 } }, changed: true };
    expect(judgeBinding(none, binding({ spec: { replicas: undefined, clusters: [] } }))).toEqual({
      kind: 'scheduled',
      clusters: [],
    });
  });

  it('a Job counts no more pods than completions', () => {
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: object.metadata,
      spec: { parallelism: 5, completions: 3 },
    };
    expect(judgeBinding({ object: job, changed: true }, binding({ spec: { replicas: 3 } })).kind).toBe('scheduled');
    expect(judgeBinding({ object: job, changed: true }, binding({ spec: { replicas: 2 } })).kind).toBe('waiting');
  });
});

describe('a template is renewed:', () => {
  it('a label that came later is seen; the version that Karmada must have seen is the apply’s', () => {
    const held = { ...object, metadata: { ...object.metadata, resourceVersion: '999', labels: { a: 'b' } } };
    expect(renewTemplate(template, held)).toMatchObject({
      object: { metadata: { labels: { a: 'b' }, resourceVersion: '100' } },
      changed: true,
    });
  });

  it.each<[string, object]>([
    ['one that was scaled meanwhile', { generation: 3 }],
    ['one that was deleted and made again', { uid: 'v' }],
  ])('%s is taken as it is now', (_, change) => {
    const held = { metadata: { ...object.metadata, ...change }, spec: { ...spec, replicas: 9 } };
    expect(renewTemplate(template, held)).toMatchObject({
      object: { kind: 'Deployment', metadata: change, spec: { replicas: 9 } },
      changed: false,
    });
  });
});

it('a binding is named as Karmada names it', () => {
  expect(bindingName('Deployment', 'nginx')).toBe('nginx-deployment');
  expect(bindingName('ClusterRole', 'system:Admin')).toBe('system.admin-clusterrole');
  expect(bindingPlace('ClusterRole', undefined, 'x')).toEqual({
    group: 'work.karmada.io',
    version: 'v1alpha2',
    resource: 'clusterresourcebindings',
    name: 'x-clusterrole',
  });
});

describe('whether a binding is of an object', () => {
  const object = { metadata: { name: 'c', uid: 'now' } };
  const resource = { apiVersion: 'v1', kind: 'ConfigMap', name: 'c' };
  const owner = (uid: string, controller = true) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: 'c',
    uid,
    controller,
  });
  it.each<[string, Binding, boolean]>([
    ['its reference', { metadata: { name: 'b' }, spec: { resource: { ...resource, uid: 'now' } } }, true],
    [
      'its reference, of an earlier one',
      { metadata: { name: 'b' }, spec: { resource: { ...resource, uid: 'then' } } },
      false,
    ],
    [
      'its owner, where the reference has none',
      { metadata: { name: 'b', ownerReferences: [owner('now')] }, spec: { resource } },
      true,
    ],
    [
      'its owner, of an earlier one',
      { metadata: { name: 'b', ownerReferences: [owner('then')] }, spec: { resource } },
      false,
    ],
    ['no other owner', { metadata: { name: 'b', ownerReferences: [owner('now', false)] }, spec: { resource } }, false],
  ])('is told by %s', (_, binding, expected) => {
    expect(isBindingOf(binding, object)).toBe(expected);
  });
});
