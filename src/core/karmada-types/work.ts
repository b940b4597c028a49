// Made by: npm run generate. Change scripts/support/openapi-types.mjs, not this.
import type { Condition, NodeSelector, Toleration } from './kubernetes.ts';
import type { KubeObject } from '../object.ts';
import type { FailoverBehavior, Placement, SuspendClusters } from './policy.ts';

/** AggregatedStatusItem represents status of the resource running in a member cluster. */
export interface AggregatedStatusItem {
  /** Applied represents if the resource referencing by ResourceBinding or ClusterResourceBinding is successfully applied on the cluster. */
  readonly applied?: boolean;
  /** AppliedMessage is a human readable message indicating details about the applied status. */
  readonly appliedMessage?: string;
  /** ClusterName represents the member cluster name which the resource deployed on. */
  readonly clusterName: string;
  /** Health represents the healthy state of the current resource. */
  readonly health?: 'Healthy' | 'Unhealthy' | 'Unknown';
  /** Status reflects running status of current manifest. */
  readonly status?: Readonly<Record<string, unknown>>;
}

/** BindingSnapshot is a snapshot of a ResourceBinding or ClusterResourceBinding. */
export interface BindingSnapshot {
  /** Clusters represents the scheduled result. */
  readonly clusters?: readonly TargetCluster[];
  /** Name represents the name of the Binding. */
  readonly name: string;
  /** Namespace represents the namespace of the Binding. */
  readonly namespace?: string;
}

/** ClusterResourceBinding represents a binding of a kubernetes resource with a ClusterPropagationPolicy. */
export interface ClusterResourceBinding extends KubeObject {
  readonly apiVersion: 'work.karmada.io/v1alpha2';
  readonly kind: 'ClusterResourceBinding';
  /** Spec represents the desired behavior. */
  readonly spec: ResourceBindingSpec;
  /** Status represents the most recently observed status of the ResourceBinding. */
  readonly status?: ResourceBindingStatus;
}

/** Component represents the requirements for a specific component. */
export interface Component {
  /** Name of this component. */
  readonly name: string;
  /** ReplicaRequirements represents the resource and scheduling requirements for each replica. */
  readonly replicaRequirements?: ComponentReplicaRequirements;
  /** Replicas represents the replica number of the resource's component. */
  readonly replicas: number;
}

/** ComponentReplicaRequirements represents the resource and scheduling requirements for each replica. */
export interface ComponentReplicaRequirements {
  /** NodeClaim represents the node claim HardNodeAffinity, NodeSelector and Tolerations required by each replica. */
  readonly nodeClaim?: NodeClaim;
  /** PriorityClassName represents the resources priorityClassName */
  readonly priorityClassName?: string;
  /** ResourceRequest represents the resources required by each replica. */
  readonly resourceRequest?: Readonly<Record<string, number | string>>;
}

/** GracefulEvictionTask represents a graceful eviction task. */
export interface GracefulEvictionTask {
  /** ClustersBeforeFailover records the clusters where running the application before failover. */
  readonly clustersBeforeFailover?: readonly string[];
  /** CreationTimestamp is a timestamp representing the server time when this object was created. */
  readonly creationTimestamp?: string;
  /** FromCluster which cluster the eviction perform from. */
  readonly fromCluster: string;
  /** GracePeriodSeconds is the maximum waiting duration in seconds before the item should be deleted. */
  readonly gracePeriodSeconds?: number;
  /** Message is a human-readable message indicating details about the eviction. */
  readonly message?: string;
  /** PreservedLabelState represents the application state information collected from the original cluster, and it will be injected into the new cluster in form of application labels. */
  readonly preservedLabelState?: Readonly<Record<string, string>>;
  /** Producer indicates the controller who triggered the eviction. */
  readonly producer: string;
  /** PurgeMode represents how to deal with the legacy applications on the cluster from which the application is migrated. */
  readonly purgeMode?: 'Immediately' | 'Directly' | 'Graciously' | 'Gracefully' | 'Never';
  /** Reason contains a programmatic identifier indicating the reason for the eviction. */
  readonly reason: string;
  /** Replicas indicates the number of replicas should be evicted. */
  readonly replicas?: number;
  /** SuppressDeletion represents the grace period will be persistent until the tools or human intervention stops it. */
  readonly suppressDeletion?: boolean;
}

/** ManifestStatus contains running status of a specific manifest in spec. */
export interface ManifestStatus {
  /** Health represents the healthy state of the current resource. */
  readonly health?: 'Healthy' | 'Unhealthy' | 'Unknown';
  /** Identifier represents the identity of a resource linking to manifests in spec. */
  readonly identifier: ResourceIdentifier;
  /** Status reflects running status of current manifest. */
  readonly status?: Readonly<Record<string, unknown>>;
}

/** NodeClaim represents the node claim HardNodeAffinity, NodeSelector and Tolerations required by each replica. */
export interface NodeClaim {
  /** A node selector represents the union of the results of one or more label queries over a set of nodes; that is, it represents the OR of the selectors represented by the node selector terms. */
  readonly hardNodeAffinity?: NodeSelector;
  /** NodeSelector is a selector which must be true for the pod to fit on a node. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** If specified, the pod's tolerations. */
  readonly tolerations?: readonly Toleration[];
}

/** ObjectReference contains enough information to locate the referenced object inside current cluster. */
export interface ObjectReference {
  /** APIVersion represents the API version of the referent. */
  readonly apiVersion: string;
  /** Kind represents the Kind of the referent. */
  readonly kind: string;
  /** Name represents the name of the referent. */
  readonly name: string;
  /** Namespace represents the namespace for the referent. */
  readonly namespace?: string;
  /** ResourceVersion represents the internal version of the referenced object, that can be used by clients to determine when object has changed. */
  readonly resourceVersion?: string;
  /** UID of the referent. */
  readonly uid?: string;
}

/** ReplicaRequirements represents the resource and scheduling requirements for each replica. */
export interface ReplicaRequirements {
  /** Namespace represents the resources namespaces */
  readonly namespace?: string;
  /** NodeClaim represents the node claim HardNodeAffinity, NodeSelector and Tolerations required by each replica. */
  readonly nodeClaim?: NodeClaim;
  /** PriorityClassName represents the resources priorityClassName */
  readonly priorityClassName?: string;
  /** ResourceRequest represents the resources required by each replica. */
  readonly resourceRequest?: Readonly<Record<string, number | string>>;
}

/** ResourceBinding represents a binding of a kubernetes resource with a propagation policy. */
export interface ResourceBinding extends KubeObject {
  readonly apiVersion: 'work.karmada.io/v1alpha2';
  readonly kind: 'ResourceBinding';
  /** Spec represents the desired behavior. */
  readonly spec: ResourceBindingSpec;
  /** Status represents the most recently observed status of the ResourceBinding. */
  readonly status?: ResourceBindingStatus;
}

/** ResourceBindingSpec represents the expectation of ResourceBinding. */
export interface ResourceBindingSpec {
  /** Clusters represents target member clusters where the resource to be deployed. */
  readonly clusters?: readonly TargetCluster[];
  /** Components represents the requirements of multiple pod templates of the referencing resource. */
  readonly components?: readonly Component[];
  /** ConflictResolution declares how potential conflict should be handled when a resource that is being propagated already exists in the target cluster. Default: "Abort". */
  readonly conflictResolution?: 'Abort' | 'Overwrite';
  /** Failover indicates how Karmada migrates applications in case of failures. */
  readonly failover?: FailoverBehavior;
  /** GracefulEvictionTasks holds the eviction tasks that are expected to perform the eviction in a graceful way. */
  readonly gracefulEvictionTasks?: readonly GracefulEvictionTask[];
  /** Placement represents the rule for select clusters to propagate resources. */
  readonly placement?: Placement;
  /** PreserveResourcesOnDeletion controls whether resources should be preserved on the member clusters when the binding object is deleted. */
  readonly preserveResourcesOnDeletion?: boolean;
  /** PropagateDeps tells if relevant resources should be propagated automatically. */
  readonly propagateDeps?: boolean;
  /** ReplicaRequirements represents the resource and scheduling requirements for each replica. */
  readonly replicaRequirements?: ReplicaRequirements;
  /** Replicas represents the replica number of the referencing resource. */
  readonly replicas?: number;
  /** RequiredBy represents the list of Bindings that depend on the referencing resource. */
  readonly requiredBy?: readonly BindingSnapshot[];
  /** RescheduleTriggeredAt is a timestamp representing when the referenced resource is triggered rescheduling. */
  readonly rescheduleTriggeredAt?: string;
  /** Resource represents the Kubernetes resource to be propagated. */
  readonly resource: ObjectReference;
  /** SchedulePriority represents the scheduling priority assigned to workloads. */
  readonly schedulePriority?: SchedulePriority;
  /** SchedulerName represents which scheduler to proceed the scheduling. */
  readonly schedulerName?: string;
  /** Suspension declares the policy for suspending different aspects of propagation. nil means no suspension. no default values. */
  readonly suspension?: Suspension;
  /** WorkloadAffinityGroups represents instantiated grouping results from .spec.placement.workloadAffinity, used to keep workloads with the same affinity group co-located or those with the same anti-affinity group separated across clusters. */
  readonly workloadAffinityGroups?: WorkloadAffinityGroups;
}

/** ResourceBindingStatus represents the overall status of the strategy as well as the referenced resources. */
export interface ResourceBindingStatus {
  /** AggregatedStatus represents status list of the resource running in each member cluster. */
  readonly aggregatedStatus?: readonly AggregatedStatusItem[];
  /** Conditions contain the different condition statuses. */
  readonly conditions?: readonly Condition[];
  /** LastScheduledTime representing the latest timestamp when scheduler successfully finished a scheduling. */
  readonly lastScheduledTime?: string;
  /** SchedulerObservedGeneration is the generation(.metadata.generation) observed by the scheduler. */
  readonly schedulerObservedGeneration?: number;
  /** SchedulerObservedAffinityName is the name of affinity term that is the basis of current scheduling. */
  readonly schedulerObservingAffinityName?: string;
}

/** ResourceIdentifier provides the identifiers needed to interact with any arbitrary object. */
export interface ResourceIdentifier {
  /** Group is the group of the resource. */
  readonly group?: string;
  /** Kind is the kind of the resource. */
  readonly kind: string;
  /** Name is the name of the resource */
  readonly name: string;
  /** Namespace is the namespace of the resource, the resource is cluster scoped if the value is empty */
  readonly namespace?: string;
  /** Ordinal represents an index in manifests list, so the condition can still be linked to a manifest even though manifest cannot be parsed successfully. */
  readonly ordinal: number;
  /** Resource is the resource type of the resource */
  readonly resource: string;
  /** Version is the version of the resource. */
  readonly version: string;
}

/** SchedulePriority represents the scheduling priority assigned to workloads. */
export interface SchedulePriority {
  /** Priority specifies the scheduling priority for the binding. Default: 0. */
  readonly priority?: number;
}

/** Suspension defines the policy for suspending dispatching and scheduling. */
export interface Suspension {
  /** Dispatching controls whether dispatching should be suspended. nil means not suspend, no default value, only accepts 'true'. */
  readonly dispatching?: boolean;
  /** DispatchingOnClusters declares a list of clusters to which the dispatching should be suspended. */
  readonly dispatchingOnClusters?: SuspendClusters;
  /** Scheduling controls whether scheduling should be suspended, the scheduler will pause scheduling and not process resource binding when the value is true and resume scheduling when it's false or nil. */
  readonly scheduling?: boolean;
}

/** TargetCluster represents the identifier of a member cluster. */
export interface TargetCluster {
  /** Name of target cluster. */
  readonly name: string;
  /** Replicas in target cluster */
  readonly replicas?: number;
}

/** Work defines a list of resources to be deployed on the member cluster. */
export interface Work extends KubeObject {
  readonly apiVersion: 'work.karmada.io/v1alpha1';
  readonly kind: 'Work';
  /** Spec represents the desired behavior of Work. */
  readonly spec: WorkSpec;
  /** Status represents the status of PropagationStatus. */
  readonly status?: WorkStatus;
}

/** WorkSpec defines the desired state of Work. */
export interface WorkSpec {
  /** PreserveResourcesOnDeletion controls whether resources should be preserved on the member cluster when the Work object is deleted. */
  readonly preserveResourcesOnDeletion?: boolean;
  /** SuspendDispatching controls whether dispatching should be suspended, nil means not suspend. */
  readonly suspendDispatching?: boolean;
  /** Workload represents the manifest workload to be deployed on managed cluster. */
  readonly workload?: WorkloadTemplate;
}

/** WorkStatus defines the observed state of Work. */
export interface WorkStatus {
  /** Conditions contain the different condition statuses for this work. */
  readonly conditions?: readonly Condition[];
  /** ManifestStatuses contains running status of manifests in spec. */
  readonly manifestStatuses?: readonly ManifestStatus[];
}

/** WorkloadAffinityGroups stores the instantiated affinity and anti-affinity group names. */
export interface WorkloadAffinityGroups {
  /** AffinityGroup is the instantiated group name derived from affinity rules. */
  readonly affinityGroup?: string;
  /** AntiAffinityGroup is the instantiated group name derived from anti-affinity rules. */
  readonly antiAffinityGroup?: string;
}

/** WorkloadTemplate represents the manifest workload to be deployed on managed cluster. */
export interface WorkloadTemplate {
  /** Manifests represents a list of Kubernetes resources to be deployed on the managed cluster. */
  readonly manifests?: readonly (Readonly<Record<string, unknown>>)[];
}
