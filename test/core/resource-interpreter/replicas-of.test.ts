import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/core/propagation.ts';
import { replicasOf } from '../../../src/core/resource-interpreter/replicas-of.ts';

const of = (apiVersion: string, kind: string, spec: object = {}): Workload => ({
  apiVersion,
  kind,
  metadata: { name: 'x' },
  spec: spec as Workload['spec'] & object,
});
const pod = (spec: object): Workload => of('v1', 'Pod', spec);
const v18 = { minor: 18 };

describe('a template counts', () => {
  it.each<[string, Workload, ReturnType<typeof replicasOf>, ReturnType<typeof replicasOf>]>([
    ['a Deployment by its replicas', of('apps/v1', 'Deployment', { replicas: 3 }), { replicas: 3 }, { replicas: 3 }],
    ['none where a server has filled in none', of('apps/v1', 'Deployment'), { replicas: 0 }, { replicas: 0 }],
    ['a StatefulSet too', of('apps/v1', 'StatefulSet', { replicas: 2 }), { replicas: 2 }, { replicas: 2 }],
    ['a ReplicaSet since v1.16', of('apps/v1', 'ReplicaSet', { replicas: 2 }), undefined, { replicas: 2 }],
    ['a Pod as one', pod({}), { replicas: 1 }, { replicas: 1 }],
    [
      'a Job by what runs at once',
      of('batch/v1', 'Job', { parallelism: 3, completions: 9 }),
      { replicas: 3 },
      { replicas: 3 },
    ],
    [
      'and no more than is to be done',
      of('batch/v1', 'Job', { parallelism: 3, completions: 2 }),
      { replicas: 2 },
      { replicas: 2 },
    ],
    [
      'a Job without an end',
      of('batch/v1', 'Job', { parallelism: 3, completions: null }),
      { replicas: 3 },
      { replicas: 3 },
    ],
    ['nothing of a DaemonSet', of('apps/v1', 'DaemonSet'), undefined, undefined],
    ['nothing of a ConfigMap', of('v1', 'ConfigMap'), undefined, undefined],
    ['nothing of an old Deployment', of('extensions/v1beta1', 'Deployment', { replicas: 3 }), undefined, undefined],
    ['what a script says of a CloneSet', of('apps.kruise.io/v1alpha1', 'CloneSet'), 'unknown', 'unknown'],
    ['what a script says of a RayService, since v1.17', of('ray.io/v1', 'RayService'), undefined, 'unknown'],
    ['nothing of a Job of several kinds of Pods', of('batch.volcano.sh/v1alpha1', 'Job'), undefined, undefined],
    [
      'nobody knows what, of a count that is none',
      of('apps/v1', 'Deployment', { replicas: '3' }),
      'unknown',
      'unknown',
    ],
    [
      'nobody knows what, of a request that is none',
      pod({ containers: [{ resources: { requests: { cpu: 'much' } } }] }),
      'unknown',
      'unknown',
    ],
  ])('%s', (_, template, old, now) => {
    expect(replicasOf(template, { minor: 10 })).toEqual(old);
    expect(replicasOf(template, v18)).toEqual(now);
  });

  it('a workload of several kinds of Pods by a script, where that is switched on', () => {
    const job = of('batch.volcano.sh/v1alpha1', 'Job');
    expect(replicasOf(job, { minor: 18, multiplePodTemplates: true })).toBe('unknown');
    expect(replicasOf(job, { minor: 15, multiplePodTemplates: true })).toBeUndefined();
  });
});

describe('a replica asks for', () => {
  const requests = (list: object, more: object = {}) => ({ resources: { requests: list, ...more } });
  it.each<[string, object, object | undefined]>([
    ['nothing', { containers: [{ name: 'a' }] }, undefined],
    [
      'the sum of its containers',
      { containers: [requests({ cpu: '100m', memory: '64Mi' }), requests({ cpu: 1.5, memory: '64Mi' })] },
      { resourceRequest: { cpu: '1600m', memory: '128Mi' } },
    ],
    [
      'a limit where no request is',
      { containers: [{ resources: { limits: { cpu: '2', memory: '1Gi' }, requests: { cpu: '1' } } }] },
      { resourceRequest: { cpu: '1', memory: '1Gi' } },
    ],
    [
      'what one init container asks for, when that is more',
      {
        containers: [requests({ cpu: '1' })],
        initContainers: [requests({ cpu: '500m', memory: '1Gi' }), requests({ memory: '2Gi' })],
      },
      { resourceRequest: { cpu: '1', memory: '2Gi' } },
    ],
    [
      'its overhead',
      { containers: [requests({ cpu: '1' })], overhead: { cpu: '250m', memory: '10Mi' } },
      { resourceRequest: { cpu: '1250m', memory: '10Mi' } },
    ],
    [
      'devices and huge pages, not what nobody counts',
      {
        containers: [
          requests({
            'nvidia.com/gpu': '2',
            'hugepages-2Mi': '4Mi',
            'ephemeral-storage': '1Gi',
            pods: '1',
            storage: '5Gi',
            'kubernetes.io/batch-cpu': '1k',
            'a.b/c d': '1',
          }),
        ],
      },
      {
        resourceRequest: {
          'nvidia.com/gpu': '2',
          'hugepages-2Mi': '4Mi',
          'ephemeral-storage': '1Gi',
          pods: '1',
          'kubernetes.io/batch-cpu': '1k',
        },
      },
    ],
    [
      'a number of bytes that is no round one of 1024, as the binding’s webhook writes it',
      { containers: [requests({ memory: '100M' }), requests({ memory: '100M' })] },
      { resourceRequest: { memory: '200M' } },
    ],
    ['no zero', { containers: [requests({ cpu: '0', memory: 0 })] }, undefined],
    [
      'nodes',
      { nodeSelector: { disk: 'ssd' }, tolerations: [{ key: 'a', operator: 'Exists' }] },
      { nodeClaim: { nodeSelector: { disk: 'ssd' }, tolerations: [{ key: 'a', operator: 'Exists' }] } },
    ],
    [
      'nodes, by affinity that must be',
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] },
            preferredDuringSchedulingIgnoredDuringExecution: [],
          },
        },
      },
      { nodeClaim: { hardNodeAffinity: { nodeSelectorTerms: [] } } },
    ],
    ['something, though its node selector is empty', { nodeSelector: {}, tolerations: null }, { nodeClaim: {} }],
    [
      'all as Karmada’s own test of it has it',
      {
        containers: [
          {
            resources: {
              requests: { cpu: '10m', memory: '10', 'test.karmada.io/foo': 10, 'test.karmada.io/bar': 10 },
              limits: { memory: '99999', pods: 10, 'test.karmada.io/bar': 99999, 'test.karmada.io/baz': 10 },
            },
          },
        ],
        initContainers: [
          {
            resources: {
              requests: { cpu: '5m', memory: '10', 'test.karmada.io/foo': 5, 'test.karmada.io/bar': 10 },
              limits: { memory: '99999', pods: 20, 'test.karmada.io/bar': 99999, 'test.karmada.io/baz': 20 },
            },
          },
        ],
        overhead: {
          cpu: '5m',
          memory: 5,
          'ephemeral-storage': 5,
          pods: 5,
          'test.karmada.io/foo': 5,
          'test.karmada.io/bar': 5,
          'test.karmada.io/baz': 5,
        },
      },
      {
        resourceRequest: {
          cpu: '15m',
          memory: '15',
          'ephemeral-storage': '5',
          pods: '25',
          'test.karmada.io/foo': '15',
          'test.karmada.io/bar': '15',
          'test.karmada.io/baz': '25',
        },
      },
    ],
  ])('%s', (_, spec, requirements) => {
    const expected = requirements === undefined ? {} : { requirements };
    expect(replicasOf(pod(spec), v18)).toEqual({ replicas: 1, ...expected });
    const deployment = of('apps/v1', 'Deployment', { replicas: 4, template: { spec } });
    expect(replicasOf(deployment, { minor: 10 })).toEqual({ replicas: 4, ...expected });
  });
});
