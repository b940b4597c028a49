import { describe, expect, it } from 'vitest';
import type { Workload } from '../../src/core/propagation.ts';
import { judgeMember } from '../../src/core/readiness.ts';
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
