import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../../src/core/karmada-types/cluster.ts';
import type { ResourceBindingSpec } from '../../../src/core/karmada-types/work.ts';
import type { SchedulingRules } from '../../../src/core/scheduling/answer.ts';
import { schedule } from '../../../src/core/scheduling/scheduler.ts';
import { binding, type ClusterWords, cluster } from '../../support/scheduled.ts';

const estimate = (words: ClusterWords, asked: Partial<ResourceBindingSpec>, rules: SchedulingRules) => {
  const { attempts } = schedule({ binding: binding({ spec: asked }), clusters: [cluster('a', words)] }, rules);
  const [{ available, limitedBy } = { available: undefined }] = attempts[0]?.estimates ?? [];
  return [available, limitedBy];
};

const requests = (resourceRequest: Readonly<Record<string, string>>): Partial<ResourceBindingSpec> => ({
  replicaRequirements: { resourceRequest },
});

describe.each([10, 18])('in v1.%i there is room', (minor) => {
  it.each<[string, ClusterWords, Partial<ResourceBindingSpec>, readonly [number, string | undefined]]>([
    ['for the pods that are left', { pods: 7 }, {}, [7, 'pods']],
    [
      'for the pods that neither run nor wait',
      {
        status: { resourceSummary: { allocatable: { pods: '10' }, allocated: { pods: '3' }, allocating: { pods: 2 } } },
      },
      {},
      [5, 'pods'],
    ],
    [
      'for nothing where more wait than fit',
      { status: { resourceSummary: { allocatable: { pods: '10' }, allocating: { pods: '30' } } } },
      {},
      [0, 'pods'],
    ],
    [
      'for nothing where nothing is known',
      { status: { resourceSummary: undefined } as never },
      {},
      [0, 'no resource summary'],
    ],
    [
      'for what is left of a resource',
      { room: { cpu: '2', memory: '1Gi' } },
      requests({ cpu: '300m', memory: '1Mi' }),
      [6, 'cpu'],
    ],
    [
      'for what the scarcest leaves',
      { room: { cpu: '20', memory: '1Gi' } },
      requests({ cpu: '1', memory: '512Mi' }),
      [2, 'memory'],
    ],
    [
      'for what is left when it is taken away',
      {
        status: {
          resourceSummary: {
            allocatable: { pods: 99, cpu: '4' },
            allocated: { cpu: '1500m' },
            allocating: { cpu: '1' },
          },
        },
      },
      requests({ cpu: '500m' }),
      [3, 'cpu'],
    ],
    [
      'for none where the resource is not there',
      { room: { cpu: '2' } },
      requests({ 'nvidia.com/gpu': '1' }),
      [0, 'nvidia.com/gpu'],
    ],
    ['for all pods where nothing is asked for', { pods: 7, room: {} }, requests({ cpu: '0' }), [7, 'pods']],
    [
      'for one less than it looks, since a part is rounded up',
      { room: { memory: '10' } },
      requests({ memory: '1.5' }),
      [5, 'memory'],
    ],
    ['for a number that wraps', { pods: 3_000_000_000 }, {}, [3_000_000_000 - 2 ** 32, 'pods']],
    ['for all replicas where the number wraps to -1', { pods: 2 ** 32 - 1 }, {}, [10, undefined]],
  ])('%s', (_, words, asked, found) => {
    expect(estimate(words, asked, { minor })).toEqual(found);
  });

  it('is not counted where there are no replicas', () => {
    expect(estimate({}, { replicas: 0 }, { minor })).toEqual([undefined, undefined]);
  });

  it('a request whose thousandths do not fit in an int64 ends the scheduler', () => {
    const clusters = [cluster('a', { room: { cpu: '9E' } })];
    expect(schedule({ binding: binding({ spec: requests({ cpu: '8E' }) }), clusters }, { minor }).error).toEqual({
      kind: 'Panic',
      message: 'runtime error: integer divide by zero',
    });
  });

  it('or, where another resource has run out, by chance: it is none or ends the scheduler', () => {
    const clusters = [cluster('a', { room: { cpu: '9E', memory: '0' } })];
    const orders = [
      { cpu: '8E', memory: '1' },
      { memory: '1', cpu: '8E' },
    ];
    const answers = orders.map((asked) =>
      schedule({ binding: binding({ spec: requests(asked) }), clusters }, { minor }),
    );
    const none = { cluster: 'a', available: 0, limitedBy: 'memory', or: 'a crash' };
    for (const answer of answers) expect(answer).toMatchObject({ doubtful: ['a'], attempts: [{ estimates: [none] }] });
  });
});

const models = (grades: readonly string[], counts: readonly number[], room: Readonly<Record<string, string>> = {}) => ({
  spec: {
    resourceModels: grades.map((cpu, grade) => ({ grade, ranges: [{ name: 'cpu', min: cpu, max: '999' }] })),
  } satisfies Partial<Cluster['spec']>,
  status: {
    resourceSummary: {
      allocatable: { pods: '1000', ...room },
      allocatableModelings: counts.map((count, grade) => ({ grade, count })),
    },
  },
});

describe('of a cluster with resource models', () => {
  it.each<[string, ClusterWords, Partial<ResourceBindingSpec>, [number, string], [number, string]]>([
    [
      'the nodes that are large enough count',
      models(['0', '2', '4'], [5, 3, 2]),
      requests({ cpu: '1500m' }),
      [3 * 1 + 2 * 2, 'model cpu'],
      [3 * 1 + 2 * 2, 'model cpu'],
    ],
    [
      'a node has at least one by its grade, and 110 at most one by one',
      models(['0', '200'], [2, 3]),
      requests({ cpu: '1' }),
      [3 * 200, 'model cpu'],
      [3 * 110, 'model pods'],
    ],
    [
      'the largest grade may be too small',
      models(['0', '2'], [1, 1]),
      requests({ cpu: '3' }),
      [0, 'model cpu'],
      [0, 'model cpu'],
    ],
    [
      'what no model has is looked up in the summary, or is not there',
      models(['0', '2'], [1, 1], { 'nvidia.com/gpu': '4' }),
      requests({ 'nvidia.com/gpu': '1' }),
      [4, 'nvidia.com/gpu'],
      [0, 'model nvidia.com/gpu'],
    ],
    [
      'what is no scalar resource is looked up, or is not asked for',
      models(['0', '2'], [0, 4], { storage: '4' }),
      requests({ storage: '1' }),
      [4, 'storage'],
      [440, 'model pods'],
    ],
    [
      'requests of nothing make the old count wrap',
      models(['0', '2'], [2, 0]),
      requests({}),
      [-2, 'model nodes'],
      [220, 'model pods'],
    ],
  ])('%s', (_, words, asked, old, now) => {
    expect([17, 18].map((minor) => estimate(words, asked, { minor }))).toEqual([old, now]);
  });

  it('what no model has, beside what is more than thousandths can say, was none or ended the scheduler', () => {
    const clusters = [cluster('a', models(['1'], [0], { cpu: '2', memory: '1Gi' }))];
    const asked = binding({ spec: requests({ cpu: '1E', memory: '1.5Gi' }) });
    const none = { cluster: 'a', available: 0, limitedBy: 'resource models', or: 'a crash' };
    expect(schedule({ binding: asked, clusters }, { minor: 10 })).toMatchObject({
      doubtful: ['a'],
      attempts: [{ estimates: [none] }],
    });
  });

  it('what no model has, beside what no model has enough of, was looked up or said to be none', () => {
    const clusters = [cluster('a', models(['0', '2'], [1, 1], { cpu: '30', memory: '9' }))];
    const asked = binding({ spec: requests({ cpu: '3', memory: '1' }) });
    expect(schedule({ binding: asked, clusters }, { minor: 17 })).toMatchObject({
      doubtful: ['a'],
      attempts: [{ estimates: [{ cluster: 'a', available: 9, limitedBy: 'memory', or: 0 }] }],
    });
    expect(schedule({ binding: asked, clusters }, { minor: 18 }).doubtful).toBeUndefined();
  });

  it('the summary counts where the gate is off', () => {
    const words = models(['0', '2', '4'], [5, 3, 2], { cpu: '30' });
    const counts = [10, 18].map((minor) => estimate(words, requests({ cpu: '1' }), { minor, resourceModels: false }));
    expect(counts).toEqual([
      [30, 'cpu'],
      [30, 'cpu'],
    ]);
  });

  it('a model that has no count ended old schedulers', () => {
    const clusters = [cluster('a', models(['0', '2', '4'], [1, 1]))];
    const error = (minor: number) =>
      schedule({ binding: binding({ spec: requests({ cpu: '1' }) }), clusters }, { minor }).error;
    expect([17, 18].map(error)).toEqual([
      { kind: 'Panic', message: 'runtime error: index out of range [2] with length 2' },
      undefined,
    ]);
  });
});

it('a text that is no quantity is named', () => {
  expect(() => estimate({ room: { cpu: 'much' } }, requests({ cpu: '1' }), { minor: 18 })).toThrow(
    'Cluster a: status.resourceSummary.allocatable.cpu: "much" is not a quantity.',
  );
});
