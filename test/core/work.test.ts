import { describe, expect, it } from 'vitest';
import type { Work, Workload } from '../../src/core/propagation.ts';
import { judgeWork } from '../../src/core/work.ts';
import { binding, manifestOf, object, other, template, work } from '../support/propagated.ts';

const overridden = {
  'policy.karmada.io/applied-overrides': JSON.stringify([
    { policyName: 'o', overriders: { imageOverrider: [{ component: 'Tag', operator: 'replace', value: '1' }] } },
  ]),
};
const scaled = {
  'policy.karmada.io/applied-overrides': JSON.stringify([
    { policyName: 'o', overriders: { plaintext: [{ path: '/spec/replicas', operator: 'replace', value: 7 }] } },
  ]),
};

describe('a Work is judged:', () => {
  it.each<[string, Work | undefined, RegExp | undefined]>([
    ['none', undefined, /no Work/],
    ['one of an earlier generation, though it says Applied', work(manifestOf('1')), /earlier version/],
    ['one of this generation', work(manifestOf('2')), undefined],
    ['one whose apply failed, in the member’s words', work(manifestOf('2'), 'False'), /AppliedFailed: already exists/],
    ['without a note, one with the same spec but its own replicas', work(manifestOf(undefined)), undefined],
    ['without a note, one with another image', work(manifestOf(undefined, other)), /earlier version/],
    [
      'without a note and overridden, one that differs in what was overridden',
      work(manifestOf(undefined, other), 'True', overridden),
      undefined,
    ],
    [
      'without a note and overridden, one that differs in something else',
      work(manifestOf(undefined, { ...other, paused: true }), 'True', overridden),
      /earlier version/,
    ],
    ['one of an object that was deleted, of a later generation', work(manifestOf('7', {}, 'old')), /earlier version/],
    [
      'one of this generation with the replicas of an earlier scheduling',
      work(manifestOf('2', { replicas: 1 })),
      /replicas of an earlier scheduling/,
    ],
    [
      'without a note, one with the replicas of an earlier scheduling',
      work(manifestOf(undefined, { replicas: 1 })),
      /replicas of an earlier scheduling/,
    ],
    ['one whose replicas were overridden', work(manifestOf('2', { replicas: 7 }), 'True', scaled), undefined],
    [
      'one with overridden image and the replicas of an earlier scheduling',
      work(manifestOf('2', { replicas: 1 }), 'True', overridden),
      /replicas of an earlier scheduling/,
    ],
  ])('%s', (_, held, why) => {
    const state = judgeWork(template, binding(), 'm1', held);
    if (why) expect(state).toMatchObject({ kind: 'waiting', why: expect.stringMatching(why) });
    else expect(state.kind).toBe('applied');
  });

  const marked = (marks: object, held: Workload) => ({ ...held, metadata: { ...held.metadata, ...marks } });
  const labels = (value: string) => ({ labels: { app: value, 'karmada.io/managed': 'true' } });
  const labelled = {
    'policy.karmada.io/applied-overrides': JSON.stringify([
      { policyName: 'o', overriders: { labelsOverrider: [{ operator: 'replace', value: { app: 'b' } }] } },
    ]),
  };
  it.each<[string, string | undefined, Record<string, string>, string, boolean]>([
    ['a label that changed, though the generation is the same', '2', {}, 'b', false],
    ['the same label, and what Karmada adds', '2', {}, 'a', true],
    ['the same label, without a note', undefined, {}, 'a', true],
    ['a label that changed, without a note', undefined, {}, 'b', false],
    ['a label that an override changed', '2', labelled, 'b', true],
  ])('%s', (_, generation, notes, value, isSent) => {
    const named = { ...template, object: marked({ labels: { app: 'a' } }, object) };
    const sent = work(marked(labels(value), manifestOf(generation)), 'True', notes);
    expect(judgeWork(named, binding(), 'm1', sent).kind === 'applied').toBe(isSent);
  });

  it('dispatching may be suspended', () => {
    const held = work(manifestOf('2'));
    const suspended = { ...held, spec: { ...held.spec, suspendDispatching: true } };
    expect(judgeWork(template, binding(), 'm1', suspended)).toMatchObject({ why: expect.stringMatching(/suspends/) });
  });

  it('a ConfigMap has no generation, so its contents are compared, both ways', () => {
    const map = (data: object): Workload => ({ kind: 'ConfigMap', metadata: { name: 'c', uid: 'u' }, ...{ data } });
    const judged = (wanted: object, sent: object) =>
      judgeWork({ object: map(wanted), changed: true }, binding(), 'm1', work(map(sent))).kind;
    expect(judged({ a: '1' }, { a: '1' })).toBe('applied');
    expect(judged({ a: '1' }, { a: '2' })).toBe('waiting');
    expect(judged({ a: '1' }, { a: '1', b: '2' })).toBe('waiting');
    expect(judged({ a: '1', b: '2' }, { a: '1' })).toBe('waiting');
  });

  it('overridden, and the binding has seen only an earlier version', () => {
    const late = binding({
      spec: { resource: { apiVersion: '', kind: '', name: '', uid: 'u', resourceVersion: '99' } },
    });
    expect(judgeWork(template, late, 'm1', work(manifestOf(undefined, other), 'True', overridden)).kind).toBe(
      'waiting',
    );
  });

  it.each<[string, string, number, boolean]>([
    ['one that is not divided keeps its parallelism', 'Duplicated', 5, true],
    ['one that is divided does not', 'Divided', 5, false],
    ['what was assigned is always right', 'Divided', 3, true],
  ])('a Job with fewer completions than pods at once: %s', (_, type, parallelism, isSent) => {
    const job = { kind: 'Job', metadata: object.metadata, spec: { parallelism: 5, completions: 3, template: {} } };
    const held = binding({
      spec: {
        replicas: 3,
        clusters: [{ name: 'm1', replicas: 3 }],
        placement: { replicaScheduling: { replicaSchedulingType: type } },
      },
    });
    const manifest = { kind: 'Job', metadata: { name: 'nginx' }, spec: { ...job.spec, parallelism } };
    expect(judgeWork({ object: job, changed: true }, held, 'm1', work(manifest)).kind === 'applied').toBe(isSent);
  });
});
