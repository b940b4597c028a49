import { describe, expect, it } from 'vitest';
import { schedule } from '../../../src/core/scheduling/scheduler.ts';
import { aggregated, type BindingWords, binding, byRoom, cluster } from '../../support/scheduled.ts';

const clusters = [cluster('a'), cluster('b'), cluster('c', { isLeaving: true })];
const ask = (words: BindingWords, minor: number) => schedule({ binding: binding(words), clusters }, { minor });

/** Scheduled by this placement before, in the replicas that it asks for. */
const settled: BindingWords = { placement: byRoom, applied: byRoom, on: 'a=4 b=6' };
const everywhere = { replicaScheduling: { replicaSchedulingType: 'Duplicated' } } as const;
const before = '2026-01-01T00:00:00Z';
const after = '2026-01-01T00:00:01Z';

describe.each([10, 18])('the scheduler of v1.%i acts on', (minor) => {
  it.each<[string, BindingWords]>([
    ['not scheduled yet', { placement: byRoom }],
    ['placement changed', { ...settled, placement: aggregated }],
    ['replicas changed', { ...settled, replicas: 11 }],
    ['replicas changed', { placement: everywhere, applied: everywhere, on: 'a=9 b=10' }],
    [
      'rescheduling triggered',
      { ...settled, spec: { rescheduleTriggeredAt: after }, status: { lastScheduledTime: before } },
    ],
    ['no workload', { ...settled, replicas: 0, on: 'a b' }],
    ['duplicated', { applied: {}, on: 'a=10 b=10' }],
  ])('a binding that is: %s', (cause, words) => {
    expect(ask(words, minor)).toMatchObject({ cause, outcome: 'scheduled' });
  });

  it.each<[string, BindingWords]>([
    ['nothing changed', settled],
    ['nothing changed', { ...settled, spec: { rescheduleTriggeredAt: after }, status: {} }],
    ['nothing changed', { ...settled, spec: { rescheduleTriggeredAt: before }, status: { lastScheduledTime: before } }],
    ['another scheduler: mine', { ...settled, replicas: 11, spec: { schedulerName: 'mine' } }],
    ['the binding is being deleted', { ...settled, replicas: 11, metadata: { deletionTimestamp: after } }],
    ['the binding has no label of a policy', { ...settled, replicas: 11, metadata: { labels: {} } }],
  ])('none that says: %s', (cause, words) => {
    expect(ask(words, minor)).toMatchObject({ cause, outcome: 'not needed', clusters: binding(words).spec.clusters });
  });
});

it('a binding for which scheduling is suspended waits since v1.13', () => {
  const words = { ...settled, replicas: 11, spec: { suspension: { scheduling: true } } };
  expect([12, 13].map((minor) => ask(words, minor).outcome)).toEqual(['scheduled', 'not needed']);
});

it('a cluster that is being removed is left since v1.14', () => {
  const words = { ...settled, on: 'a=4 c=6' };
  expect([13, 14].map((minor) => ask(words, minor).cause)).toEqual(['nothing changed', 'cluster c is being removed']);
});

it('a workload without replicas that has requirements is settled since v1.16', () => {
  const words = { ...settled, replicas: 0, on: '', spec: { replicaRequirements: {} } };
  expect([15, 16].map((minor) => ask(words, minor).cause)).toEqual(['no workload', 'nothing changed']);
});

it('a binding without a placement is an error that changes nothing', () => {
  const { spec, ...rest } = binding({ on: 'a=10' });
  const { placement: _, ...without } = spec;
  expect(schedule({ binding: { ...rest, spec: without }, clusters }, { minor: 18 })).toMatchObject({
    outcome: 'failed',
    clusters: [{ name: 'a', replicas: 10 }],
    error: { kind: 'Error', message: 'failed to get placement from resourceBinding(shop/web-deployment)' },
  });
});
