import type { ClusterPropagationPolicy, PropagationPolicy } from '../karmada-types/policy.ts';
import type { KubeObject } from '../object.ts';
import { type Match, rankPolicies } from './compare.ts';
import { decidePolicy } from './decide-policy.ts';
import { whyIgnored } from './event-filter.ts';
import { nearMisses } from './near-miss.ts';
import { isSamePolicy, type Policy } from './policy.ts';
import type { PolicyChoice, PolicyChoiceOptions } from './policy-choice.ts';

/** Which policy takes a template, and why not another: how it ends once Karmada has handled all that there is. */
export function choosePolicy<P extends Policy = PropagationPolicy | ClusterPropagationPolicy>(
  template: KubeObject,
  policies: readonly P[],
  options: PolicyChoiceOptions,
): PolicyChoice<P> {
  const ignored = whyIgnored(template, options.skippedNamespaces);
  if (ignored !== undefined)
    return { outcome: 'ignored', holds: false, lapsed: false, why: ignored, candidates: [], nearMisses: [] };
  const matches = rankPolicies(policies, template);
  const { whyNot, ...decision } = decidePolicy({ template, policies, matches, options });
  return {
    ...decision,
    candidates: matches.map((match, index) => {
      const isChosen = decision.policy !== undefined && isSamePolicy(match.policy, decision.policy);
      const lost = isChosen ? undefined : whyNot(match);
      return { ...match, place: index + 1, ...(lost === undefined ? {} : { lost }) };
    }),
    nearMisses: decision.outcome === 'none' ? nearMisses(withoutMatches(policies, matches), template) : [],
  };
}

/** One that is being deleted matches, and yet takes nothing. */
const withoutMatches = <P extends Policy>(policies: readonly P[], matches: readonly Match<P>[]): readonly P[] =>
  policies.filter((policy) => !matches.some((match) => isSamePolicy(match.policy, policy)));
