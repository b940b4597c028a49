import { expect, it } from 'vitest';
import { isAffected } from '../../../src/core/scheduling/cluster-event.ts';
import { prepareFleet } from '../../../src/core/scheduling/fleet.ts';
import { scheduleIn } from '../../../src/core/scheduling/scheduler.ts';
import { type BindingWords, binding, cluster } from '../../support/scheduled.ts';

const any = { zoneMatching: 'any zone' } as const;
const eu = { labelSelector: { matchLabels: { region: 'eu' } } };
const us = { labelSelector: { matchLabels: { region: 'us' } } };
const groups = {
  clusterAffinities: [
    { affinityName: 'first', ...eu },
    { affinityName: 'second', ...us },
  ],
};
const was = cluster('a', { labels: { region: 'eu' } });
const is = cluster('a', { labels: { region: 'us' } });
const observed = (name: string): BindingWords => ({
  placement: groups,
  metadata: { generation: 2 },
  status: { schedulerObservedGeneration: 2, schedulerObservingAffinityName: name },
});

it.each<[string, BindingWords, boolean]>([
  ['that means all clusters', {}, true],
  ['that meant the cluster as it was', { placement: { clusterAffinity: eu } }, true],
  ['that means the cluster as it is', { placement: { clusterAffinity: us } }, true],
  ['that means others', { placement: { clusterAffinity: { clusterNames: ['b'] } } }, false],
  ['whose group in use means it', observed('first'), true],
  ['of which no group is in use, by the first', observed(''), true],
  ['whose groups are others than before, by the first', observed('gone'), true],
])('a change of a cluster reaches a binding %s: %#', (_, words, isReached) => {
  expect(isAffected(binding(words), [was, is], any)).toBe(isReached);
});

it('of several groups the one in use alone is asked, until the scheduler has looked at the binding', () => {
  const others = [cluster('b', { labels: { region: 'us' } })];
  expect(isAffected(binding(observed('first')), others, any)).toBe(false);
  expect(isAffected(binding(observed('second')), others, any)).toBe(true);
  const fresh = binding({ ...observed('first'), metadata: { generation: 3 } });
  expect(isAffected(fresh, others, any)).toBe(true);
});

it('where no cluster has changed, no binding hears of it; nor does one without a placement', () => {
  expect(isAffected(binding(), [], any)).toBe(false);
  const { spec, ...rest } = binding();
  const { placement: _, ...without } = spec;
  expect(isAffected({ ...rest, spec: without }, [was], any)).toBe(false);
});

it('a change of clusters reaches also what no policy holds any more', () => {
  const fleet = prepareFleet([cluster('a')], { minor: 18 });
  const left = binding({ applied: {}, on: 'a=10 b=10', metadata: { labels: {} } });
  expect(scheduleIn(fleet, left).outcome).toBe('not needed');
  expect(scheduleIn(fleet, left, 'clusters')).toMatchObject({
    outcome: 'scheduled',
    clusters: [{ name: 'a', replicas: 10 }],
  });
});
