import { describe, expect, it } from 'vitest';
import type { ResourceBindingSpec } from '../../../src/core/karmada-types/work.ts';
import type { Workload } from '../../../src/core/propagation.ts';
import { at, binding, countsOf, run, template } from '../../support/works.ts';

describe('each cluster gets', () => {
  const duplicated = { replicaScheduling: { replicaSchedulingType: 'Duplicated' } } as const;
  const requests = { replicaRequirements: { resourceRequest: { cpu: '1' } } };
  const nothing = { ...requests, replicas: undefined, clusters: at(0, undefined) } as never;
  it.each<[string, Workload, Partial<ResourceBindingSpec>, number, readonly unknown[]]>([
    ['its share', template(), {}, 10, [2, 3]],
    ['all, where it is duplicated, in v1.13', template(), { placement: duplicated }, 13, [5, 5]],
    [
      'what the scheduler says, though it is duplicated, since v1.14',
      template(),
      { placement: duplicated },
      14,
      [2, 3],
    ],
    ['none, of what asks for something, since v1.17', template(), nothing, 17, [0, 0]],
    ['all the same before', template(), nothing, 16, [5, 5]],
    ['nothing that the template does not say', template({ spec: {} }), {}, 18, [undefined, undefined]],
    ['its share of a ReplicaSet since v1.16', template({ kind: 'ReplicaSet' }), {}, 16, [2, 3]],
    ['all of a ReplicaSet before', template({ kind: 'ReplicaSet' }), {}, 15, [5, 5]],
    ['all of what nobody divides', template({ kind: 'Fleet' }), {}, 18, [5, 5]],
  ])('%s', (_, of, spec, minor, counts) => {
    expect(countsOf(run(of, binding(spec), minor))).toEqual(counts);
  });

  it('nobody knows what, where a script of Karmada’s divides', () => {
    const works = run(template({ apiVersion: 'apps.kruise.io/v1alpha1', kind: 'CloneSet' }), binding());
    expect(works.map(({ unknown }) => unknown)).toEqual(['replicas', 'replicas']);
    expect(countsOf(works)).toEqual([5, 5]);
  });

  it('what depends on it, where that goes', () => {
    const requiredBy = [
      {
        name: 'x',
        clusters: [
          { name: 'm2', replicas: 9 },
          { name: 'm3', replicas: 1 },
        ],
      },
    ];
    const works = run(template(), binding({ requiredBy }));
    expect(works.map(({ cluster }) => cluster)).toEqual(['m1', 'm2', 'm3']);
    expect(countsOf(works)).toEqual([2, 3, 1]);
  });
});

describe('a Job', () => {
  const job = (spec: object): Workload => template({ apiVersion: 'batch/v1', kind: 'Job', spec });
  it.each<[string, object, Partial<ResourceBindingSpec>, number, readonly unknown[], readonly unknown[]]>([
    [
      'is done by what runs at once',
      { parallelism: 4, completions: 8 },
      { replicas: 4, clusters: at(1, 3) },
      18,
      [1, 3],
      [2, 6],
    ],
    [
      'is done by the place in the list before v1.16',
      { parallelism: 4, completions: 8 },
      { replicas: 4, clusters: at(1, 3) },
      15,
      [1, 3],
      [6, 2],
    ],
    [
      'gives the rest to the first before v1.16',
      { parallelism: 3, completions: 5 },
      { replicas: 3, clusters: at(1, 1, 1) },
      10,
      [1, 1, 1],
      [2, 2, 1],
    ],
    [
      'is done as often as it says where it is not divided',
      { parallelism: 4, completions: 8 },
      { placement: {}, clusters: at(4, 4) },
      18,
      [4, 4],
      [8, 8],
    ],
    [
      'has no end where it says none',
      { parallelism: 4 },
      { replicas: 4, clusters: at(1, 3) },
      18,
      [1, 3],
      [undefined, undefined],
    ],
    [
      'is done as often as it says where nothing runs',
      { parallelism: 4, completions: 8 },
      { clusters: at(0, 0) },
      18,
      [0, 0],
      [8, 8],
    ],
  ])('%s', (_, spec, held, minor, parallelism, completions) => {
    const works = run(job(spec), binding(held), minor);
    expect(countsOf(works, 'parallelism')).toEqual(parallelism);
    expect(countsOf(works, 'completions')).toEqual(completions);
  });

  it('with a count that is none stops all', () => {
    const works = run(job({ completions: 'x' }), binding());
    expect(works.map(({ error }) => error?.path)).toEqual(['/spec/completions', '/spec/completions']);
  });
});
