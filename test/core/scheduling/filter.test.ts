import { describe, expect, it } from 'vitest';
import type { Rejection } from '../../../src/core/scheduling/answer.ts';
import { schedule } from '../../../src/core/scheduling/scheduler.ts';
import { type BindingWords, binding, type ClusterWords, cluster, spread } from '../../support/scheduled.ts';

const rejections = (words: ClusterWords, asked: BindingWords, minor: number): readonly Rejection[] =>
  schedule({ binding: binding(asked), clusters: [cluster('a', words), cluster('other')] }, { minor }).attempts[0]
    ?.verdicts[0]?.rejections ?? [];

const taint = { key: 'k', value: 'v', effect: 'NoSchedule' } as const;
const noApi = { status: { apiEnablements: [] } };
const complete = {
  type: 'CompleteAPIEnablements',
  status: 'True',
  reason: '',
  message: '',
  lastTransitionTime: '',
} as const;

describe.each([10, 18])('in v1.%i a cluster is out', (minor) => {
  it.each<[string, ClusterWords, BindingWords, Partial<Rejection>]>([
    [
      'that does not serve the API',
      noApi,
      {},
      {
        plugin: 'APIEnablement',
        reason: 'cluster(s) did not have the API resource',
        detail: 'it does not serve apps/v1 Deployment, as far as Karmada has read its APIs',
      },
    ],
    [
      'that has a taint which nothing tolerates',
      { spec: { taints: [{ key: 'soft', effect: 'PreferNoSchedule' }, taint, { key: 'x', effect: 'NoExecute' }] } },
      {},
      {
        plugin: 'TaintToleration',
        reason: 'cluster(s) had untolerated taint {k=v:NoSchedule}',
        detail: 'the policy does not tolerate its taints k=v:NoSchedule, x:NoExecute',
      },
    ],
    [
      'that the affinity does not mean',
      { spec: { region: 'cn' } },
      {
        placement: {
          clusterAffinity: {
            fieldSelector: { matchExpressions: [{ key: 'region', operator: 'In', values: ['us', 'eu'] }] },
          },
        },
      },
      {
        plugin: 'ClusterAffinity',
        reason: 'cluster(s) did not match the placement cluster affinity constraint',
        detail: 'region is "cn", asked for is one of: us, eu',
      },
    ],
    [
      'without a region, where it is spread by region',
      {},
      { placement: spread({ region: [1, 1] }) },
      {
        plugin: 'SpreadConstraint',
        reason: 'cluster(s) did not have region property',
        detail: 'the policy spreads by region, and the cluster has no spec.region',
      },
    ],
    [
      'without zones, where it is spread by zone',
      { spec: { zones: [] } },
      { placement: spread({ zone: [1, 1] }) },
      { plugin: 'SpreadConstraint', reason: 'cluster(s) did not have zones property' },
    ],
    [
      'that the workload is being evicted from',
      {},
      { spec: { gracefulEvictionTasks: [{ fromCluster: 'a', reason: 'TaintUntolerated', producer: 'p' }] } },
      {
        plugin: 'ClusterEviction',
        reason: 'cluster(s) is in the process of eviction',
        detail: 'the workload is being evicted from it (TaintUntolerated)',
      },
    ],
  ])('%s', (_, words, asked, rejection) => {
    expect(rejections(words, asked, minor)).toEqual([expect.objectContaining(rejection)]);
  });

  it('for all that speaks against it', () => {
    const all = rejections({ ...noApi, spec: { taints: [taint] } }, { placement: spread({ provider: [1, 1] }) }, minor);
    expect(all.map(({ plugin }) => plugin)).toEqual(['APIEnablement', 'TaintToleration', 'SpreadConstraint']);
  });

  it.each<[string, ClusterWords, BindingWords]>([
    [
      'a taint that is tolerated',
      { spec: { taints: [taint] } },
      { placement: { clusterTolerations: [{ key: 'k', value: 'v' }] } },
    ],
    [
      'a taint of which any is tolerated',
      { spec: { taints: [taint] } },
      { placement: { clusterTolerations: [{ operator: 'Exists' }] } },
    ],
    ['a taint that only asks', { spec: { taints: [{ key: 'k', effect: 'PreferNoSchedule' }] } }, {}],
    ['a taint that came when the workload was there', { spec: { taints: [taint] } }, { on: 'a=1' }],
    [
      'an eviction from another',
      {},
      { spec: { gracefulEvictionTasks: [{ fromCluster: 'b', reason: '', producer: '' }] } },
    ],
  ])('but not for %s', (_, words, asked) => {
    expect(rejections(words, asked, minor)).toEqual([]);
  });

  it.each([
    ['a value that differs', { key: 'k', value: 'w' }],
    ['another effect', { key: 'k', value: 'v', effect: 'NoExecute' }],
    ['a comparison of numbers, which Karmada has switched off', { key: 'k', value: '1', operator: 'Gt' }],
  ] as const)('whose taint is tolerated with %s', (_, toleration) => {
    const taints = [toleration.value === '1' ? { ...taint, value: '2' } : taint];
    expect(rejections({ spec: { taints } }, { placement: { clusterTolerations: [toleration] } }, minor)).toHaveLength(
      1,
    );
  });
});

it.each<[string, ClusterWords, readonly boolean[]]>([
  ['is kept since v1.11 while the list of its APIs is incomplete', noApi, [false, true, true, true]],
  [
    'is kept since v1.15 whatever is known of it',
    { status: { apiEnablements: [], conditions: [complete] } },
    [false, false, false, true],
  ],
])('a cluster without the API where the workload is already %s', (_, words, kept) => {
  const isKept = (minor: number) => rejections(words, { on: 'a=1' }, minor).length === 0;
  expect([10, 11, 14, 15].map(isKept)).toEqual(kept);
});

it('a cluster that is being removed is out since v1.14, and for nothing else', () => {
  const plugins = (minor: number) => rejections({ isLeaving: true, ...noApi }, {}, minor).map(({ plugin }) => plugin);
  expect([13, 14].map(plugins)).toEqual([['APIEnablement'], ['Deletion']]);
});

it('no cluster that fits empties the list, and the message counts one reason for each', () => {
  const clusters = [
    cluster('a', { ...noApi, spec: { taints: [taint] } }),
    cluster('b', { spec: { taints: [taint] } }),
    cluster('c', { isLeaving: true }),
  ];
  expect(schedule({ binding: binding({ on: 'd=10' }), clusters }, { minor: 18 })).toMatchObject({
    outcome: 'no fit',
    clusters: [],
    error: {
      kind: 'FitError',
      message:
        '0/3 clusters are available: 1 cluster(s) did not have the API resource, 1 cluster(s) had untolerated taint {k=v:NoSchedule}.',
    },
  });
});

it('where there are no clusters, that is what it says', () => {
  expect(schedule({ binding: binding(), clusters: [] }, { minor: 10 }).error?.message).toBe(
    '0/0 clusters are available: no cluster exists.',
  );
});

it('an apiVersion that is none is read as none since v1.15', () => {
  const odd = binding({ spec: { resource: { apiVersion: '/v1', kind: 'ConfigMap', name: 'x' } } });
  const clusters = [
    cluster('a', {
      status: { apiEnablements: [{ groupVersion: 'v1', resources: [{ kind: 'ConfigMap', name: '' }] }] },
    }),
  ];
  const outcome = (minor: number) => schedule({ binding: odd, clusters }, { minor }).outcome;
  expect([14, 15].map(outcome)).toEqual(['no fit', 'scheduled']);
});

it.each([10, 18])('in v1.%i what is null is as what is not there', (minor) => {
  const bare = binding({ replicas: 3 });
  const nothing = {
    clusters: null,
    components: null,
    gracefulEvictionTasks: null,
    replicaRequirements: null,
    schedulerName: null,
    suspension: null,
    placement: {
      clusterAffinity: null,
      clusterAffinities: null,
      clusterTolerations: null,
      spreadConstraints: null,
      replicaScheduling: null,
    },
  };
  const member = cluster('a', { pods: 9 });
  const empty = { ...member, spec: { ...member.spec, taints: null, zones: null, resourceModels: null } } as never;
  const answer = schedule(
    { binding: { ...bare, spec: { ...bare.spec, ...nothing } } as never, clusters: [empty] },
    { minor },
  );
  expect(answer).toEqual(schedule({ binding: bare, clusters: [member] }, { minor }));
});
