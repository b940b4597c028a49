import { describe, expect, it } from 'vitest';
import { type Binding, bindingName, judgeBinding, renewTemplate } from '../../src/core/propagation.ts';
import { binding, object, spec, template } from '../support/propagated.ts';

const noFit = { type: 'Scheduled', status: 'False', reason: 'NoClusterFit', message: '0/2 clusters are available' };

describe('a template’s binding is judged:', () => {
  it.each<[string, Binding | undefined, RegExp]>([
    ['no binding means no policy', undefined, /no policy matches/],
    [
      'a binding of an earlier object counts for nothing',
      binding({ spec: { resource: { apiVersion: '', kind: '', name: '', uid: 'old' } } }),
      /no policy matches/,
    ],
    ['an old scheduling does not count', binding({ generation: 6 }), /has not seen the newest/],
    [
      'no fit is said in the scheduler’s words',
      binding({ status: { conditions: [noFit] } }),
      /NoClusterFit: 0\/2 clusters/,
    ],
    ['replicas of an earlier version do not count', binding({ spec: { replicas: 3 } }), /earlier version/],
    ['a count of 0 is left out of it, and counts', binding({ spec: { replicas: undefined } }), /earlier version/],
    ['no cluster is no place', binding({ spec: { clusters: [] } }), /no cluster/],
  ])('%s', (_, held, why) => {
    expect(judgeBinding(template, held)).toMatchObject({ kind: 'waiting', why: expect.stringMatching(why) });
  });

  it('scheduled for this very version, it names its clusters', () => {
    expect(judgeBinding(template, binding())).toEqual({ kind: 'scheduled', clusters: ['m1'] });
  });

  it('no replicas need no cluster', () => {
    const none = { object: { ...object, spec: { ...spec, replicas: 0 } }, changed: true };
    expect(judgeBinding(none, binding({ spec: { replicas: undefined, clusters: [] } }))).toEqual({
      kind: 'scheduled',
      clusters: [],
    });
  });

  it('a Job counts no more pods than completions', () => {
    const job = { kind: 'Job', metadata: object.metadata, spec: { parallelism: 5, completions: 3 } };
    expect(judgeBinding({ object: job, changed: true }, binding({ spec: { replicas: 3 } })).kind).toBe('scheduled');
    expect(judgeBinding({ object: job, changed: true }, binding({ spec: { replicas: 2 } })).kind).toBe('waiting');
  });
});

describe('a template is renewed:', () => {
  it('the same object as it was stays, with what its apply told', () => {
    expect(renewTemplate(template, { ...object, metadata: { ...object.metadata, resourceVersion: '999' } })).toBe(
      template,
    );
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
});
