import { describe, expect, it } from 'vitest';
import type { Workload } from '../../src/core/propagation.ts';
import { judgeAlone, judgeMember } from '../../src/core/readiness.ts';
import { manifestOf, note, other, spec } from '../support/propagated.ts';

const running = { observedGeneration: 3, replicas: 2, updatedReplicas: 2, readyReplicas: 2 };
const inMember = (annotation: string, status: object, change: object = {}): Workload => ({
  kind: 'Deployment',
  metadata: {
    name: 'nginx',
    generation: 3,
    annotations: { [note]: annotation, 'resourcetemplate.karmada.io/uid': 'u' },
  },
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

  it('one left by an object that was deleted is an earlier version, whatever its generation', () => {
    expect(judgeMember(manifestOf('2', {}, 'new'), inMember('7', {})).why).toMatch(/earlier version/);
  });

  it('without a note, one that still has what was removed is an earlier version', () => {
    const withArgs = { template: { spec: { containers: [{ name: 'a', image: 'nginx:2', args: ['-v'] }] } } };
    const before: Workload = { metadata: { name: 'nginx' }, spec: { ...spec, ...withArgs } };
    const manifest = manifestOf(undefined);
    expect(judgeMember(manifest, inMember('', {}, withArgs), { before }).why).toMatch(/earlier version/);
    expect(judgeMember(manifest, inMember('', {}), { before }).why).toBeUndefined();
  });
});

it('a Job with the parallelism of an earlier division is an earlier version', () => {
  const job = (parallelism: number): Workload => ({
    kind: 'Job',
    metadata: { name: 'x', annotations: { [note]: '2' } },
    spec: { parallelism },
  });
  expect(judgeMember(job(2), job(1)).why).toMatch(/earlier version/);
  expect(judgeMember(job(2), { ...job(2), status: { active: 2, ready: 2 } }).why).toBeUndefined();
});

const daemons = (change: object) => ({
  observedGeneration: 1,
  desiredNumberScheduled: 2,
  updatedNumberScheduled: 2,
  numberReady: 2,
  ...change,
});
const pods = (change: object) => ({ ...running, observedGeneration: 1, ...change });
const partition = (from: number) => ({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: from } } });

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
    [
      'a DaemonSet whose pods are not long enough ready',
      'DaemonSet',
      { minReadySeconds: 9 },
      daemons({ numberAvailable: 1 }),
      '1/2',
      false,
    ],
    [
      'a DaemonSet whose owner deletes the old pods',
      'DaemonSet',
      { updateStrategy: { type: 'OnDelete' } },
      daemons({ updatedNumberScheduled: 0 }),
      '2/2',
      true,
    ],
    [
      'a Deployment whose pods are not long enough ready',
      'Deployment',
      { replicas: 2, minReadySeconds: 9 },
      pods({ availableReplicas: 1 }),
      '1/2',
      false,
    ],
    [
      'a Deployment whose pods are',
      'Deployment',
      { replicas: 2, minReadySeconds: 9 },
      pods({ availableReplicas: 2 }),
      '2/2',
      true,
    ],
    ['a Deployment without any pod wanted', 'Deployment', { replicas: 0 }, { observedGeneration: 1 }, '0/0', true],
    [
      'a StatefulSet on its way',
      'StatefulSet',
      { replicas: 2 },
      pods({ updatedReplicas: 1, currentRevision: 'a', updateRevision: 'b' }),
      '1/2',
      false,
    ],
    ['a StatefulSet that is through', 'StatefulSet', { replicas: 2 }, pods({}), '2/2', true],
    [
      'a StatefulSet above its partition',
      'StatefulSet',
      { replicas: 2, ...partition(1) },
      pods({ updatedReplicas: 1 }),
      '2/2',
      true,
    ],
    [
      'a StatefulSet not yet above it',
      'StatefulSet',
      { replicas: 2, ...partition(1) },
      pods({ updatedReplicas: 0 }),
      '0/2',
      false,
    ],
    [
      'a StatefulSet whose owner deletes the old pods',
      'StatefulSet',
      { replicas: 2, updateStrategy: { type: 'OnDelete' } },
      pods({ updatedReplicas: 0 }),
      '2/2',
      true,
    ],
    [
      'a StatefulSet with a pod that is not ready',
      'StatefulSet',
      { replicas: 2, ...partition(2) },
      pods({ readyReplicas: 1 }),
      '1/2',
      false,
    ],
    ['a ReplicaSet', 'ReplicaSet', { replicas: 2 }, pods({}), '2/2', true],
    ['a ReplicaSet with old pods', 'ReplicaSet', { replicas: 1 }, pods({}), '2/1', false],
    ['a suspended Job', 'Job', { suspend: true }, { conditions: [{ type: 'Suspended', status: 'True' }] }, '0/1', true],
    ['a Job that is to be suspended, and runs', 'Job', { suspend: true }, { active: 1 }, '0/1', false],
    ['what has no pods is there by being there', 'ConfigMap', {}, {}, '1/1', true],
  ])('%s', (_, kind, kindSpec, status, count, settled) => {
    const held = { kind, metadata: { name: 'x', generation: 1, annotations: { [note]: '1' } }, spec: { ...kindSpec } };
    const judged = judgeMember(held, { ...held, status: { ...status } });
    expect(`${judged.ready}/${judged.desired}`).toBe(count);
    expect(judged.why === undefined).toBe(settled);
  });
});

it.each<[string, string, object, string]>([
  [
    'a Job',
    'Job',
    { conditions: [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', message: 'too often' }] },
    'the Job failed there: BackoffLimitExceeded: too often',
  ],
  ['a Pod', 'Pod', { phase: 'Failed', reason: 'Evicted' }, 'the Pod failed there: Evicted'],
])('%s that failed is not waited for', (_, kind, status, why) => {
  const held = { kind, metadata: { name: 'x', annotations: { [note]: '1' } }, spec: {} };
  expect(judgeMember(held, { ...held, status: { ...status } })).toMatchObject({ why, isFinal: true });
});

it('a paused Deployment says so', () => {
  const paused = inMember('2', { updatedReplicas: 0 }, { paused: true });
  expect(judgeMember(manifestOf('2', { paused: true }), paused).why).toContain('it is paused');
});

it('one that is being deleted in the member is not there to stay', () => {
  const held = inMember('2', {});
  const going = { ...held, metadata: { ...held.metadata, deletionTimestamp: 'now' } };
  expect(judgeMember(manifestOf('2'), going).why).toMatch(/being deleted/);
});

describe('a workload is judged alone, by what it says of itself:', () => {
  it.each<[string, Workload, string | undefined]>([
    ['running as asked', inMember('', {}), undefined],
    ['without pods', inMember('', { replicas: 0, updatedReplicas: 0, readyReplicas: 0 }), '0 of 2 ready'],
    [
      'its own controller has not looked',
      inMember('', { observedGeneration: 2 }),
      'its controller has not seen the newest version',
    ],
  ])('%s', (_, object, why) => {
    expect(judgeAlone(object).why).toBe(why);
  });

  it('on its way out', () => {
    const { metadata, ...rest } = inMember('', {});
    expect(judgeAlone({ ...rest, metadata: { ...metadata, deletionTimestamp: 'x' } }).why).toBe('being deleted');
  });
});
