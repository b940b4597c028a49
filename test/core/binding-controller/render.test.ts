import { describe, expect, it } from 'vitest';
import { renderFor, renderWorks } from '../../../src/core/binding-controller/render.ts';
import type { ResourceBindingSpec } from '../../../src/core/karmada-types/work.ts';
import { policy } from '../../support/overrides.ts';
import { at, binding, clusters, countsOf, run, template } from '../../support/works.ts';

describe('an error', () => {
  const broken = policy(
    {},
    {
      overrideRules: [
        {
          targetCluster: { clusterNames: ['m2'] },
          overriders: { plaintext: [{ path: '/x/y', operator: 'add', value: 1 }] },
        },
      ],
    },
  );
  const three = binding({ clusters: at(1, 2, 2) });

  it('in one cluster does not touch the others since v1.13', () => {
    const works = run(template(), three, 13, [broken]);
    expect(works.map(({ cluster, error }) => [cluster, error?.path])).toEqual([
      ['m1', undefined],
      ['m2', '/x/y'],
      ['m3', undefined],
    ]);
  });

  it('in one cluster ends it before', () => {
    const works = run(template(), three, 12, [broken]);
    expect(works.map(({ cluster, error }) => [cluster, error?.path])).toEqual([
      ['m1', undefined],
      ['m2', '/x/y'],
    ]);
    expect(
      renderFor({ template: template(), binding: three, clusters, policies: [broken] }, 'm3', { minor: 12 }),
    ).toBeUndefined();
  });

  it('is a cluster that is not there, and a count that is none', () => {
    const [gone] = renderWorks({ template: template(), binding: binding(), clusters: [], policies: [] }, { minor: 18 });
    expect(gone?.error?.message).toBe('clusters.cluster.karmada.io "m1" not found');
    const [odd] = run(template({ spec: { replicas: 'x' } }), binding());
    expect(odd?.error?.path).toBe('/spec/replicas');
  });
});

it('overrides come after the share, and have the last word', () => {
  const works = run(template(), binding(), 18, [
    policy({ plaintext: [{ path: '/spec/replicas', operator: 'replace', value: 9 }] }),
  ]);
  expect(countsOf(works)).toEqual([9, 9]);
  expect(works[0]?.applied).toEqual({ cluster: [], namespace: ['o'] });
});

it('what is suspended is written and not sent, and what is preserved outlives its Work', () => {
  const suspension = { dispatchingOnClusters: { clusterNames: ['m2'] } };
  const flags = (spec: Partial<ResourceBindingSpec>, minor = 18) =>
    run(template(), binding({ ...spec, preserveResourcesOnDeletion: true }), minor).map(({ work }) => [
      work.suspendDispatching,
      work.preserveResourcesOnDeletion,
    ]);
  expect(flags({ suspension })).toEqual([
    [false, true],
    [true, true],
  ]);
  expect(flags({ suspension: { dispatching: true } })).toEqual([
    [true, true],
    [true, true],
  ]);
  expect(flags({ suspension: { dispatching: true } }, 10)).toEqual([
    [false, false],
    [false, false],
  ]);
});

it('of a ServiceAccount’s generated Secrets more are left before v1.13, when they were looked for once', () => {
  const secrets = ['a', 'b', 'c', 'd'].map((id) => ({ name: `nginx-token-${id}` }));
  const account = template({ apiVersion: 'v1', kind: 'ServiceAccount', spec: undefined, secrets });
  const leftOf = (minor: number) => run(account, binding(), minor).map(({ manifest: { ...all } }) => all);
  expect(leftOf(12)[0]).toMatchObject({ secrets: [secrets[1], secrets[3]] });
  expect(leftOf(13)[0]).toMatchObject({ secrets: [secrets[3]] });
});

describe('a Job that cannot be pruned makes no Work', () => {
  const job = { apiVersion: 'batch/v1', kind: 'Job' };
  it.each<[string, object, string | undefined]>([
    [
      'since a field is of another kind',
      { template: { spec: { nodeSelector: [] } } },
      '/spec/template/spec/nodeSelector',
    ],
    ['since its labels are null', { template: { metadata: { labels: null } } }, '/spec/template/metadata/labels'],
    ['since a label is null', { selector: { matchLabels: { a: null } } }, '/spec/selector/matchLabels'],
    [
      'but with a selector of its own null is nothing',
      { manualSelector: true, selector: { matchLabels: null } },
      undefined,
    ],
  ])('%s', (_, spec, path) => {
    const works = run(template({ ...job, spec }), binding({ clusters: at(1, 2) }));
    expect(works.map(({ error }) => error?.path)).toEqual([path, path]);
  });

  it('and another kind is not asked', () => {
    const [work] = run(template({ spec: { template: { spec: { nodeSelector: [] } } } }), binding());
    expect(work?.error).toBeUndefined();
  });
});
