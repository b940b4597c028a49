import type { Failure } from '../../contract/errors.ts';
import type { MissingApi } from './apis.ts';
import type { ConditionReport } from './conditions.ts';
import type { EventReport } from './events.ts';
import type { PolicyReference, Targets, WorkReport } from './propagation.ts';
import type { ResourceReport } from './resources.ts';

/** What could be read, or why it could not: who may see a cluster need not be allowed to see all of these. */
export type Part<T> = T | { readonly unknown: Failure };

export const isUnknown = <T>(part: Part<T>): part is { readonly unknown: Failure } =>
  typeof part === 'object' && part !== null && 'unknown' in part;

/** All that is to be known of one member cluster, as plain data. */
export interface ClusterDescription {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'ClusterDescription';
  readonly name: string;
  readonly created?: string | undefined;
  /** Since when it is being removed. */
  readonly leaving?: string | undefined;
  /** Push or Pull. */
  readonly mode: string;
  readonly kubernetesVersion?: string | undefined;
  readonly apiEndpoint?: string | undefined;
  readonly provider?: string | undefined;
  readonly region?: string | undefined;
  readonly zones: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly conditions: readonly ConditionReport[];
  readonly taints: readonly TaintReport[];
  readonly nodes?: { readonly ready: number; readonly total: number } | undefined;
  readonly resources: readonly ResourceReport[];
  /** Whether Karmada has read its API at all (status.apiEnablements). */
  readonly apisKnown: boolean;
  /** APIs that other member clusters have and this one lacks. */
  readonly missingApis: Part<readonly MissingApi[]>;
  /** Bindings that send something to it. */
  readonly resourceBindings: Part<Targets>;
  readonly clusterResourceBindings: Part<Targets>;
  readonly works: Part<WorkReport>;
  /** Policies that name it (clusterAffinity.clusterNames). */
  readonly propagationPolicies: Part<readonly PolicyReference[]>;
  readonly clusterPropagationPolicies: Part<readonly PolicyReference[]>;
  /** Newest first, ten at most. */
  readonly events: Part<readonly EventReport[]>;
}

export interface TaintReport {
  /** As on a command line: `dedicated=gpu:NoSchedule`. */
  readonly taint: string;
  readonly since?: string | undefined;
  readonly setBy: string;
}
