import { wayOf } from '../behaviours.ts';
import { policyId } from '../detector/claim.ts';
import type { PropagationSpec, ResourceSelector, Suspension } from '../karmada-types/policy.ts';
import { failoverRefusals } from './failover-refusals.ts';
import { overrideRefusals } from './override-refusals.ts';
import { placementRefusals } from './placement-refusals.ts';
import { nothing, ofEach, type Refusal, refuse } from './refusal.ts';
import { type AnyPolicy, withDefaults } from './with-defaults.ts';

/**
 * Why Karmada's webhooks would turn a policy away (pkg/webhook, pkg/util/validation/validation.go), as it is once it
 * has its defaults; `before` is the policy of this name that is there. What the CRD's own schema refuses (a value that is
 * none of an enum, a field that is missing) is not among it.
 */
export function refusals(policy: AnyPolicy, minor: number, before?: AnyPolicy): readonly Refusal[] {
  const whole = withDefaults(policy, minor);
  const { namespace } = whole.metadata;
  if (whole.kind === 'OverridePolicy' || whole.kind === 'ClusterOverridePolicy') {
    return [
      ...overrideRefusals(whole.spec, minor),
      ...namespaceRefusals(whole.spec.resourceSelectors, namespace, minor),
    ];
  }
  return [
    ...nameRefusals(whole, minor),
    ...(before ? changeRefusals(whole, before) : nothing),
    ...propagationRefusals(whole.spec, namespace, minor),
  ];
}

/** ValidatePropagationSpec. */
function propagationRefusals(spec: PropagationSpec, namespace: string | undefined, minor: number): readonly Refusal[] {
  const { placement = {}, failover, propagateDeps, resourceSelectors, preemption, suspension } = spec;
  return [
    ...placementRefusals(placement, 'spec.placement', minor),
    ...(failover?.application && !propagateDeps
      ? refuse('spec.propagateDeps', 'with failover.application it must be true')
      : nothing),
    ...failoverRefusals(failover, 'spec.failover', minor),
    ...namespaceRefusals(resourceSelectors, namespace, minor),
    ...ofEach(preemption === 'Always' ? resourceSelectors : [], 'spec.resourceSelectors', ({ name }, at) =>
      name ? nothing : refuse(`${at}.name`, 'with preemption Always it is needed'),
    ),
    ...suspensionRefusals(suspension),
  ];
}

const namespaceRefusals = (
  selectors: readonly ResourceSelector[] | undefined,
  own: string | undefined,
  minor: number,
): readonly Refusal[] =>
  ofEach(
    own === undefined || wayOf('foreignSelectors', minor) === 'allowed' ? [] : selectors,
    'spec.resourceSelectors',
    ({ namespace }, at) =>
      namespace === own ? nothing : refuse(`${at}.namespace`, `it is ${own}, the policy’s own, not ${namespace}`),
  );

const suspensionRefusals = ({ dispatching, dispatchingOnClusters }: Suspension = {}): readonly Refusal[] =>
  dispatching && (dispatchingOnClusters?.clusterNames ?? []).length > 0
    ? refuse('spec.suspension', 'dispatching and dispatchingOnClusters exclude each other')
    : nothing;

/** In v1.10 labels name the policy, and a label holds no more. */
const nameRefusals = ({ metadata: { name } }: AnyPolicy, minor: number): readonly Refusal[] =>
  wayOf('claimNames', minor) === 'annotations and labels' && name.length > 63
    ? refuse('metadata.name', `it has ${name.length} characters, at most 63 are allowed`)
    : nothing;

function changeRefusals(policy: AnyPolicy & { readonly spec: PropagationSpec }, before: AnyPolicy): readonly Refusal[] {
  const scheduler = 'schedulerName' in before.spec ? before.spec.schedulerName : undefined;
  const [id, former] = [policyId(policy), policyId(before)];
  return [
    ...(policy.spec.schedulerName === scheduler
      ? nothing
      : refuse('spec.schedulerName', `it is ${scheduler ?? 'none'} and cannot be changed`)),
    ...(id === undefined || id === former ? nothing : refuse('metadata.labels', 'the permanent-id cannot be changed')),
  ];
}
