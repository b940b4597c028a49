import type { ClusterPropagationPolicy, PropagationPolicy } from '../karmada-types/policy.ts';
import type { KubeObject } from '../object.ts';
import type { Match } from './compare.ts';
import type { NearMiss } from './near-miss.ts';
import type { Policy } from './policy.ts';

/** What is asked of the detector, and what it answers, with its reasons. */
export interface PolicyChoiceOptions {
  /** The minor release: 10 for v1.10, 18 for v1.18. */
  readonly minor: number;
  /** The feature gate PropagationPolicyPreemption; off by default. */
  readonly preemption?: boolean;
  /** `--skipped-propagating-namespaces`: patterns; `kube-.*` by default. */
  readonly skippedNamespaces?: readonly string[];
  /** All OverridePolicies and ClusterOverridePolicies; left out: those that a policy waits for are there. */
  readonly overridePolicies?: readonly KubeObject[];
  /** What has changed, and Karmada acts on: the template (by default), or only policies. */
  readonly changed?: 'template' | 'policies';
  /** Which policies have changed, before the template did; left out: all of them or none, as `changed` says. */
  readonly changedPolicies?: readonly Policy[];
  /** Whether a template that is held has a binding, as it does unless something went wrong. */
  readonly hasBinding?: boolean;
}

export interface PolicyChoice<P extends Policy = PropagationPolicy | ClusterPropagationPolicy> {
  /**
   * `claimed`: the policy that holds it keeps it. `matched`: it takes what nobody holds. `preempted`: it takes it from
   * `former`. `waiting`: `policy`, where one is named, has it or will have it, but what it says does not count yet.
   * `none`: no policy matches. `ignored`: no policy can.
   */
  readonly outcome: 'claimed' | 'matched' | 'preempted' | 'ignored' | 'none' | 'waiting';
  readonly policy?: P;
  /** Whether the template bears the mark of `policy` afterwards: one that waits may have taken it already. */
  readonly holds: boolean;
  /** Whether it was held and is not any more, through nobody's taking it: then its mark goes, from the binding too. */
  readonly lapsed: boolean;
  /** Who held it before. */
  readonly former?: P;
  /** A sentence without its full stop. */
  readonly why: string;
  /** All that match, in the order in which Karmada takes them where nobody holds the template. */
  readonly candidates: readonly Candidate<P>[];
  /** What those that do not match ask for otherwise, the closest first. */
  readonly nearMisses: readonly NearMiss<P>[];
}

export interface Candidate<P extends Policy> extends Match<P> {
  /** From 1. */
  readonly place: number;
  /** Why it is not this one. */
  readonly lost?: string;
}
