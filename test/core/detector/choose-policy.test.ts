import { describe, expect, it } from 'vitest';
import { choosePolicy } from '../../../src/core/detector/choose-policy.ts';
import type { Policy } from '../../../src/core/detector/policy.ts';
import type { PolicyChoice, PolicyChoiceOptions } from '../../../src/core/detector/policy-choice.ts';
import type { KubeObject } from '../../../src/core/object.ts';
import { cpp, deployment, heldBy, named, pp } from '../../support/policies.ts';

const v18 = { minor: 18 };
const choose = (
  policies: readonly Policy[],
  template: KubeObject = deployment(),
  options: Partial<PolicyChoiceOptions> = {},
): PolicyChoice<Policy> => choosePolicy(template, policies, { ...v18, ...options });
const nameOf = ({ policy }: PolicyChoice<Policy>): string | undefined => policy?.metadata.name;

const byLabels = {
  resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', labelSelector: { matchLabels: { app: 'web' } } }],
};
const byKind = { resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment' }] };

describe('a template that nobody holds goes to', () => {
  it.each<[string, readonly Policy[], string | undefined]>([
    ['nobody where there is no policy', [], undefined],
    ['the only one', [pp('a')], 'a'],
    ['the higher priority', [pp('a', { priority: 1 }), pp('b', { priority: 2 })], 'b'],
    ['no priority rather than one below zero', [pp('a', { priority: -1 }), pp('b')], 'b'],
    ['a priority rather than a name', [pp('a', { ...byKind, priority: 1 }), pp('b')], 'a'],
    ['a name rather than labels', [pp('a', byLabels), pp('b')], 'b'],
    ['labels rather than a kind', [pp('a', byKind), pp('b', byLabels)], 'b'],
    [
      'the best of several selectors',
      [pp('a', byLabels), pp('b', { resourceSelectors: [...byKind.resourceSelectors, named('nginx')] })],
      'b',
    ],
    [
      'an empty label selector rather than none',
      [
        pp('a', byKind),
        pp('b', { resourceSelectors: [{ ...byKind.resourceSelectors[0], labelSelector: {} }] as never }),
      ],
      'b',
    ],
    ['the first name where all else is equal', [pp('b'), pp('a'), pp('c')], 'a'],
    ['its namespace rather than the cluster', [cpp('a', { priority: 9 }), pp('b', byKind)], 'b'],
    ['the cluster’s where its namespace has none', [cpp('a'), pp('b', {}, 'other')], 'a'],
    [
      'one that stays rather than one that goes',
      [pp('a', {}, 'default', { deletionTimestamp: 'now' }), pp('b', byKind)],
      'b',
    ],
    [
      'nobody where a name is there and only labels fit',
      [pp('a', { resourceSelectors: [{ ...named('x'), ...byLabels.resourceSelectors[0], name: 'x' }] })],
      undefined,
    ],
    [
      'nobody where the version differs',
      [pp('a', { resourceSelectors: [{ ...named('nginx'), apiVersion: 'apps/v1beta1' }] })],
      undefined,
    ],
  ])('%s', (_, policies, name) => {
    const choice = choose(policies);
    expect(nameOf(choice)).toBe(name);
    expect(choice.outcome).toBe(name === undefined ? 'none' : 'matched');
    expect(nameOf(choose(policies.toReversed()))).toBe(name);
  });

  it('no PropagationPolicy, when it is in no namespace', () => {
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'r' } };
    const resourceSelectors = [{ apiVersion: role.apiVersion, kind: role.kind, name: 'r' }];
    expect(choose([pp('a', { resourceSelectors })], role).outcome).toBe('none');
    expect(nameOf(choose([pp('a', { resourceSelectors }), cpp('b', { resourceSelectors })], role))).toBe('b');
  });

  it('a policy of a list, which says no kind', () => {
    const { kind: _, ...listed } = pp('a');
    expect(nameOf(choose([listed]))).toBe('a');
  });
});

it('a lazy policy takes a new template at once, and one that is older than itself only when that changes', () => {
  const lazy = pp('a', { activationPreference: 'Lazy' });
  expect(choose([lazy]).outcome).toBe('matched');
  expect(choose([lazy], deployment(), { changed: 'policies' }).outcome).toBe('waiting');
});

it.each([
  [10, 'waiting'],
  [11, 'waiting'],
  [12, 'matched'],
  [18, 'matched'],
])('in v1.%i a template that its policy lets go is, of a lazy one, %s', (minor, outcome) => {
  const policies = [pp('a', { resourceSelectors: [named('other')] }), pp('b', { activationPreference: 'Lazy' })];
  const options = { minor, changed: 'policies' } as const;
  expect(choosePolicy(heldBy(pp('a')), policies, options)).toMatchObject({
    outcome,
    policy: policies[1],
    lapsed: true,
  });
});

describe('each policy that matches hears why it is not the one:', () => {
  it('of a template that nobody holds', () => {
    const policies = [
      cpp('c'),
      pp('b', { priority: -1 }),
      pp('a'),
      pp('l', byLabels),
      pp('b2'),
      pp('g', {}, 'default', { deletionTimestamp: 'now' }),
    ];
    const choice = choose(policies);
    expect(choice.why).toBe(
      'PropagationPolicy a matches and comes before PropagationPolicy b2: PropagationPolicy a comes first by name',
    );
    expect(
      choice.candidates.map(({ policy, place, implicit, lost }) => [policy.metadata.name, place, implicit, lost]),
    ).toEqual([
      ['a', 1, 'name', undefined],
      ['b2', 2, 'name', 'PropagationPolicy a comes first by name'],
      ['l', 3, 'labels', 'it selects by labels, PropagationPolicy a selects by name'],
      ['b', 4, 'name', 'its priority is -1, that of PropagationPolicy a 0'],
      ['c', 5, 'name', 'PropagationPolicy a, of the namespace, comes first'],
      ['g', 6, 'name', 'it is being deleted'],
    ]);
  });

  it('of a template that is held', () => {
    const always = { preemption: 'Always', priority: 5 };
    const policies = [
      pp('h'),
      pp('never', { priority: 9 }),
      pp('able', always),
      pp('low', { ...always, priority: 0 }),
      pp('all', { ...byKind, ...always }),
      cpp('c', always),
    ];
    const lost = (preemption: boolean) =>
      Object.fromEntries(
        choose(policies, heldBy(pp('h')), { preemption }).candidates.map((one) => [one.policy.metadata.name, one.lost]),
      );
    expect(lost(false)).toEqual({
      h: undefined,
      never: 'PropagationPolicy h holds it, and its preemption is Never',
      able: 'PropagationPolicy h holds it, and the feature gate PropagationPolicyPreemption is off',
      low: 'PropagationPolicy h holds it, and its priority is 0, not above 0',
      all: 'PropagationPolicy h holds it, and only what a selector names can be preempted',
      c: 'PropagationPolicy h holds it, and only what a selector names can be preempted',
    });
    expect(lost(true)).toMatchObject({ able: undefined, h: 'PropagationPolicy able preempts it' });
  });
});
