import { wayOf } from '../behaviours.ts';
import type { Cluster } from '../cluster.ts';
import type { Overriders, OverrideSpec } from '../karmada-types/policy.ts';
import type { KubeObject } from '../object.ts';
import { applyOverriders, type OverrideRules, type OverriderFailure } from './apply-overriders.ts';
import type { Manifest } from './manifest-fields.ts';
import { metadataOf } from './manifest-metadata.ts';
import { matchingRules } from './matching-overrides.ts';

export interface Overridden {
  /** What is left after all rules; with an error, after those before it. */
  readonly manifest: Manifest;
  /** Names of policies, in order, one for each rule that was applied. */
  readonly applied: { readonly cluster: readonly string[]; readonly namespace: readonly string[] };
  /** Why nothing reaches this cluster: its Work is neither made nor changed. */
  readonly error?: OverrideError;
}

export interface OverrideError {
  readonly policy: { readonly kind: OverridePolicyKind; readonly namespace?: string; readonly name: string };
  /** Which of the policy's rules, from 0. */
  readonly rule: number;
  readonly overrider: keyof Overriders;
  /** Which of the rule's overriders of that kind, from 0; of plaintext, which is one patch, it is not said. */
  readonly index?: number;
  /** The pointer that leads nowhere. */
  readonly path?: string;
  /** In Karmada's words, as near as it goes. */
  readonly message: string;
}

export type OverridePolicyKind = 'OverridePolicy' | 'ClusterOverridePolicy';

/** Of a list, without kind, or whole. */
export interface AnyOverridePolicy extends KubeObject {
  readonly spec?: OverrideSpec;
}

/**
 * What override policies make of a manifest for one cluster (pkg/util/overridemanager, ApplyOverridePolicies): first
 * all ClusterOverridePolicies, then the OverridePolicies of the namespace that the manifest has by then. Nothing that
 * is given is changed.
 */
export function overriddenManifest(
  manifest: Manifest,
  cluster: Cluster,
  policies: readonly AnyOverridePolicy[],
  rules: OverrideRules,
): Overridden {
  const first = applyScope(manifest, undefined, cluster, policies, rules);
  const { namespace } = metadataOf(first.manifest, rules.minor);
  if (first.error || !namespace) {
    const { error } = first;
    return { manifest: first.manifest, applied: { cluster: first.names, namespace: [] }, ...(error ? { error } : {}) };
  }
  const second = applyScope(first.manifest, namespace, cluster, policies, rules);
  const { error } = second;
  return {
    manifest: second.manifest,
    applied: { cluster: first.names, namespace: second.names },
    ...(error ? { error } : {}),
  };
}

interface ScopeResult {
  readonly manifest: Manifest;
  readonly names: readonly string[];
  readonly error?: OverrideError;
}

/** Which rules match is asked once, before the first of them changes anything. */
function applyScope(
  manifest: Manifest,
  scope: string | undefined,
  cluster: Cluster,
  policies: readonly AnyOverridePolicy[],
  rules: OverrideRules,
): ScopeResult {
  const names: string[] = [];
  let overridden = manifest;
  for (const { policy, rule, overriders } of matchingRules<Overriders>(
    policies,
    scope,
    { ...manifest, metadata: metadataOf(manifest, rules.minor) },
    cluster,
    wayOf('zoneMatching', rules.minor),
  )) {
    const { manifest: next, failed } = applyOverriders(overridden, overriders ?? {}, rules);
    overridden = next;
    if (failed) return { manifest: overridden, names, error: errorOf(policy, rule, failed) };
    names.push(policy.metadata.name);
  }
  return { manifest: overridden, names };
}

function errorOf({ metadata: { namespace, name } }: KubeObject, rule: number, failed: OverriderFailure): OverrideError {
  const { failure, overrider, index } = failed;
  return {
    policy:
      namespace === undefined ? { kind: 'ClusterOverridePolicy', name } : { kind: 'OverridePolicy', namespace, name },
    rule,
    overrider,
    ...(index === undefined ? {} : { index }),
    ...(failure.path === undefined ? {} : { path: failure.path }),
    message: failure.message,
  };
}
