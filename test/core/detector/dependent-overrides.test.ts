import { describe, expect, it } from 'vitest';
import { choosePolicy } from '../../../src/core/detector/choose-policy.ts';
import type { Policy } from '../../../src/core/detector/policy.ts';
import type { PolicyChoice, PolicyChoiceOptions } from '../../../src/core/detector/policy-choice.ts';
import type { KubeObject } from '../../../src/core/object.ts';
import { cpp, deployment, heldBy, pp } from '../../support/policies.ts';

const v18 = { minor: 18 };
const choose = (
  policies: readonly Policy[],
  template: KubeObject = deployment(),
  options: Partial<PolicyChoiceOptions> = {},
): PolicyChoice<Policy> => choosePolicy(template, policies, { ...v18, ...options });
const nameOf = ({ policy }: PolicyChoice<Policy>): string | undefined => policy?.metadata.name;

describe('a policy that depends on override policies', () => {
  const waits = pp('a', { dependentOverrides: ['o', 'p'] });
  const op = (name: string, namespace?: string): KubeObject => ({
    metadata: { name, ...(namespace ? { namespace } : {}) },
  });
  it.each<[string, Policy, readonly KubeObject[] | undefined, string | undefined]>([
    ['does not wait where nobody knows', waits, undefined, undefined],
    ['does not wait when they are there', waits, [op('o', 'default'), op('p', 'default')], undefined],
    ['waits for those that are not', waits, [op('o', 'default'), op('p')], 'OverridePolicy p'],
    [
      'waits for the cluster’s when it is one itself',
      cpp('a', { dependentOverrides: ['o'] }),
      [op('o', 'default')],
      'ClusterOverridePolicy o',
    ],
  ])('%s', (_, policy, overridePolicies, missing) => {
    const choice = choose([policy, cpp('z')], deployment(), overridePolicies ? { overridePolicies } : {});
    expect(nameOf(choice)).toBe('a');
    expect(choice.outcome).toBe(missing === undefined ? 'matched' : 'waiting');
    if (missing !== undefined) expect(choice.why).toMatch(new RegExp(`it waits for ${missing}$`));
  });

  it('waits too when it holds the template, or takes it', () => {
    expect(choose([waits], heldBy(waits), { overridePolicies: [] }).outcome).toBe('waiting');
    const taking = { ...waits, spec: { ...waits.spec, preemption: 'Always', priority: 1 } };
    expect(choose([taking, pp('b')], heldBy(pp('b')), { overridePolicies: [], preemption: true })).toMatchObject({
      outcome: 'waiting',
      policy: { metadata: { name: 'a' } },
      former: { metadata: { name: 'b' } },
    });
  });
});
