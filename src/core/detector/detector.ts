import type { ClusterPropagationPolicy, PropagationPolicy } from '../karmada-types/policy.ts';
import type { Workload } from '../propagation.ts';
import type { InterpreterRules } from '../resource-interpreter/replicas-of.ts';
import { type AnyBinding, bindingFor } from './binding-for.ts';
import type { BindingFacts } from './binding-spec.ts';
import { choosePolicy } from './choose-policy.ts';
import { claimTemplate, isHeldAlike, withoutClaim } from './claim.ts';
import type { PolicyChoice, PolicyChoiceOptions } from './policy-choice.ts';

export interface DetectorCase {
  readonly template: Workload;
  readonly policies: readonly (PropagationPolicy | ClusterPropagationPolicy)[];
  /** The binding that is there. */
  readonly binding?: AnyBinding;
  readonly facts?: BindingFacts;
}

export type DetectorRules = PolicyChoiceOptions & InterpreterRules;

export interface Detected {
  readonly choice: PolicyChoice;
  /** The template with the mark of the policy that has it now. */
  readonly template: Workload;
  /** The binding that is there afterwards: as it was where nothing takes the template, or what does must wait. */
  readonly binding?: AnyBinding;
}

/** What Karmada's detector does with a template: which policy takes it, and what it writes (pkg/detector). */
export function detect({ template, policies, binding, facts = {} }: DetectorCase, rules: DetectorRules): Detected {
  const choice = choosePolicy(template, policies, {
    hasBinding: binding !== undefined && isHeldAlike(binding, template),
    ...rules,
  });
  const { outcome, policy, holds, lapsed } = choice;
  const [freed, left] = lapsed ? [withoutClaim(template), binding && withoutClaim(binding)] : [template, binding];
  const claimed = policy && holds ? claimTemplate(freed, policy, rules.minor) : freed;
  if (!policy || outcome === 'waiting') return { choice, template: claimed, ...(left ? { binding: left } : {}) };
  return { choice, template: claimed, binding: bindingFor(claimed, policy, left, facts, rules) };
}
