import type { KubeObject } from '../object.ts';
import { isNamespaced, type Policy } from './policy.ts';

/**
 * The override policies that a policy waits for and that are not there (pkg/util/helper/policy.go): an OverridePolicy of
 * its namespace, or a ClusterOverridePolicy. Known are all override policies there are.
 */
export function missingOverrides(policy: Policy, known: readonly KubeObject[]): readonly string[] {
  const namespace = isNamespaced(policy) ? policy.metadata.namespace : undefined;
  const kind = namespace === undefined ? 'ClusterOverridePolicy' : 'OverridePolicy';
  return (policy.spec?.dependentOverrides ?? [])
    .filter((name) => !known.some(({ metadata }) => metadata.name === name && metadata.namespace === namespace))
    .map((name) => `${kind} ${name}`);
}
