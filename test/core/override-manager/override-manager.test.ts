import { describe, expect, it } from 'vitest';
import { overriddenManifest } from '../../../src/core/override-manager/override-manager.ts';
import { cluster, manifest, policy } from '../../support/overrides.ts';

const v18 = { minor: 18 };
const label = (value: string, key = 'by') =>
  ({ labelsOverrider: [{ operator: 'add', value: { [key]: value } }] }) as const;
const run = (policies: readonly ReturnType<typeof policy>[], of = manifest(), minor = 18) =>
  overriddenManifest(of, cluster, policies, { ...v18, minor });
const byName = { resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }] };
const byLabel = {
  resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', labelSelector: { matchLabels: { app: 'web' } } }],
};
const byKind = { resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment' }] };
const for_ = (targetCluster: object) => ({ overrideRules: [{ targetCluster, overriders: label('x') }] });

describe('of several override policies the last one counts:', () => {
  it.each<[string, readonly ReturnType<typeof policy>[], readonly string[], readonly string[]]>([
    [
      'the last by name',
      [policy(label('x'), {}, 'default', 'b'), policy(label('x'), {}, 'default', 'a')],
      [],
      ['a', 'b'],
    ],
    [
      'what names the object after what selects labels, and that after the rest',
      [
        policy(label('x'), byName, 'default', 'a'),
        policy(label('x'), byLabel, 'default', 'b'),
        policy(label('x'), byKind, 'default', 'd'),
        policy(label('x'), {}, 'default', 'c'),
      ],
      [],
      ['c', 'd', 'b', 'a'],
    ],
    [
      'the namespace’s after the cluster’s',
      [policy(label('x'), {}, 'default', 'a'), policy(label('x'), byName, null, 'z')],
      ['z'],
      ['a'],
    ],
    ['none of another namespace', [policy(label('x'), {}, 'other', 'a')], [], []],
    [
      'none for another object',
      [policy(label('x'), { resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' }] })],
      [],
      [],
    ],
    [
      'none for another cluster',
      [policy({}, for_({ clusterNames: ['m2'] })), policy({}, for_({ exclude: ['m1'] }))],
      [],
      [],
    ],
    [
      'one for the cluster’s labels',
      [policy({}, for_({ labelSelector: { matchLabels: { env: 'test' } } }))],
      [],
      ['o'],
    ],
    [
      'each rule for itself',
      [
        policy(
          {},
          {
            overrideRules: [
              { overriders: label('x') },
              { targetCluster: { clusterNames: ['m2'] }, overriders: label('y') },
              { overriders: label('z') },
            ],
          },
        ),
      ],
      [],
      ['o', 'o'],
    ],
    [
      'the old way to write a rule',
      [policy({}, { overrideRules: undefined, overriders: label('x'), targetCluster: { clusterNames: ['m1'] } })],
      [],
      ['o'],
    ],
  ])('%s', (_, policies, clusterWide, namespaced) => {
    expect(run(policies).applied).toEqual({ cluster: clusterWide, namespace: namespaced });
    expect(run(policies.toReversed()).applied).toEqual({ cluster: clusterWide, namespace: namespaced });
  });

  it('and what is given stays as it is', () => {
    const of = manifest();
    expect(
      run([policy(label('x'), {}, 'default', 'b'), policy(label('y'), {}, 'default', 'a')], of).manifest.metadata
        .labels,
    ).toEqual({ app: 'web', by: 'x' });
    expect(of).toEqual(manifest());
  });
});

it('a cluster is in a zone by one of its zones since v1.18, before by all of them', () => {
  const zone = policy(
    {},
    for_({ fieldSelector: { matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] } }),
  );
  expect(run([zone]).applied.namespace).toEqual(['o']);
  expect(run([zone], manifest(), 17).applied.namespace).toEqual([]);
});

it('policies of the namespace see what the cluster’s have made of it', () => {
  const first = policy(label('other', 'app'), {}, null, 'c');
  expect(run([first, policy(label('x'), byLabel)]).applied).toEqual({ cluster: ['c'], namespace: [] });
  const moved = policy(
    { plaintext: [{ path: '/metadata/namespace', operator: 'replace', value: 'other' }] },
    {},
    null,
    'c',
  );
  expect(run([moved, policy(label('x'), {}, 'other', 'o')]).applied).toEqual({ cluster: ['c'], namespace: ['o'] });
});

it('what has no namespace has no policies of one', () => {
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'r' } };
  expect(run([policy(label('x')), policy(label('y'), {}, null, 'c')], role).applied).toEqual({
    cluster: ['c'],
    namespace: [],
  });
});

it('an error stops all that would follow, and says where it is', () => {
  const broken = { plaintext: [{ path: '/x/y', operator: 'add', value: 1 }] } as const;
  const result = run([
    policy(label('x'), { overrideRules: [{ overriders: label('x') }, { overriders: broken }] }, null, 'c'),
    policy(label('y')),
  ]);
  expect(result.applied).toEqual({ cluster: ['c'], namespace: [] });
  expect(result.manifest.metadata.labels).toEqual({ app: 'web', by: 'x' });
  expect(result.error).toEqual({
    policy: { kind: 'ClusterOverridePolicy', name: 'c' },
    rule: 1,
    overrider: 'plaintext',
    path: '/x/y',
    message: 'add operation does not apply: doc is missing path: "/x/y": missing value',
  });
});

it('YAML within a field is not overridden without a parser', () => {
  const of = manifest([], { data: { a: 'b: 1' } });
  const overriders = {
    fieldOverrider: [{ fieldPath: '/data/a', yaml: [{ operator: 'remove', subPath: '/b' }] }],
  } as const;
  expect(run([policy(overriders)], of).error?.message).toMatch(/no parser/);
});
