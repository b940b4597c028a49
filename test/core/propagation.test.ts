import { describe, expect, it } from 'vitest';
import {
  type Binding,
  bindingName,
  judgeBinding,
  judgeWork,
  type Template,
  type Work,
  type Workload,
} from '../../src/core/propagation.ts';
import { judgeMember } from '../../src/core/readiness.ts';

const spec = { replicas: 4, template: { spec: { containers: [{ name: 'a', image: 'nginx:2' }] } } };
const object: Workload = {
  kind: 'Deployment',
  metadata: { name: 'nginx', uid: 'u', generation: 2, resourceVersion: '100' },
  spec,
};
const template: Template = { object, changed: true };
const note = 'resourcetemplate.karmada.io/generation';

const binding = (
  change: { generation?: number; status?: Partial<Binding['status']>; spec?: Partial<Binding['spec']> } = {},
): Binding => ({
  metadata: { name: 'nginx-deployment', generation: change.generation ?? 5 },
  spec: {
    resource: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nginx', uid: 'u', resourceVersion: '100' },
    replicas: 4,
    clusters: [{ name: 'm1', replicas: 2 }],
    ...change.spec,
  },
  status: { schedulerObservedGeneration: 5, conditions: [{ type: 'Scheduled', status: 'True' }], ...change.status },
});

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
    ['no cluster is no place', binding({ spec: { clusters: [] } }), /no cluster/],
  ])('%s', (_, held, why) => {
    expect(judgeBinding(template, held)).toMatchObject({ kind: 'waiting', why: expect.stringMatching(why) });
  });

  it('scheduled for this very version, it names its clusters', () => {
    expect(judgeBinding(template, binding())).toEqual({ kind: 'scheduled', clusters: ['m1'] });
  });
});

const manifestOf = (generation: string | undefined, change: object = {}): Workload => ({
  kind: 'Deployment',
  metadata: { name: 'nginx', ...(generation ? { annotations: { [note]: generation } } : {}) },
  spec: { ...spec, replicas: 2, ...change },
});
const work = (manifest: Workload, applied = 'True', annotations = {}): Work => ({
  metadata: { name: 'w', annotations },
  spec: { workload: { manifests: [manifest] } },
  status: { conditions: [{ type: 'Applied', status: applied, reason: 'AppliedFailed', message: 'already exists' }] },
});
const other = { template: { spec: { containers: [{ name: 'a', image: 'nginx:1' }] } } };
const overridden = { 'policy.karmada.io/applied-overrides': '[]' };

describe('a Work is judged:', () => {
  it.each<[string, Work | undefined, RegExp | undefined]>([
    ['none', undefined, /no Work/],
    ['one of an earlier generation, though it says Applied', work(manifestOf('1')), /earlier version/],
    ['one of this generation', work(manifestOf('2')), undefined],
    ['one whose apply failed, in the member’s words', work(manifestOf('2'), 'False'), /AppliedFailed: already exists/],
    ['without a note, one with the same spec but its own replicas', work(manifestOf(undefined)), undefined],
    ['without a note, one with another image', work(manifestOf(undefined, other)), /earlier version/],
    [
      'without a note and overridden, by the version that the binding saw',
      work(manifestOf(undefined, other), 'True', overridden),
      undefined,
    ],
  ])('%s', (_, held, why) => {
    const state = judgeWork(template, binding(), held);
    if (why) expect(state).toMatchObject({ kind: 'waiting', why: expect.stringMatching(why) });
    else expect(state.kind).toBe('applied');
  });

  it('overridden, and the binding has seen only an earlier version', () => {
    const late = binding({
      spec: { resource: { apiVersion: '', kind: '', name: '', uid: 'u', resourceVersion: '99' } },
    });
    expect(judgeWork(template, late, work(manifestOf(undefined, other), 'True', overridden)).kind).toBe('waiting');
  });
});

const running = { observedGeneration: 3, replicas: 2, updatedReplicas: 2, readyReplicas: 2 };
const inMember = (annotation: string, status: object, change: object = {}): Workload => ({
  kind: 'Deployment',
  metadata: { name: 'nginx', generation: 3, annotations: { [note]: annotation } },
  spec: { ...spec, replicas: 2, ...change },
  status: { ...running, ...status },
});

describe('a member’s Deployment is judged:', () => {
  it.each<[string, Workload | undefined, string, RegExp | undefined]>([
    ['running as asked', inMember('2', {}), '2/2', undefined],
    ['absent', undefined, '0/2', /not there yet/],
    ['healthy, but an earlier version', inMember('1', {}), '2/2', /earlier version/],
    ['its own controller has not looked', inMember('2', { observedGeneration: 2 }), '2/2', /newest version/],
    [
      'a bad image over a healthy one: old pods are ready, new ones are not',
      inMember('2', { replicas: 3, updatedReplicas: 1 }),
      '1/2',
      /1 of 2 ready/,
    ],
    ['old pods still go', inMember('2', { replicas: 3 }), '2/2', /2 of 2 ready/],
    ['replicas not as assigned', inMember('2', {}, { replicas: 5 }), '2/5', /earlier version/],
  ])('%s', (_, held, count, why) => {
    const judged = judgeMember(manifestOf('2'), held);
    expect(`${judged.ready}/${judged.desired}`).toBe(count);
    if (why) expect(judged.why).toMatch(why);
    else expect(judged.why).toBeUndefined();
  });

  it('without a note, its spec is compared, with what the member added left out', () => {
    const manifest = manifestOf(undefined);
    const added = {
      template: { spec: { containers: [{ name: 'a', image: 'nginx:2', terminationMessagePath: '/x' }] } },
    };
    expect(judgeMember(manifest, inMember('', {}, added)).why).toBeUndefined();
    expect(judgeMember(manifest, inMember('', {}, other)).why).toMatch(/earlier version/);
  });
});

describe('other kinds are judged:', () => {
  it.each<[string, string, object, object, string, boolean]>([
    ['a Pod that is Ready', 'Pod', {}, { conditions: [{ type: 'Ready', status: 'True' }] }, '1/1', true],
    ['a Pod that waits', 'Pod', {}, { phase: 'Pending' }, '0/1', false],
    [
      'a Job that is done',
      'Job',
      { completions: 3 },
      { succeeded: 3, conditions: [{ type: 'Complete', status: 'True' }] },
      '3/3',
      true,
    ],
    ['a Job that runs', 'Job', { completions: 1 }, { active: 1, ready: 1 }, '1/1', true],
    ['a Job that has not begun', 'Job', {}, {}, '0/1', false],
    [
      'a DaemonSet everywhere',
      'DaemonSet',
      {},
      { observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberReady: 2 },
      '2/2',
      true,
    ],
    [
      'a DaemonSet on its way',
      'DaemonSet',
      {},
      { observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 1, numberReady: 2 },
      '1/2',
      false,
    ],
  ])('%s', (_, kind, kindSpec, status, count, settled) => {
    const held = { kind, metadata: { name: 'x', generation: 1, annotations: { [note]: '1' } }, spec: { ...kindSpec } };
    const judged = judgeMember(held, { ...held, status: { ...status } });
    expect(`${judged.ready}/${judged.desired}`).toBe(count);
    expect(judged.why === undefined).toBe(settled);
  });
});

it('a binding is named as Karmada names it', () => {
  expect(bindingName('Deployment', 'nginx')).toBe('nginx-deployment');
  expect(bindingName('ClusterRole', 'system:Admin')).toBe('system.admin-clusterrole');
});
