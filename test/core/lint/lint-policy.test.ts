import { describe, expect, it } from 'vitest';
import type { Placement, PropagationPolicy } from '../../../src/core/karmada-types/policy.ts';
import { lintPolicy, type PolicySurroundings } from '../../../src/core/lint/lint-policy.ts';
import { pp } from '../../support/policies.ts';
import { cluster } from '../../support/scheduled.ts';

const clusters = [cluster('m1', { labels: { env: 'prod' }, spec: { zones: ['a', 'b'] } }), cluster('m2')];
const findings = (placement: Placement | undefined, surroundings: PolicySurroundings = { clusters }) =>
  lintPolicy(pp('p', { placement } as never) as PropagationPolicy, surroundings).map(
    ({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`,
  );
const scheduling = (strategy: object): Placement => ({ replicaScheduling: strategy }) as Placement;
const weights = (...names: readonly string[]) =>
  scheduling({
    replicaSchedulingType: 'Divided',
    replicaDivisionPreference: 'Weighted',
    weightPreference: {
      staticWeightList: names.map((name) => ({ targetCluster: { clusterNames: [name] }, weight: 1 })),
    },
  });
const spreadBy = (constraint: object): Placement => ({ spreadConstraints: [constraint] }) as Placement;
const inPlacement = 'spec.placement';

describe('of a policy is told', () => {
  it.each<[string, Placement, readonly string[]]>([
    [
      'that it chooses no cluster',
      spreadBy({ spreadByField: 'cluster', minGroups: 1 }),
      [`error max-groups-zero ${inPlacement}.spreadConstraints.0`],
    ],
    [
      'a spread that the scheduler does not know',
      spreadBy({ spreadByLabel: 'team', maxGroups: 2 }),
      [`error spread-by-label ${inPlacement}.spreadConstraints.0`],
    ],
    [
      'constraints that static weights make void',
      { ...weights('m1'), ...spreadBy({ spreadByField: 'cluster', maxGroups: 1 }) },
      [`warning spread-ignored ${inPlacement}.spreadConstraints`],
    ],
    [
      'the same where every cluster weighs the same',
      { ...scheduling({ replicaSchedulingType: 'Divided' }), ...spreadBy({ spreadByField: 'cluster', maxGroups: 1 }) },
      [
        `warning spread-ignored ${inPlacement}.spreadConstraints`,
        `warning divided-without-preference ${inPlacement}.replicaScheduling`,
      ],
    ],
    [
      'how to divide what is not divided',
      scheduling({ replicaSchedulingType: 'Duplicated', replicaDivisionPreference: 'Aggregated' }),
      [`warning division-ignored ${inPlacement}.replicaScheduling`],
    ],
    [
      'a division of which nothing is said',
      scheduling({ replicaSchedulingType: 'Divided', replicaDivisionPreference: 'Weighted' }),
      [`warning divided-without-preference ${inPlacement}.replicaScheduling`],
    ],
    [
      'a weight for no cluster',
      weights('m1', 'm9'),
      [`warning weight-without-cluster ${inPlacement}.replicaScheduling.weightPreference.staticWeightList.1`],
    ],
    [
      'a name that no cluster has',
      { clusterAffinity: { clusterNames: ['m1', 'm9'] } },
      [`warning unknown-cluster ${inPlacement}.clusterAffinity.clusterNames.1`],
    ],
    [
      'the same in a group',
      {
        clusterAffinities: [
          { affinityName: 'a', clusterNames: ['m1'] },
          { affinityName: 'b', clusterNames: ['m9'] },
        ],
      },
      [`warning unknown-cluster ${inPlacement}.clusterAffinities.1.clusterNames.0`],
    ],
  ])('%s', (_, placement, expected) => {
    expect(findings(placement)).toEqual(expected);
  });

  it.each<[string, Placement | undefined]>([
    ['without a placement', undefined],
    ['that sends to all', {}],
    ['that says how many clusters', spreadBy({ spreadByField: 'cluster', minGroups: 1, maxGroups: 2 })],
    ['that runs all replicas everywhere', scheduling({ replicaSchedulingType: 'Duplicated' })],
    [
      'that divides by room, and spreads',
      {
        ...scheduling({
          replicaSchedulingType: 'Divided',
          replicaDivisionPreference: 'Weighted',
          weightPreference: { dynamicWeight: 'AvailableReplicas' },
        }),
        ...spreadBy({ spreadByField: 'cluster', maxGroups: 1 }),
      },
    ],
    [
      'that needs few clusters',
      scheduling({ replicaSchedulingType: 'Divided', replicaDivisionPreference: 'Aggregated' }),
    ],
    [
      'whose weights and names are those of clusters',
      { ...weights('m1', 'm2'), clusterAffinity: { clusterNames: ['m1'] } },
    ],
    ['that excludes a cluster which is not there', { clusterAffinity: { exclude: ['m9'] } }],
  ])('nothing, %s', (_, placement) => {
    expect(findings(placement)).toEqual([]);
  });
});

it('of clusters that nobody knows nothing is told', () => {
  const placement = { ...weights('m9'), clusterAffinity: { clusterNames: ['m9'] } };
  expect(findings(placement, {})).toEqual([]);
  expect(findings(placement, { clusters: [] })).toHaveLength(2);
});

it('a weight is for the zones that the release means', () => {
  const fieldSelector = { matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] };
  const placement = scheduling({
    replicaSchedulingType: 'Divided',
    weightPreference: { staticWeightList: [{ targetCluster: { fieldSelector }, weight: 3 }] },
  });
  expect(findings(placement, { clusters, zoneMatching: 'any zone' })).toEqual([]);
  expect(findings(placement, { clusters, zoneMatching: 'every zone' })).toEqual([
    expect.stringMatching('weight-without-cluster'),
  ]);
  const [{ message } = { message: '' }] = lintPolicy(pp('p', { placement } as never) as PropagationPolicy, {
    clusters,
    zoneMatching: 'every zone',
  });
  expect(message).toBe('weight 3 is for no cluster there is');
});
