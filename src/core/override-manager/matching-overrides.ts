import type { Behaviours } from '../behaviours.ts';
import type { Cluster } from '../cluster.ts';
import { type ClusterAffinity, matchesCluster } from '../cluster-matches.ts';
import { type ImplicitPriority, implicitPriority, lowestFirst } from '../detector/compare.ts';
import { inOrder } from '../go/string-order.ts';
import type { KubeObject } from '../object.ts';
import type { ResourceSelector } from '../selector.ts';

/** An override policy, as far as it says what it is for. */
export interface OverridePolicyOf<Overriders> extends KubeObject {
  readonly spec?: {
    readonly resourceSelectors?: readonly ResourceSelector[];
    readonly overrideRules?: readonly OverrideRuleOf<Overriders>[];
    /** The old way to write one rule. */
    readonly targetCluster?: ClusterAffinity;
    readonly overriders?: Overriders;
  };
}

interface OverrideRuleOf<Overriders> {
  readonly targetCluster?: ClusterAffinity;
  readonly overriders?: Overriders;
}

/** A rule that is for this object in this cluster. */
export interface MatchingRule<Overriders> {
  readonly policy: OverridePolicyOf<Overriders>;
  /** Which of the policy's rules, from 0. */
  readonly rule: number;
  readonly overriders: Overriders | undefined;
}

/**
 * The rules of the policies of one scope (a namespace, or the cluster) in the order in which they are applied, so that
 * the last one counts (getOverridersFromOverridePolicies, pkg/util/overridemanager/overridemanager.go).
 */
export function matchingRules<Overriders>(
  policies: readonly OverridePolicyOf<Overriders>[],
  scope: string | undefined,
  object: KubeObject,
  cluster: Cluster,
  zoneMatching: Behaviours['zoneMatching'],
): readonly MatchingRule<Overriders>[] {
  return policiesFor(policies, scope, object)
    .toSorted((a, b) => lowestFirst(a.implicit, b.implicit) || inOrder(a.policy.metadata.name, b.policy.metadata.name))
    .flatMap(({ policy }) => rulesOf(policy).map((rule, index) => ({ policy, index, ...rule })))
    .filter(({ targetCluster }) => !targetCluster || matchesCluster(targetCluster, cluster, zoneMatching))
    .map(({ policy, index, overriders }) => ({ policy, rule: index, overriders }));
}

/** The policies of one scope that are for this object, in whatever cluster. */
export const policiesFor = <Overriders>(
  policies: readonly OverridePolicyOf<Overriders>[],
  scope: string | undefined,
  object: KubeObject,
) =>
  policies
    .filter(({ metadata }) => (metadata.namespace ?? '') === (scope ?? ''))
    .flatMap((policy) => {
      const implicit = priorityOf(policy, object);
      return implicit === undefined ? [] : [{ policy, implicit }];
    });

/** Without selectors it is for everything. */
const priorityOf = (policy: OverridePolicyOf<unknown>, object: KubeObject): ImplicitPriority | undefined =>
  (policy.spec?.resourceSelectors ?? []).length === 0 ? 'kind' : implicitPriority(policy, object);

const rulesOf = <Overriders>({ spec = {} }: OverridePolicyOf<Overriders>): readonly OverrideRuleOf<Overriders>[] =>
  (spec.overrideRules ?? []).length > 0 ? (spec.overrideRules ?? []) : [spec];
