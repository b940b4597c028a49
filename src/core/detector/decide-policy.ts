import { wayOf } from '../behaviours.ts';
import type { KubeObject } from '../object.ts';
import { callClaim, claimOf, isClaimOf } from './claim.ts';
import { implicitPriority, type Match, whyAfter } from './compare.ts';
import { missingOverrides } from './dependent-overrides.ts';
import { callPolicy, isGoing, isLazy, isSamePolicy, type Policy } from './policy.ts';
import type { PolicyChoice, PolicyChoiceOptions } from './policy-choice.ts';
import { preemptor, whyNoPreemption } from './preemption.ts';

export interface Question<P extends Policy> {
  readonly template: KubeObject;
  readonly policies: readonly P[];
  /** Those that select it, the first one first. */
  readonly matches: readonly Match<P>[];
  readonly options: PolicyChoiceOptions;
}

export interface Decision<P extends Policy> extends Omit<PolicyChoice<P>, 'candidates' | 'nearMisses'> {
  /** Why it is not this match. */
  readonly whyNot: (match: Match<P>) => string | undefined;
}

const lazy = 'it is lazy: what it says counts from the template’s own next change';

/** propagateResource (pkg/detector/policy.go): who holds the template, or else the first of those that match. */
export function decidePolicy<P extends Policy>(question: Question<P>): Decision<P> {
  const { template, policies, options } = question;
  const claim = claimOf(template);
  if (!claim) return decideUnclaimed(question);
  const holder = policies.find((policy) => isClaimOf(policy, claim));
  if (!holder) return release(question, undefined, `${callClaim(claim)}, which held it, is gone`);
  if (isGoing(holder)) return release(question, holder, `${callPolicy(holder)}, which held it, is being deleted`);
  const taken = options.preemption ? preemptor(policies, holder, template) : undefined;
  return taken ? decidePreempted(question, holder, taken) : decideClaimed(question, holder);
}

/** What a policy that goes, or is gone, leaves behind (handlePolicyDeletion, pkg/detector/detector.go). */
function release<P extends Policy>(question: Question<P>, former: P | undefined, why: string): Decision<P> {
  const { minor, hasBinding = true } = question.options;
  if (hasBinding || wayOf('claimCleanup', minor) === 'by template') {
    return decideUnclaimed(question, former, `${why}; `);
  }
  const stuck = `${why}; Karmada before v1.12 finds what it held by its binding, and there is none`;
  return {
    outcome: 'waiting',
    holds: false,
    lapsed: false,
    ...(former ? { former } : {}),
    why: stuck,
    whyNot: () => why,
  };
}

/** getAndApplyPolicy and getAndApplyClusterPolicy. */
function decideClaimed<P extends Policy>(question: Question<P>, holder: P): Decision<P> {
  const { template, options } = question;
  const { preemption = false, changed, changedPolicies, hasBinding = true } = options;
  const why = `${callPolicy(holder)} holds it`;
  const whyNot = ({ policy }: Match<P>): string =>
    whyNoPreemption(policy, holder, template) ??
    (preemption ? why : `${why}, and the feature gate PropagationPolicyPreemption is off`);
  if (implicitPriority(holder, template) === undefined) {
    // cleanPPUnmatchedRBs: only a policy that changes lets go, of what it finds by bindings.
    const hasChanged = changedPolicies?.some((one) => isSamePolicy(one, holder)) ?? changed === 'policies';
    if (hasChanged && hasBinding) return decideUnclaimed(question, holder, `${why} and does not select it any more; `);
    const stuck = `${why} and does not select it any more: nothing happens until that policy changes`;
    return { outcome: 'waiting', policy: holder, holds: true, lapsed: false, why: stuck, whyNot };
  }
  if (isLazy(holder) && changed === 'policies') {
    return { outcome: 'waiting', policy: holder, holds: true, lapsed: false, why: `${why}; ${lazy}`, whyNot };
  }
  return orWaiting({ outcome: 'claimed', policy: holder, holds: true, lapsed: false, why, whyNot }, options);
}

function decidePreempted<P extends Policy>(
  { template, options }: Question<P>,
  former: P,
  { policy, others }: { readonly policy: P; readonly others: readonly P[] },
): Decision<P> {
  const names = others.map(callPolicy).join(' or ');
  const tie = others.length > 0 ? `, unless Karmada handles ${names} first` : '';
  const why = `${callPolicy(policy)} preempts ${callPolicy(former)}${tie}`;
  const whyNot = (match: Match<P>): string => {
    if (isSamePolicy(match.policy, former)) return `${callPolicy(policy)} preempts it`;
    return whyNoPreemption(match.policy, former, template) ?? `${callPolicy(policy)} preempts ${callPolicy(former)}`;
  };
  // A claim is a change that Karmada itself makes, and these a lazy policy does not follow.
  if (isLazy(policy))
    return { outcome: 'waiting', policy, holds: true, lapsed: false, former, why: `${why}; ${lazy}`, whyNot };
  return orWaiting({ outcome: 'preempted', policy, holds: true, lapsed: false, former, why, whyNot }, options);
}

function decideUnclaimed<P extends Policy>({ matches, options }: Question<P>, former?: P, before = ''): Decision<P> {
  const [first, second] = matches.filter(({ policy }) => !isGoing(policy));
  const left = { lapsed: before !== '', ...(former ? { former } : {}) };
  const whyNot = (match: Match<P>): string => (first ? whyAfter(match, first) : 'it is being deleted');
  if (!first) return { outcome: 'none', holds: false, ...left, why: `${before}no policy matches`, whyNot };
  const { policy } = first;
  const rest = second ? ` and comes before ${callPolicy(second.policy)}: ${whyAfter(second, first)}` : '';
  const why = `${before}${callPolicy(policy)} matches${rest}`;
  // To let a template go is a change of it: since v1.12 Karmada counts it as one that others have made.
  const isOlder = options.changed === 'policies' && !(left.lapsed && wayOf('lazyTakeover', options.minor) !== 'waits');
  if (isLazy(policy) && isOlder) {
    return { outcome: 'waiting', policy, holds: true, ...left, why: `${why}; ${lazy}`, whyNot };
  }
  return orWaiting({ outcome: 'matched', policy, holds: true, ...left, why, whyNot }, options);
}

/** A policy whose dependentOverrides are not there yet is tried again; no other one comes in its place. */
function orWaiting<P extends Policy>(
  decision: Decision<P> & { readonly policy: P },
  { overridePolicies }: PolicyChoiceOptions,
): Decision<P> {
  const missing = overridePolicies ? missingOverrides(decision.policy, overridePolicies) : [];
  if (missing.length === 0) return decision;
  const holds = decision.outcome !== 'matched';
  return { ...decision, outcome: 'waiting', holds, why: `${decision.why}; it waits for ${missing.join(', ')}` };
}
