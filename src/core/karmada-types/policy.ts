// Made by: npm run generate. Change scripts/support/openapi-types.mjs, not this.
import type { LabelSelector, NodeSelectorRequirement, Toleration } from './kubernetes.ts';
import type { KubeObject } from '../object.ts';

/** ApplicationFailoverBehavior indicates application failover behaviors. */
export interface ApplicationFailoverBehavior {
  /** DecisionConditions indicates the decision conditions of performing the failover process. */
  readonly decisionConditions: DecisionConditions;
  /** GracePeriodSeconds is the maximum waiting duration in seconds before application on the migrated cluster should be deleted. */
  readonly gracePeriodSeconds?: number;
  /** PurgeMode represents how to deal with the legacy applications on the cluster from which the application is migrated. Default: "Gracefully". */
  readonly purgeMode?: 'Directly' | 'Gracefully' | 'Never' | 'Immediately' | 'Graciously';
  /** StatePreservation defines the policy for preserving and restoring state data during failover events for stateful applications. */
  readonly statePreservation?: StatePreservation;
}

/** ClusterAffinity represents the filter to select clusters. */
export interface ClusterAffinity {
  /** ClusterNames is the list of clusters to be selected. */
  readonly clusterNames?: readonly string[];
  /** ExcludedClusters is the list of clusters to be ignored. */
  readonly exclude?: readonly string[];
  /** FieldSelector is a filter to select member clusters by fields. */
  readonly fieldSelector?: FieldSelector;
  /** LabelSelector is a filter to select member clusters by labels. */
  readonly labelSelector?: LabelSelector;
}

/** ClusterAffinityTerm selects a set of cluster. */
export interface ClusterAffinityTerm {
  /** AffinityName is the name of the cluster group. */
  readonly affinityName: string;
  /** ClusterNames is the list of clusters to be selected. */
  readonly clusterNames?: readonly string[];
  /** ExcludedClusters is the list of clusters to be ignored. */
  readonly exclude?: readonly string[];
  /** FieldSelector is a filter to select member clusters by fields. */
  readonly fieldSelector?: FieldSelector;
  /** LabelSelector is a filter to select member clusters by labels. */
  readonly labelSelector?: LabelSelector;
  /** OverflowAffinities defines additional cluster groups that the scheduler can progressively include when the primary group (defined by the inline ClusterAffinity) has insufficient resources. */
  readonly overflowAffinities?: readonly OverflowClusterAffinity[];
}

/** ClusterFailoverBehavior indicates cluster failover behaviors. */
export interface ClusterFailoverBehavior {
  /** PurgeMode represents how to deal with the legacy applications on the cluster from which the application is migrated. Default: "Gracefully". */
  readonly purgeMode?: 'Directly' | 'Gracefully';
  /** StatePreservation defines the policy for preserving and restoring state data during failover events for stateful applications. */
  readonly statePreservation?: StatePreservation;
}

/** ClusterOverridePolicy represents the cluster-wide policy that overrides a group of resources to one or more clusters. */
export interface ClusterOverridePolicy extends KubeObject {
  readonly apiVersion: 'policy.karmada.io/v1alpha1';
  readonly kind: 'ClusterOverridePolicy';
  /** Spec represents the desired behavior of ClusterOverridePolicy. */
  readonly spec: OverrideSpec;
}

/** ClusterPreferences describes weight for each cluster or for each group of cluster. */
export interface ClusterPreferences {
  /** DynamicWeight specifies the factor to generates dynamic weight list. */
  readonly dynamicWeight?: 'AvailableReplicas';
  /** StaticWeightList defines the static cluster weight. */
  readonly staticWeightList?: readonly StaticClusterWeight[];
}

/** ClusterPropagationPolicy represents the cluster-wide policy that propagates a group of resources to one or more clusters. */
export interface ClusterPropagationPolicy extends KubeObject {
  readonly apiVersion: 'policy.karmada.io/v1alpha1';
  readonly kind: 'ClusterPropagationPolicy';
  /** Spec represents the desired behavior of ClusterPropagationPolicy. */
  readonly spec: PropagationSpec;
}

/** ClusterQuotaStatus represents the set of desired limits and observed usage for a specific cluster. */
export interface ClusterQuotaStatus {
  /** ClusterName is the name of the cluster the limits enforce to. */
  readonly clusterName: string;
  /** Hard is the set of enforced hard limits for each named resource. */
  readonly hard?: Readonly<Record<string, number | string>>;
  /** Used is the current observed total usage of the resource in the namespace. */
  readonly used?: Readonly<Record<string, number | string>>;
}

/** ClusterTaintPolicy automates taint management on Cluster objects based on declarative conditions. */
export interface ClusterTaintPolicy extends KubeObject {
  readonly apiVersion: 'policy.karmada.io/v1alpha1';
  readonly kind: 'ClusterTaintPolicy';
  /** Spec represents the desired behavior of ClusterTaintPolicy. */
  readonly spec: ClusterTaintPolicySpec;
}

/** ClusterTaintPolicySpec represents the desired behavior of ClusterTaintPolicy. */
export interface ClusterTaintPolicySpec {
  /** AddOnConditions defines the conditions to match for triggering the controller to add taints on the cluster object. */
  readonly addOnConditions?: readonly MatchCondition[];
  /** RemoveOnConditions defines the conditions to match for triggering the controller to remove taints from the cluster object. */
  readonly removeOnConditions?: readonly MatchCondition[];
  /** Taints specifies the taints that need to be added or removed on the cluster object which match with TargetClusters. */
  readonly taints: readonly Taint[];
  /** TargetClusters specifies the clusters that ClusterTaintPolicy needs to pay attention to. */
  readonly targetClusters?: ClusterAffinity;
}

/** CommandArgsOverrider represents the rules dedicated to handling command/args overrides. */
export interface CommandArgsOverrider {
  /** The name of container */
  readonly containerName: string;
  /** Operator represents the operator which will apply on the command/args. */
  readonly operator: 'add' | 'remove';
  /** Value to be applied to command/args. */
  readonly value?: readonly string[];
}

/** DecisionConditions represents the decision conditions of performing the failover process. */
export interface DecisionConditions {
  /** TolerationSeconds represents the period of time Karmada should wait after reaching the desired state before performing failover process. Default: 300. */
  readonly tolerationSeconds?: number;
}

/** FailoverBehavior indicates failover behaviors in case of an application or cluster failure. */
export interface FailoverBehavior {
  /** Application indicates failover behaviors in case of application failure. */
  readonly application?: ApplicationFailoverBehavior;
  /** Cluster indicates failover behaviors in case of cluster failure. */
  readonly cluster?: ClusterFailoverBehavior;
}

/** FederatedResourceQuota sets aggregate quota restrictions enforced per namespace across all clusters. */
export interface FederatedResourceQuota extends KubeObject {
  readonly apiVersion: 'policy.karmada.io/v1alpha1';
  readonly kind: 'FederatedResourceQuota';
  /** Spec defines the desired quota. */
  readonly spec: FederatedResourceQuotaSpec;
  /** Status defines the actual enforced quota and its current usage. */
  readonly status?: FederatedResourceQuotaStatus;
}

/** FederatedResourceQuotaSpec defines the desired hard limits to enforce for Quota. */
export interface FederatedResourceQuotaSpec {
  /** Overall is the set of desired hard limits for each named resource. */
  readonly overall: Readonly<Record<string, number | string>>;
  /** StaticAssignments specifies ResourceQuota settings for specific clusters. */
  readonly staticAssignments?: readonly StaticClusterAssignment[];
}

/** FederatedResourceQuotaStatus defines the enforced hard limits and observed use. */
export interface FederatedResourceQuotaStatus {
  /** AggregatedStatus is the observed quota usage of each cluster. */
  readonly aggregatedStatus?: readonly ClusterQuotaStatus[];
  /** Overall is the set of enforced hard limits for each named resource. */
  readonly overall?: Readonly<Record<string, number | string>>;
  /** OverallUsed is the current observed total usage of the resource in the namespace. */
  readonly overallUsed?: Readonly<Record<string, number | string>>;
}

/** FieldOverrider represents the rules dedicated to modifying a specific field in any Kubernetes resource. */
export interface FieldOverrider {
  /** FieldPath specifies the initial location in the instance document where the operation should take place. */
  readonly fieldPath: string;
  /** JSON represents the operations performed on the JSON document specified by the FieldPath. */
  readonly json?: readonly JSONPatchOperation[];
  /** YAML represents the operations performed on the YAML document specified by the FieldPath. */
  readonly yaml?: readonly YAMLPatchOperation[];
}

/** FieldSelector is a field filter. */
export interface FieldSelector {
  /** A list of field selector requirements. */
  readonly matchExpressions?: readonly NodeSelectorRequirement[];
}

/** ImageOverrider represents the rules dedicated to handling image overrides. */
export interface ImageOverrider {
  /** Component is part of image name. */
  readonly component: 'Registry' | 'Repository' | 'Tag';
  /** Operator represents the operator which will apply on the image. */
  readonly operator: 'add' | 'remove' | 'replace';
  /** Predicate filters images before applying the rule. */
  readonly predicate?: ImagePredicate;
  /** Value to be applied to image. */
  readonly value?: string;
}

/** ImagePredicate describes images filter. */
export interface ImagePredicate {
  /** Path indicates the path of target field */
  readonly path: string;
}

/** JSONPatchOperation represents a single field modification operation for JSON format. */
export interface JSONPatchOperation {
  /** Operator indicates the operation on target field. */
  readonly operator: 'add' | 'remove' | 'replace';
  /** SubPath specifies the relative location within the initial FieldPath where the operation should take place. */
  readonly subPath: string;
  /** Value is the new value to set for the specified field if the operation is "add" or "replace". */
  readonly value?: unknown;
}

/** LabelAnnotationOverrider represents the rules dedicated to handling workload labels/annotations */
export interface LabelAnnotationOverrider {
  /** Operator represents the operator which will apply on the workload. */
  readonly operator: 'add' | 'remove' | 'replace';
  /** Value to be applied to annotations/labels of workload. */
  readonly value: Readonly<Record<string, string>>;
}

/** MatchCondition represents the condition match detail of activating the failover relevant taints on target clusters. */
export interface MatchCondition {
  /** ConditionType specifies the ClusterStatus condition type. */
  readonly conditionType: string;
  /** Operator represents a relationship to a set of values. */
  readonly operator: string;
  /** StatusValues is an array of metav1.ConditionStatus values. */
  readonly statusValues: readonly string[];
}

/** OverflowClusterAffinity represents an overflow tier of candidate clusters. */
export interface OverflowClusterAffinity {
  /** AffinityName is the name of the cluster group. */
  readonly affinityName: string;
  /** ClusterNames is the list of clusters to be selected. */
  readonly clusterNames?: readonly string[];
  /** ExcludedClusters is the list of clusters to be ignored. */
  readonly exclude?: readonly string[];
  /** FieldSelector is a filter to select member clusters by fields. */
  readonly fieldSelector?: FieldSelector;
  /** LabelSelector is a filter to select member clusters by labels. */
  readonly labelSelector?: LabelSelector;
}

/** OverridePolicy represents the policy that overrides a group of resources to one or more clusters. */
export interface OverridePolicy extends KubeObject {
  readonly apiVersion: 'policy.karmada.io/v1alpha1';
  readonly kind: 'OverridePolicy';
  /** Spec represents the desired behavior of OverridePolicy. */
  readonly spec: OverrideSpec;
}

/** OverrideSpec defines the desired behavior of OverridePolicy. */
export interface OverrideSpec {
  /** OverrideRules defines a collection of override rules on target clusters. */
  readonly overrideRules?: readonly RuleWithCluster[];
  /** Overriders represents the override rules that would apply on resources */
  readonly overriders?: Overriders;
  /** ResourceSelectors restricts resource types that this override policy applies to. nil means matching all resources. */
  readonly resourceSelectors?: readonly ResourceSelector[];
  /** TargetCluster defines restrictions on this override policy that only applies to resources propagated to the matching clusters. nil means matching all clusters. */
  readonly targetCluster?: ClusterAffinity;
}

/** Overriders offers various alternatives to represent the override rules. */
export interface Overriders {
  /** AnnotationsOverrider represents the rules dedicated to handling workload annotations */
  readonly annotationsOverrider?: readonly LabelAnnotationOverrider[];
  /** ArgsOverrider represents the rules dedicated to handling container args */
  readonly argsOverrider?: readonly CommandArgsOverrider[];
  /** CommandOverrider represents the rules dedicated to handling container command */
  readonly commandOverrider?: readonly CommandArgsOverrider[];
  /** FieldOverrider represents the rules dedicated to modifying a specific field in any Kubernetes resource. */
  readonly fieldOverrider?: readonly FieldOverrider[];
  /** ImageOverrider represents the rules dedicated to handling image overrides. */
  readonly imageOverrider?: readonly ImageOverrider[];
  /** LabelsOverrider represents the rules dedicated to handling workload labels */
  readonly labelsOverrider?: readonly LabelAnnotationOverrider[];
  /** Plaintext represents override rules defined with plaintext overriders. */
  readonly plaintext?: readonly PlaintextOverrider[];
}

/** Placement represents the rule for select clusters. */
export interface Placement {
  /** ClusterAffinities represents scheduling restrictions to multiple cluster groups that indicated by ClusterAffinityTerm. */
  readonly clusterAffinities?: readonly ClusterAffinityTerm[];
  /** ClusterAffinity represents scheduling restrictions to a certain set of clusters. */
  readonly clusterAffinity?: ClusterAffinity;
  /** ClusterTolerations represents the tolerations. */
  readonly clusterTolerations?: readonly Toleration[];
  /** ReplicaScheduling represents the scheduling policy on dealing with the number of replicas when propagating resources that have replicas in spec (e.g. deployments, statefulsets) to member clusters. */
  readonly replicaScheduling?: ReplicaSchedulingStrategy;
  /** SpreadConstraints represents a list of the scheduling constraints. */
  readonly spreadConstraints?: readonly SpreadConstraint[];
  /** WorkloadAffinity represents inter-workload affinity and anti-affinity scheduling policies. */
  readonly workloadAffinity?: WorkloadAffinity;
}

/** PlaintextOverrider is a simple overrider that overrides target fields according to path, operator and value. */
export interface PlaintextOverrider {
  /** Operator indicates the operation on target field. */
  readonly operator: 'add' | 'remove' | 'replace';
  /** Path indicates the path of target field */
  readonly path: string;
  /** Value to be applied to target field. */
  readonly value?: unknown;
}

/** PropagationPolicy represents the policy that propagates a group of resources to one or more clusters. */
export interface PropagationPolicy extends KubeObject {
  readonly apiVersion: 'policy.karmada.io/v1alpha1';
  readonly kind: 'PropagationPolicy';
  /** Spec represents the desired behavior of PropagationPolicy. */
  readonly spec: PropagationSpec;
}

/** PropagationSpec represents the desired behavior of PropagationPolicy. */
export interface PropagationSpec {
  /** ActivationPreference indicates how the referencing resource template will be propagated, in case of policy changes. */
  readonly activationPreference?: 'Lazy';
  /** Association tells if relevant resources should be selected automatically. e.g. a ConfigMap referred by a Deployment. default false. */
  readonly association?: boolean;
  /** ConflictResolution declares how potential conflict should be handled when a resource that is being propagated already exists in the target cluster. Default: "Abort". */
  readonly conflictResolution?: 'Abort' | 'Overwrite';
  /** DependentOverrides represents the list of overrides(OverridePolicy) which must present before the current PropagationPolicy takes effect. */
  readonly dependentOverrides?: readonly string[];
  /** Failover indicates how Karmada migrates applications in case of failures. */
  readonly failover?: FailoverBehavior;
  /** Placement represents the rule for select clusters to propagate resources. */
  readonly placement?: Placement;
  /** Preemption declares the behaviors for preempting. Default: "Never". */
  readonly preemption?: 'Always' | 'Never';
  /** PreserveResourcesOnDeletion controls whether resources should be preserved on the member clusters when the resource template is deleted. */
  readonly preserveResourcesOnDeletion?: boolean;
  /** Priority indicates the importance of a policy(PropagationPolicy or ClusterPropagationPolicy). Default: 0. */
  readonly priority?: number;
  /** PropagateDeps tells if relevant resources should be propagated automatically. */
  readonly propagateDeps?: boolean;
  /** ResourceSelectors used to select resources. */
  readonly resourceSelectors: readonly ResourceSelector[];
  /** SchedulePriority defines how Karmada should resolve the priority and preemption policy for workload scheduling. */
  readonly schedulePriority?: SchedulePriority;
  /** SchedulerName represents which scheduler to proceed the scheduling. Default: "default-scheduler". */
  readonly schedulerName?: string;
  /** Suspension declares the policy for suspending different aspects of propagation. nil means no suspension. no default values. */
  readonly suspension?: Suspension;
}

/** ReplicaSchedulingStrategy represents the assignment strategy of replicas. */
export interface ReplicaSchedulingStrategy {
  /** ReplicaDivisionPreference determines how the replicas is divided when ReplicaSchedulingType is "Divided". */
  readonly replicaDivisionPreference?: 'Aggregated' | 'Weighted';
  /** ReplicaSchedulingType determines how the replicas is scheduled when karmada propagating a resource. Default: "Divided". */
  readonly replicaSchedulingType?: 'Duplicated' | 'Divided';
  /** WeightPreference describes weight for each cluster or for each group of cluster If ReplicaDivisionPreference is set to "Weighted", and WeightPreference is not set, scheduler will weight all clusters the same. */
  readonly weightPreference?: ClusterPreferences;
}

/** ResourceSelector the resources will be selected. */
export interface ResourceSelector {
  /** APIVersion represents the API version of the target resources. */
  readonly apiVersion: string;
  /** Kind represents the Kind of the target resources. */
  readonly kind: string;
  /** A label query over a set of resources. */
  readonly labelSelector?: LabelSelector;
  /** Name of the target resource. */
  readonly name?: string;
  /** Namespace of the target resource. */
  readonly namespace?: string;
}

/** RuleWithCluster defines the override rules on clusters. */
export interface RuleWithCluster {
  /** Overriders represents the override rules that would apply on resources */
  readonly overriders: Overriders;
  /** TargetCluster defines restrictions on this override policy that only applies to resources propagated to the matching clusters. nil means matching all clusters. */
  readonly targetCluster?: ClusterAffinity;
}

/** SchedulePriority defines how Karmada should resolve the priority and preemption policy for workload scheduling. */
export interface SchedulePriority {
  /** PriorityClassName specifies which PriorityClass to use. */
  readonly priorityClassName: string;
  /** PriorityClassSource specifies where Karmada should look for the PriorityClass definition. */
  readonly priorityClassSource: 'KubePriorityClass';
}

/** SpreadConstraint represents the spread constraints on resources. */
export interface SpreadConstraint {
  /** MaxGroups restricts the maximum number of cluster groups to be selected. */
  readonly maxGroups?: number;
  /** MinGroups restricts the minimum number of cluster groups to be selected. */
  readonly minGroups?: number;
  /** SpreadByField represents the fields on Karmada cluster API used for dynamically grouping member clusters into different groups. */
  readonly spreadByField?: 'cluster' | 'region' | 'zone' | 'provider';
  /** SpreadByLabel represents the label key used for grouping member clusters into different groups. */
  readonly spreadByLabel?: string;
}

/** StatePreservation defines the policy for preserving state during failover events. */
export interface StatePreservation {
  /** Rules contains a list of StatePreservationRule configurations. */
  readonly rules: readonly StatePreservationRule[];
}

/** StatePreservationRule defines a single rule for state preservation. */
export interface StatePreservationRule {
  /** AliasLabelName is the name that will be used as a label key when the preserved data is passed to the new cluster. */
  readonly aliasLabelName: string;
  /** JSONPath is the JSONPath template used to identify the state data to be preserved from the original resource configuration. */
  readonly jsonPath: string;
}

/** StaticClusterAssignment represents the set of desired hard limits for a specific cluster. */
export interface StaticClusterAssignment {
  /** ClusterName is the name of the cluster the limits enforce to. */
  readonly clusterName: string;
  /** Hard is the set of desired hard limits for each named resource. */
  readonly hard: Readonly<Record<string, number | string>>;
}

/** StaticClusterWeight defines the static cluster weight. */
export interface StaticClusterWeight {
  /** TargetCluster describes the filter to select clusters. */
  readonly targetCluster: ClusterAffinity;
  /** Weight expressing the preference to the cluster(s) specified by 'TargetCluster'. */
  readonly weight: number;
}

/** SuspendClusters represents a group of clusters that should be suspended from propagating. */
export interface SuspendClusters {
  /** ClusterNames is the list of clusters to be selected. */
  readonly clusterNames?: readonly string[];
}

/** Suspension defines the policy for suspending different aspects of propagation. */
export interface Suspension {
  /** Dispatching controls whether dispatching should be suspended. nil means not suspend, no default value, only accepts 'true'. */
  readonly dispatching?: boolean;
  /** DispatchingOnClusters declares a list of clusters to which the dispatching should be suspended. */
  readonly dispatchingOnClusters?: SuspendClusters;
}

/** Taint describes the taint that needs to be applied to the cluster. */
export interface Taint {
  /** Effect represents the taint effect to be applied to a cluster. */
  readonly effect: 'NoExecute' | 'NoSchedule' | 'PreferNoSchedule';
  /** Key represents the taint key to be applied to a cluster. */
  readonly key: string;
  /** Value represents the taint value corresponding to the taint key. */
  readonly value?: string;
}

/** WorkloadAffinity defines inter-workload affinity and anti-affinity rules. */
export interface WorkloadAffinity {
  /** Affinity represents inter-workload affinity scheduling rules. */
  readonly affinity?: WorkloadAffinityTerm;
  /** AntiAffinity represents inter-workload anti-affinity scheduling rules. */
  readonly antiAffinity?: WorkloadAntiAffinityTerm;
}

/** WorkloadAffinityTerm defines affinity rules for co-locating workloads with specific workload groups. */
export interface WorkloadAffinityTerm {
  /** GroupByLabelKey declares the label key on the workload resource template that determines the affinity group. */
  readonly groupByLabelKey: string;
}

/** WorkloadAntiAffinityTerm defines anti-affinity rules for separating workloads from specific workload groups. */
export interface WorkloadAntiAffinityTerm {
  /** GroupByLabelKey declares the label key on the workload resource template that determines the anti-affinity group. */
  readonly groupByLabelKey: string;
}

/** YAMLPatchOperation represents a single field modification operation for YAML format. */
export interface YAMLPatchOperation {
  /** Operator indicates the operation on target field. */
  readonly operator: 'add' | 'remove' | 'replace';
  /** SubPath specifies the relative location within the initial FieldPath where the operation should take place. */
  readonly subPath: string;
  /** Value is the new value to set for the specified field if the operation is "add" or "replace". */
  readonly value?: unknown;
}
