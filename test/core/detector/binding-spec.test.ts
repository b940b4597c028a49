import { describe, expect, it } from 'vitest';
import type { BindingFacts } from '../../../src/core/detector/binding-spec.ts';
import type { PropagationSpec } from '../../../src/core/karmada-types/policy.ts';
import type { ResourceBinding } from '../../../src/core/karmada-types/work.ts';
import type { Workload } from '../../../src/core/propagation.ts';
import { held, make, policyOf, template } from '../../support/bindings.ts';

describe('suspension is', () => {
  const dispatching = { dispatching: true };
  it.each<[string, number, PropagationSpec['suspension'], ResourceBinding['spec']['suspension'], object | undefined]>([
    ['not there before v1.11', 10, dispatching, undefined, undefined],
    ['what the policy says', 11, dispatching, { dispatchingOnClusters: {} }, dispatching],
    ['gone with the policy’s', 12, undefined, dispatching, undefined],
    ['the policy’s part', 18, dispatching, { dispatchingOnClusters: {} }, dispatching],
    [
      'beside what somebody else says of scheduling',
      18,
      dispatching,
      { scheduling: true },
      { dispatching: true, scheduling: true },
    ],
    [
      'what somebody else says of scheduling alone',
      13,
      undefined,
      { dispatching: true, scheduling: false },
      { scheduling: false },
    ],
    ['gone when nobody says anything', 18, undefined, dispatching, undefined],
  ])('%s', (_, minor, said, before, after) => {
    const spec = said ? { suspension: said } : {};
    expect(make(policyOf(spec), held(before ? { suspension: before } : {}), minor).spec.suspension).toEqual(after);
  });
});

describe('by release:', () => {
  it.each<[string, number, Partial<PropagationSpec>, BindingFacts, object]>([
    [
      'preserving is unknown to v1.11',
      11,
      { preserveResourcesOnDeletion: true },
      {},
      { preserveResourcesOnDeletion: undefined },
    ],
    [
      'preserving is known to v1.12',
      12,
      { preserveResourcesOnDeletion: true },
      {},
      { preserveResourcesOnDeletion: true },
    ],
    [
      'priority is what the class says',
      18,
      { schedulePriority: { priorityClassName: 'a', priorityClassSource: 'KubePriorityClass' } },
      { schedulePriority: 5 },
      { schedulePriority: { priority: 5 } },
    ],
    [
      'priority needs its gate',
      18,
      { schedulePriority: { priorityClassName: 'a', priorityClassSource: 'KubePriorityClass' } },
      {},
      { schedulePriority: undefined },
    ],
    [
      'priority is unknown to v1.12',
      12,
      { schedulePriority: { priorityClassName: 'a', priorityClassSource: 'KubePriorityClass' } },
      { schedulePriority: 5 },
      { schedulePriority: undefined },
    ],
    [
      'components stand for replicas',
      18,
      {},
      { components: [{ name: 'a', replicas: 1 }] },
      { components: [{ name: 'a', replicas: 1 }], replicas: undefined },
    ],
    [
      'components are unknown to v1.14',
      14,
      {},
      { components: [{ name: 'a', replicas: 1 }] },
      { components: undefined, replicas: 3 },
    ],
    [
      'what the interpreter says comes first',
      18,
      {},
      { replicas: { replicas: 9, requirements: { resourceRequest: { cpu: '1' } } } },
      { replicas: 9, replicaRequirements: { resourceRequest: { cpu: '1' } } },
    ],
  ])('%s', (_, minor, spec, facts, expected) => {
    const made = make(policyOf(spec), undefined, minor, facts).spec;
    expect({ ...made, ...expected }).toEqual(made);
  });

  it('of what only Karmada can count the former count stays', () => {
    const clone: Workload = { ...template(), apiVersion: 'apps.kruise.io/v1alpha1', kind: 'CloneSet' };
    expect(
      make(policyOf(), held({ replicas: 5, replicaRequirements: { resourceRequest: { cpu: '1' } } }), 18, {}, clone)
        .spec,
    ).toMatchObject({ replicas: 5, replicaRequirements: { resourceRequest: { cpu: '1' } } });
    expect(make(policyOf(), undefined, 18, {}, clone).spec.replicas).toBeUndefined();
  });
});
