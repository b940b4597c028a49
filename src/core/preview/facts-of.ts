import type { BindingFacts } from '../detector/binding-spec.ts';
import { replicasOf } from '../resource-interpreter/replicas-of.ts';
import { type Interpreter, interpreterOf } from './interpreters.ts';
import type { PreviewQuestion, PreviewRules } from './preview-workload.ts';

/**
 * What is known of a workload's replicas: of a kind that Karmada alone can count, or somebody's script or webhook for it, what
 * somebody says; else, of what exists already, what its binding says.
 */
export function factsOf(
  { template, source, binding, facts = {} }: PreviewQuestion,
  interpreters: readonly Interpreter[],
  rules: PreviewRules,
): { readonly facts: BindingFacts; readonly isUncounted: boolean } {
  const isTheirs = (['InterpretReplica', 'InterpretComponent'] as const).some((one) =>
    interpreterOf(interpreters, template, one),
  );
  const counted = facts.replicas ?? (isTheirs ? 'unknown' : replicasOf(template, rules));
  if (counted !== 'unknown') return { facts: counted ? { ...facts, replicas: counted } : facts, isUncounted: false };
  if (rules.replicas !== undefined) {
    return { facts: { ...facts, replicas: { replicas: rules.replicas } }, isUncounted: false };
  }
  if (isTheirs && binding && source === undefined) {
    const { replicas = 0, replicaRequirements: requirements, components } = binding.spec;
    const known = { replicas: { replicas, ...(requirements ? { requirements } : {}) } };
    return { facts: { ...facts, ...known, ...(components ? { components } : {}) }, isUncounted: false };
  }
  return { facts: { ...facts, replicas: 'unknown' }, isUncounted: true };
}
