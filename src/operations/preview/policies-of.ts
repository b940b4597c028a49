import type { Failure } from '../../contract/errors.ts';
import { withPolicyId } from '../../core/detector/claim.ts';
import type { Manifest } from '../../core/manifest.ts';
import { type AnyPolicy, isAnyPolicy, isPropagationPolicy, isSameObject } from '../../core/preview/with-changes.ts';
import { sameJson } from '../../core/same-json.ts';
import { refusals } from '../../core/webhook/refusals.ts';
import { withDefaults } from '../../core/webhook/with-defaults.ts';
import type { Rehearsed } from './rehearse.ts';

export interface FilePolicy {
  readonly policy: AnyPolicy;
  /** It is new, or another one than is there. */
  readonly isChanged: boolean;
  readonly manifest: Manifest;
}

/**
 * The policies of the files as they count once they are applied. What no server has looked at gets its defaults here, and
 * is refused here where a webhook would refuse it.
 */
export function policiesOf(
  objects: readonly Rehearsed[],
  held: readonly AnyPolicy[],
  minor: number,
): { readonly policies: readonly FilePolicy[]; readonly failures: readonly Failure[] } {
  const failures: Failure[] = [];
  const policies = objects.flatMap(({ object, asWritten, manifest }): readonly FilePolicy[] => {
    if (!isAnyPolicy(object)) return [];
    const former = held.find((one) => isSameObject(one, object));
    const as = (policy: AnyPolicy) => [{ policy, manifest, isChanged: !former || !sameJson(former.spec, policy.spec) }];
    if (asWritten === undefined) return as(object);
    const reasons = refusals(object, minor, former);
    if (reasons.length === 0) return as(asDrawn(withDefaults(object, minor), former));
    const why = reasons.map((reason) => `${reason.path}: ${reason.why}`).join('; ');
    const message = `${manifest.at}: ${object.kind} ${object.metadata.name}: Karmada would refuse it: ${why}.`;
    failures.push({ code: 'invalid', message });
    return [];
  });
  return { policies, failures };
}

/** Without an id the scheduler would not look at what the policy makes. */
const asDrawn = (policy: AnyPolicy, former: AnyPolicy | undefined): AnyPolicy =>
  isPropagationPolicy(policy) ? withPolicyId(policy, former) : policy;
