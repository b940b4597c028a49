import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/core/propagation.ts';
import { withTemplateDefaults } from '../../../src/core/resource-interpreter/template-defaults.ts';

const of = (apiVersion: string, kind: string, spec: object = {}): Workload => ({
  apiVersion,
  kind,
  metadata: { name: 'x' },
  spec: spec as Workload['spec'] & object,
});
const pod = (spec: object): Workload => of('v1', 'Pod', spec);

it.each<[string, Workload, object]>([
  ['a Deployment runs one', of('apps/v1', 'Deployment'), { replicas: 1 }],
  ['a Deployment runs what it says', of('apps/v1', 'Deployment', { replicas: 0 }), { replicas: 0 }],
  ['null says nothing', of('apps/v1', 'ReplicaSet', { replicas: null }), { replicas: 1 }],
  ['a Job is done once', of('batch/v1', 'Job'), { parallelism: 1, completions: 1 }],
  ['a Job that says how often', of('batch/v1', 'Job', { completions: 5 }), { parallelism: 1, completions: 5 }],
  ['a Job that says how many at once has no end', of('batch/v1', 'Job', { parallelism: 5 }), { parallelism: 5 }],
  ['a ConfigMap gets nothing', of('v1', 'ConfigMap'), {}],
])('as it is applied, %s', (_, template, spec) => {
  expect(withTemplateDefaults(template).spec).toEqual(spec);
});

describe('as it is applied, a Job', () => {
  const jobOf = (labels: Readonly<Record<string, string>> | undefined): Workload => ({
    ...of('batch/v1', 'Job', { template: { metadata: { labels: { app: 'x' } } } }),
    metadata: { name: 'x', ...(labels ? { labels } : {}) },
  });

  it.each([[undefined], [{}]])('with the labels %o has those of its Pods', (labels) => {
    expect(withTemplateDefaults(jobOf(labels)).metadata.labels).toEqual({ app: 'x' });
  });

  it('with one of its own has no other', () => {
    expect(withTemplateDefaults(jobOf({ a: 'b' })).metadata.labels).toEqual({ a: 'b' });
  });

  it('without any is left alone, and so is another kind', () => {
    const bare = of('batch/v1', 'Job');
    expect(withTemplateDefaults(bare).metadata).toEqual(bare.metadata);
    const deployment = { ...jobOf(undefined), apiVersion: 'apps/v1', kind: 'Deployment' };
    expect(withTemplateDefaults(deployment).metadata).toEqual({ name: 'x' });
  });
});

describe('as it is applied, a Pod', () => {
  const stays = (key: string) => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 });
  const [notReady, unreachable] = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].map(stays);
  const gpu = { key: 'gpu', operator: 'Exists' };

  it.each([
    ['tolerates for a while that its node fails', undefined, [notReady, unreachable]],
    ['tolerates that beside what it says', [gpu], [gpu, notReady, unreachable]],
    [
      'says itself how long',
      [{ ...notReady, tolerationSeconds: 5 }],
      [{ ...notReady, tolerationSeconds: 5 }, unreachable],
    ],
    ['tolerates everything already', [{ operator: 'Exists' }], [{ operator: 'Exists' }]],
    [
      'tolerates only that nothing new comes',
      [{ operator: 'Exists', effect: 'NoSchedule' }],
      [{ operator: 'Exists', effect: 'NoSchedule' }, notReady, unreachable],
    ],
  ])('%s', (_, tolerations, held) => {
    expect(withTemplateDefaults(pod(tolerations ? { tolerations } : {})).spec).toEqual({ tolerations: held });
    const template = { spec: { tolerations } };
    const deployment = of('apps/v1', 'Deployment', { replicas: 1, template });
    expect(withTemplateDefaults(deployment).spec).toEqual({ replicas: 1, template });
  });
});
