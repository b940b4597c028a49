// Made by: npm run generate. Change scripts/support/openapi-types.mjs, not this.
import type { KubeObject } from '../object.ts';

/** ClusterAffinity represents the filter to select clusters. */
export interface ClusterAffinity {
  /** ClusterNames is the list of clusters to be selected. */
  readonly clusterNames?: readonly string[];
}

/** ClusterConditionRequirement describes the Cluster condition requirement details. */
export interface ClusterConditionRequirement {
  /** ConditionStatus specifies the ClusterStatue condition status. */
  readonly conditionStatus: string;
  /** ConditionType specifies the ClusterStatus condition type. */
  readonly conditionType: string;
  /** Operator represents a conditionType's relationship to a conditionStatus. */
  readonly operator: 'Equal' | 'NotEqual';
}

/** DecisionMatch represents the decision match detail of activating the remedy system. */
export interface DecisionMatch {
  /** ClusterConditionMatch describes the cluster condition requirement. */
  readonly clusterConditionMatch?: ClusterConditionRequirement;
}

/** Remedy represents the cluster-level management strategies based on cluster conditions. */
export interface Remedy extends KubeObject {
  readonly apiVersion: 'remedy.karmada.io/v1alpha1';
  readonly kind: 'Remedy';
  /** Spec represents the desired behavior of Remedy. */
  readonly spec: RemedySpec;
}

/** RemedySpec represents the desired behavior of Remedy. */
export interface RemedySpec {
  /** Actions specifies the actions that remedy system needs to perform. */
  readonly actions?: readonly string[];
  /** ClusterAffinity specifies the clusters that Remedy needs to pay attention to. */
  readonly clusterAffinity?: ClusterAffinity;
  /** DecisionMatches indicates the decision matches of triggering the remedy system to perform the actions. */
  readonly decisionMatches?: readonly DecisionMatch[];
}
