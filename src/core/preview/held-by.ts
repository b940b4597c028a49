import type { AnyBinding } from '../detector/binding-for.ts';
import { callClaim, claimOf, isClaimOf } from '../detector/claim.ts';
import type { Detected } from '../detector/detector.ts';
import type { ClusterPropagationPolicy, PropagationPolicy } from '../karmada-types/policy.ts';
import type { Workload } from '../propagation.ts';

/** What the detector has decided already: its binding stays as it is. */
export function asHeldBy(
  policies: readonly (PropagationPolicy | ClusterPropagationPolicy)[],
  template: Workload,
  binding: AnyBinding,
): Detected {
  const claim = claimOf(binding);
  const policy = claim && policies.find((one) => isClaimOf(one, claim));
  const why = claim ? `${callClaim(claim)} holds it` : 'no policy holds it';
  const choice = {
    outcome: claim || binding.spec.placement ? 'claimed' : 'none',
    why,
    holds: true,
    lapsed: false,
    candidates: [],
    nearMisses: [],
    ...(policy ? { policy } : {}),
  } as const;
  return { choice, template, binding };
}
