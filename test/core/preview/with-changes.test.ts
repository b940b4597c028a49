import { expect, it } from 'vitest';
import type { AnyPolicy } from '../../../src/core/preview/with-changes.ts';
import {
  isAnyPolicy,
  isPropagationPolicy,
  isSameObject,
  policiesIn,
  withPolicies,
} from '../../../src/core/preview/with-changes.ts';
import { cpp, pp } from '../../support/policies.ts';
import { fleetOf } from '../../support/previewed.ts';

const override = (kind: string, name: string, namespace?: string): AnyPolicy =>
  ({
    apiVersion: 'policy.karmada.io/v1alpha1',
    kind,
    metadata: { name, ...(namespace ? { namespace } : {}) },
    spec: { overrideRules: [] },
  }) as unknown as AnyPolicy;
const [a, b, elsewhere] = [pp('a'), pp('b'), pp('a', {}, 'elsewhere')] as unknown as readonly [
  AnyPolicy,
  AnyPolicy,
  AnyPolicy,
];
const wide = cpp('a') as unknown as AnyPolicy;
const held = fleetOf({
  propagationPolicies: [a, b, elsewhere] as never,
  clusterPropagationPolicies: [wide] as never,
  overridePolicies: [override('OverridePolicy', 'a', 'default')] as never,
});
const names = (fleet: typeof held) =>
  policiesIn(fleet).map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`);

it('a policy replaces the one of its kind, namespace and name, and no other', () => {
  const changed = pp('a', { priority: 5 }) as unknown as AnyPolicy;
  const after = withPolicies(held, [changed]);
  expect(after.propagationPolicies).toEqual([b, elsewhere, changed]);
  expect(after.clusterPropagationPolicies).toEqual([wide]);
  expect(names(after).toSorted()).toEqual(names(held).toSorted());
});

it('new ones come beside those that are there, each kind for itself', () => {
  const fresh = [
    override('ClusterOverridePolicy', 'o'),
    override('OverridePolicy', 'o', 'default'),
    cpp('new') as never,
  ];
  expect(names(withPolicies(held, fresh))).toEqual([
    'PropagationPolicy default/a',
    'PropagationPolicy default/b',
    'PropagationPolicy elsewhere/a',
    'ClusterPropagationPolicy /a',
    'ClusterPropagationPolicy /new',
    'OverridePolicy default/a',
    'OverridePolicy default/o',
    'ClusterOverridePolicy /o',
  ]);
});

it('without any the fleet is as it was', () => {
  expect(withPolicies(held, [])).toEqual(held);
});

it.each([
  ['PropagationPolicy', true, true],
  ['ClusterPropagationPolicy', true, true],
  ['OverridePolicy', true, false],
  ['ClusterOverridePolicy', true, false],
  ['FederatedResourceQuota', false, false],
  ['XPropagationPolicy', false, false],
])('%s configures Karmada: %s, sends things on their way: %s', (kind, isAny, isPropagation) => {
  const object = { apiVersion: 'policy.karmada.io/v1alpha1', kind, metadata: { name: 'x' } };
  expect([isAnyPolicy(object), isPropagationPolicy(object)]).toEqual([isAny, isPropagation]);
  expect(isAnyPolicy({ ...object, apiVersion: 'policy.example.com/v1alpha1' })).toBe(false);
});

it('an object is the same by kind, namespace and name', () => {
  const object = { kind: 'A', metadata: { name: 'x', namespace: 'n' } };
  expect(isSameObject(object, { ...object, metadata: { ...object.metadata, uid: 'u' } })).toBe(true);
  for (const other of [
    { ...object, kind: 'B' },
    { kind: 'A', metadata: { name: 'x' } },
    { kind: 'A', metadata: { name: 'y', namespace: 'n' } },
  ])
    expect(isSameObject(object, other)).toBe(false);
});
