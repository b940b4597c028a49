import { expect, it } from 'vitest';
import { findingsOf } from '../../../src/core/preview/findings.ts';
import type { ClusterPreview, Finding, WorkloadPreview } from '../../../src/core/preview/preview.ts';
import type { SchedulingAnswer } from '../../../src/core/scheduling/answer.ts';

const base: WorkloadPreview = {
  workload: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
  taken: 'matched',
  because: 'PropagationPolicy p matches',
  nearMisses: [],
  passedOver: [],
  replicas: 2,
  clusters: [],
  unknown: [],
};
const answer = (change: Partial<SchedulingAnswer> = {}): SchedulingAnswer => ({
  outcome: 'scheduled',
  cause: 'not scheduled yet',
  clusters: [{ name: 'm1', replicas: 2 }],
  attempts: [],
  ...change,
});
const stops = (cluster: string): ClusterPreview => ({ cluster, before: { name: cluster }, change: 'stops', why: '' });
const near = {
  policy: { apiVersion: 'policy.karmada.io/v1alpha1', kind: 'PropagationPolicy', namespace: 'shop', name: 'p' },
  why: 'name is web, it asks for wed',
};
const noFit = { kind: 'FitError', message: '0/2 clusters are available: 2 x.' } as const;
const tooLittle = { kind: 'UnschedulableError', message: 'Clusters available replicas 1 are not enough' } as const;

it.each<[string, Partial<WorkloadPreview>, readonly [Finding['severity'], string, string]]>([
  [
    'what Karmada ignores',
    { taken: 'ignored', because: 'it is its own' },
    ['warning', 'not-propagated', 'it is its own'],
  ],
  [
    'a workload without a policy',
    { taken: 'none', because: 'no policy matches' },
    ['error', 'no-policy', 'no policy matches'],
  ],
  [
    'one that a policy just misses',
    { taken: 'none', because: 'no policy matches', nearMisses: [near] },
    ['error', 'no-policy', 'no policy matches; nearest is PropagationPolicy p: name is web, it asks for wed'],
  ],
  ['one that waits', { taken: 'waiting', because: 'it waits' }, ['warning', 'policy-waits', 'it waits']],
  [
    'one that changes hands',
    { taken: 'preempted', because: 'b preempts a' },
    ['warning', 'takes-over', 'b preempts a'],
  ],
  [
    'one that fits nowhere',
    { placement: answer({ outcome: 'no fit', clusters: [], error: noFit }) },
    ['error', 'no-cluster-fits', 'no cluster fits'],
  ],
  [
    'one that is taken away everywhere',
    { placement: answer({ outcome: 'no fit', clusters: [], error: noFit }), clusters: [stops('m1'), stops('m2')] },
    ['error', 'no-cluster-fits', 'no cluster fits: it would be removed from m1, m2'],
  ],
  [
    'one that has too little room',
    { placement: answer({ outcome: 'failed', clusters: [], error: tooLittle }) },
    ['error', 'not-scheduled', tooLittle.message],
  ],
  [
    'one that has too little room to grow',
    { placement: answer({ outcome: 'failed', error: tooLittle }) },
    ['error', 'not-scheduled', `${tooLittle.message}; it stays in m1`],
  ],
  [
    'one that goes nowhere',
    { placement: answer({ clusters: [] }) },
    ['error', 'nowhere', 'it is scheduled, but to no cluster'],
  ],
])('%s is told', (_, change, [severity, code, words]) => {
  const preview = { ...base, source: 'app.yaml:3', ...change };
  expect(findingsOf(preview)).toEqual([
    { severity, code, message: `deployment/web: ${words}`, source: 'app.yaml:3', object: base.workload },
  ]);
});

it.each<[string, Partial<WorkloadPreview>]>([
  ['that is scheduled', { placement: answer() }],
  ['that stays as it is', { taken: 'claimed', placement: answer({ outcome: 'not needed', clusters: [] }) }],
  ['that shall run no replicas', { replicas: 0, placement: answer({ clusters: [] }) }],
])('of a workload %s there is nothing to tell', (_, change) => {
  expect(findingsOf({ ...base, ...change })).toEqual([]);
});

it('what runs no Pods may be meant for the control plane alone', () => {
  const { replicas: _, ...config } = base;
  expect(findingsOf({ ...config, taken: 'none', because: 'no policy matches' })).toMatchObject([
    { severity: 'warning', code: 'no-policy' },
  ]);
});

it('a takeover is told beside what comes of it', () => {
  const preview = { ...base, taken: 'preempted', placement: answer({ outcome: 'no fit', clusters: [], error: noFit }) };
  expect(findingsOf(preview as WorkloadPreview).map(({ code }) => code)).toEqual(['takes-over', 'no-cluster-fits']);
});
