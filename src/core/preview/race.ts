import { callPolicy, isSamePolicy, type Policy } from '../detector/policy.ts';
import type { PolicyChoice } from '../detector/policy-choice.ts';

/** Of two policies that change at once and select what nobody holds, that one takes it of which Karmada hears first. */
export function raceOf(
  { outcome, policy, candidates }: PolicyChoice,
  changed: 'template' | 'policies',
  changedPolicies: readonly Policy[] = [],
): readonly string[] {
  const isChanged = (one: Policy): boolean => changedPolicies.some((other) => isSamePolicy(one, other));
  if (outcome !== 'matched' || changed !== 'policies' || !policy || !isChanged(policy)) return [];
  const rivals = candidates.map((one) => one.policy).filter((one) => !isSamePolicy(one, policy) && isChanged(one));
  if (rivals.length === 0) return [];
  const names = [policy, ...rivals].map(callPolicy).join(' or ');
  return [`which takes it, ${names}: they change at once, and the one of which Karmada hears first keeps it`];
}
