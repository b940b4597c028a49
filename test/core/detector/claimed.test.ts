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

describe('a template that is held', () => {
  const high = pp('high', { priority: 9, preemption: 'Always' });
  it.each<
    [string, Policy, readonly Policy[], Partial<PolicyChoiceOptions>, PolicyChoice['outcome'], string | undefined]
  >([
    ['stays where it is', pp('a'), [high], {}, 'claimed', 'a'],
    ['stays even when a better one comes', cpp('a'), [pp('b', { priority: 9 })], {}, 'claimed', 'a'],
    ['goes to one that preempts', pp('a'), [high], { preemption: true }, 'preempted', 'high'],
    ['stays with an equal priority', pp('a', { priority: 9 }), [high], { preemption: true }, 'claimed', 'a'],
    [
      'stays when the other one never preempts',
      pp('a'),
      [pp('b', { priority: 9 })],
      { preemption: true },
      'claimed',
      'a',
    ],
    [
      'goes from the cluster’s to any of the namespace',
      cpp('a', { priority: 99 }),
      [pp('b', { preemption: 'Always', priority: -1 })],
      { preemption: true },
      'preempted',
      'b',
    ],
    [
      'never goes from a namespace’s to a cluster’s',
      pp('a'),
      [cpp('b', { priority: 9, preemption: 'Always' })],
      { preemption: true },
      'claimed',
      'a',
    ],
    [
      'goes from a cluster’s to a higher one that names its namespace',
      cpp('a'),
      [
        cpp('b', {
          priority: 9,
          preemption: 'Always',
          resourceSelectors: [{ ...named('nginx'), namespace: 'default' }],
        }),
      ],
      { preemption: true },
      'preempted',
      'b',
    ],
    [
      'stays when that one names no namespace',
      cpp('a'),
      [cpp('b', { priority: 9, preemption: 'Always' })],
      { preemption: true },
      'claimed',
      'a',
    ],
    [
      'stays when that one selects by labels',
      pp('a'),
      [pp('b', { ...byLabels, priority: 9, preemption: 'Always' })],
      { preemption: true },
      'claimed',
      'a',
    ],
    [
      'goes to the highest of those that preempt',
      cpp('a'),
      [pp('b', { preemption: 'Always' }), high],
      { preemption: true },
      'preempted',
      'high',
    ],
    [
      'is not taken by one that goes',
      pp('a'),
      [{ ...high, metadata: { ...high.metadata, deletionTimestamp: 'now' } }],
      { preemption: true },
      'claimed',
      'a',
    ],
    [
      'waits when its policy does not select it any more',
      pp('a', { resourceSelectors: [named('x')] }),
      [pp('b')],
      {},
      'waiting',
      'a',
    ],
    [
      'goes on when that policy is what has changed',
      pp('a', { resourceSelectors: [named('x')] }),
      [pp('b')],
      { changed: 'policies' },
      'matched',
      'b',
    ],
    [
      'waits when another policy has changed',
      pp('a', { resourceSelectors: [named('x')] }),
      [pp('b')],
      { changed: 'policies', changedPolicies: [pp('b')] },
      'waiting',
      'a',
    ],
    [
      'goes on when that policy has changed before it changed itself',
      pp('a', { resourceSelectors: [named('x')] }),
      [pp('b')],
      { changed: 'template', changedPolicies: [pp('a')] },
      'matched',
      'b',
    ],
    [
      'waits then too when there is no binding to find it by',
      pp('a', { resourceSelectors: [named('x')] }),
      [pp('b')],
      { changed: 'policies', hasBinding: false },
      'waiting',
      'a',
    ],
    [
      'waits when a lazy policy has changed',
      pp('a', { activationPreference: 'Lazy' }),
      [],
      { changed: 'policies' },
      'waiting',
      'a',
    ],
    ['does not wait when it has changed itself', pp('a', { activationPreference: 'Lazy' }), [], {}, 'claimed', 'a'],
    [
      'waits when a lazy policy has taken it',
      pp('a'),
      [pp('b', { ...high.spec, activationPreference: 'Lazy' })],
      { preemption: true },
      'waiting',
      'b',
    ],
    [
      'goes on when its policy is being deleted',
      pp('a', {}, 'default', { deletionTimestamp: 'now' }),
      [pp('b')],
      {},
      'matched',
      'b',
    ],
  ])('%s', (_, holder, others, options, outcome, name) => {
    const choice = choose([holder, ...others], heldBy(holder), options);
    expect([choice.outcome, nameOf(choice)]).toEqual([outcome, name]);
    if (outcome === 'preempted') expect(choice.former).toBe(holder);
  });

  it('goes to the first by name of two that preempt alike, and the other is named', () => {
    const [b, c] = ['c', 'b'].map((name) => pp(name, { priority: 9, preemption: 'Always' }));
    const choice = choose(
      [pp('a'), b, c].filter((policy) => policy !== undefined),
      heldBy(pp('a')),
      { preemption: true },
    );
    expect(choice.why).toBe(
      'PropagationPolicy b preempts PropagationPolicy a, unless Karmada handles PropagationPolicy c first',
    );
  });

  it('is free when its policy is gone; before v1.12 only where it has a binding', () => {
    const template = heldBy(pp('gone'));
    expect(choose([pp('a')], template)).toMatchObject({ outcome: 'matched', policy: { metadata: { name: 'a' } } });
    expect(choose([pp('a')], template, { hasBinding: false }).outcome).toBe('matched');
    expect(choose([pp('a')], template, { minor: 11 }).outcome).toBe('matched');
    const stuck = choose([pp('a')], template, { minor: 11, hasBinding: false });
    expect(stuck).toMatchObject({
      outcome: 'waiting',
      candidates: [{ lost: 'PropagationPolicy gone, which held it, is gone' }],
    });
    expect(stuck.policy).toBeUndefined();
  });

  it('is held by both marks together only, and by a PropagationPolicy first', () => {
    const { annotations, ...metadata } = heldBy(pp('a')).metadata;
    expect(choose([pp('a'), cpp('c')], { ...deployment(), metadata }).outcome).toBe('matched');
    const both = {
      ...metadata,
      annotations: { ...annotations, ...heldBy(cpp('c')).metadata.annotations },
      labels: { ...metadata.labels, ...heldBy(cpp('c')).metadata.labels },
    };
    expect(nameOf(choose([pp('a'), cpp('c')], { ...deployment(), metadata: both }))).toBe('a');
  });
});
