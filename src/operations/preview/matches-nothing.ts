import { selects } from '../../core/detector/compare.ts';
import type { ClusterPropagationPolicy, PropagationPolicy } from '../../core/karmada-types/policy.ts';
import type { Manifest } from '../../core/manifest.ts';
import { nameOf } from '../../core/preview/name-of.ts';
import type { Finding } from '../../core/preview/preview.ts';
import type { Workload } from '../../core/propagation.ts';
import type { Reach } from './templates.ts';

interface Reaching extends Reach {
  readonly policy: PropagationPolicy | ClusterPropagationPolicy;
  readonly manifest: Manifest;
}

/** That a policy is for nothing there is. Of a snapshot, which has no workloads, that cannot be said. */
export function matchesNothing(
  { policy, manifest, questions, unread }: Reaching,
  templates: readonly { readonly template: Workload }[],
): readonly Finding[] {
  if (questions.length + unread.length > 0 || templates.some(({ template }) => selects(policy, template))) return [];
  const message = `${policy.kind} ${policy.metadata.name} selects nothing, neither in the files nor in the control plane`;
  return [{ code: 'matches-nothing', severity: 'warning', message, source: manifest.at, object: nameOf(policy) }];
}
