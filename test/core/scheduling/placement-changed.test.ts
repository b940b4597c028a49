import { describe, expect, it } from 'vitest';
import type { Placement } from '../../../src/core/karmada-types/policy.ts';
import { placementChanged } from '../../../src/core/scheduling/placement-changed.ts';
import { rulesOf } from '../../../src/core/scheduling/rules.ts';

const groups = (...names: readonly string[]): Placement => ({
  clusterAffinities: names.map((affinityName) => ({ affinityName, clusterNames: [`of-${affinityName}`] })),
});

describe.each([10, 18])('to v1.%i a placement', (minor) => {
  it.each<[string, boolean, Placement, string | Placement, string?]>([
    ['is another one where none is noted', true, {}, ''],
    [
      'is the same as itself',
      false,
      { clusterAffinity: { clusterNames: ['a'] } },
      { clusterAffinity: { clusterNames: ['a'] } },
    ],
    [
      'is the same in another order of names',
      false,
      { clusterAffinity: { exclude: ['b'], clusterNames: ['a'] } },
      '{"clusterAffinity":{"clusterNames":["a"],"exclude":["b"]}}',
    ],
    [
      'is another one with another order of clusters',
      true,
      { clusterAffinity: { clusterNames: ['a', 'b'] } },
      { clusterAffinity: { clusterNames: ['b', 'a'] } },
    ],
    ['is another one where a list is empty that was not there', true, { clusterTolerations: [] }, {}],
    [
      'is the same where a number is zero that was not there',
      false,
      { spreadConstraints: [{ minGroups: 0 }] },
      { spreadConstraints: [{}] },
    ],
    ['is the same where a note has fields that nobody knows', false, {}, '{"somethingElse":{}}'],
    [
      'is the same where a note is in other letters',
      false,
      { clusterAffinity: { clusterNames: ['a'] } },
      '{"CLUSTERAFFINITY":{"clusternames":["a"]}}',
    ],
    ['is taken for the same where the note is no JSON', false, { clusterTolerations: [] }, 'no JSON'],
    ['is taken for the same where the note does not fit', false, { clusterTolerations: [] }, '{"clusterAffinity":"a"}'],
    ['is another one where the note is null and it is not', true, { clusterTolerations: [] }, 'null'],
    ['is the same where another group than the one in use changed', false, groups('x', 'y'), groups('x', 'z'), 'x'],
    [
      'is another one where the group in use changed',
      true,
      { clusterAffinities: [{ affinityName: 'x' }] },
      groups('x'),
      'x',
    ],
    ['is another one where the group in use is gone', true, groups('y'), groups('x', 'y'), 'x'],
    ['is another one where no group is in use yet', true, groups('x', 'y'), groups('x', 'z')],
  ])('%s', (_, changed, placement, applied, observed = '') => {
    const text = typeof applied === 'string' ? applied : JSON.stringify(applied);
    expect(placementChanged(placement, text, observed, rulesOf({ minor }))).toBe(changed);
  });
});

it.each<[string, Placement, string, number]>([
  ['workloadAffinity', { workloadAffinity: { affinity: { groupByLabelKey: 'app' } } }, '{}', 17],
  [
    'overflowAffinities',
    { clusterAffinities: [{ affinityName: 'x', overflowAffinities: [{ affinityName: 'y' }] }] },
    '{"clusterAffinities":[{"affinityName":"x"}]}',
    18,
  ],
])('%s changes a placement only where the release knows it', (_, placement, applied, since) => {
  const changed = (minor: number) => placementChanged(placement, applied, '', rulesOf({ minor }));
  expect([changed(since - 1), changed(since)]).toEqual([false, true]);
});
