// Made by: npm run generate. Change scripts/support/openapi-types.mjs, not this.
import type { Condition, Taint } from './kubernetes.ts';
import type { KubeObject } from '../object.ts';

/** APIEnablement is a list of API resource, it is used to expose the name of the resources supported in a specific group and version. */
export interface APIEnablement {
  /** GroupVersion is the group and version this APIEnablement is for. */
  readonly groupVersion: string;
  /** Resources is a list of APIResource. */
  readonly resources?: readonly APIResource[];
}

/** APIResource specifies the name and kind names for the resource. */
export interface APIResource {
  /** Kind is the kind for the resource (e.g. 'Deployment' is the kind for resource 'deployments') */
  readonly kind: string;
  /** Name is the plural name of the resource. */
  readonly name: string;
}

/** AllocatableModeling represents the number of nodes in which allocatable resources in a specific resource model grade. */
export interface AllocatableModeling {
  /** Count is the number of nodes that own the resources delineated by this modeling. */
  readonly count: number;
  /** Grade is the index of ResourceModel. */
  readonly grade: number;
}

/** Cluster represents the desired state and status of a member cluster. */
export interface Cluster extends KubeObject {
  readonly apiVersion: 'cluster.karmada.io/v1alpha1';
  readonly kind: 'Cluster';
  /** Spec represents the specification of the desired behavior of member cluster. */
  readonly spec: ClusterSpec;
  /** Status represents the status of member cluster. */
  readonly status?: ClusterStatus;
}

/** ClusterSpec defines the desired state of a member cluster. */
export interface ClusterSpec {
  /** The API endpoint of the member cluster. */
  readonly apiEndpoint?: string;
  /** ID is the unique identifier for the cluster. */
  readonly id?: string;
  /** ImpersonatorSecretRef represents the secret that contains the token of impersonator. */
  readonly impersonatorSecretRef?: LocalSecretReference;
  /** InsecureSkipTLSVerification indicates that the karmada control plane should not confirm the validity of the serving certificate of the cluster it is connecting to. */
  readonly insecureSkipTLSVerification?: boolean;
  /** Provider represents the cloud provider name of the member cluster. */
  readonly provider?: string;
  /** ProxyHeader is the HTTP header required by proxy server. */
  readonly proxyHeader?: Readonly<Record<string, string>>;
  /** ProxyURL is the proxy URL for the cluster. */
  readonly proxyURL?: string;
  /** Region represents the region in which the member cluster is located. */
  readonly region?: string;
  /** ResourceModels is the list of resource modeling in this cluster. */
  readonly resourceModels?: readonly ResourceModel[];
  /** SecretRef represents the secret that contains mandatory credentials to access the member cluster. */
  readonly secretRef?: LocalSecretReference;
  /** SyncMode describes how a cluster syncs resources from karmada control plane. */
  readonly syncMode: string;
  /** Taints are attached to the member cluster. */
  readonly taints?: readonly Taint[];
  /** Zone represents the zone in which the member cluster is located. */
  readonly zone?: string;
  /** Zones represents the failure zones(also called availability zones) of the member cluster. */
  readonly zones?: readonly string[];
}

/** ClusterStatus contains information about the current status of a cluster updated periodically by cluster controller. */
export interface ClusterStatus {
  /** APIEnablements represents the list of APIs installed on the member cluster. */
  readonly apiEnablements?: readonly APIEnablement[];
  /** Conditions is an array of current cluster conditions. */
  readonly conditions?: readonly Condition[];
  /** KubernetesVersion represents version of the member cluster. */
  readonly kubernetesVersion?: string;
  /** NodeSummary represents the summary of nodes status in the member cluster. */
  readonly nodeSummary?: NodeSummary;
  /** RemedyActions represents the remedy actions that needs to be performed on the cluster. */
  readonly remedyActions?: readonly string[];
  /** ResourceSummary represents the summary of resources in the member cluster. */
  readonly resourceSummary?: ResourceSummary;
}

/** LocalSecretReference is a reference to a secret within the enclosing namespace. */
export interface LocalSecretReference {
  /** Name is the name of the resource being referenced. */
  readonly name: string;
  /** Namespace is the namespace for the resource being referenced. */
  readonly namespace: string;
}

/** NodeSummary represents the summary of nodes status in a specific cluster. */
export interface NodeSummary {
  /** ReadyNum is the number of ready nodes in the cluster. */
  readonly readyNum?: number;
  /** TotalNum is the total number of nodes in the cluster. */
  readonly totalNum?: number;
}

/** ResourceModel describes the modeling that you want to statistics. */
export interface ResourceModel {
  /** Grade is the index for the resource modeling. */
  readonly grade: number;
  /** Ranges describes the resource quota ranges. */
  readonly ranges: readonly ResourceModelRange[];
}

/** ResourceModelRange describes the detail of each modeling quota that ranges from min to max. */
export interface ResourceModelRange {
  /** Max is the maximum amount of this resource represented by resource name. */
  readonly max: number | string;
  /** Min is the minimum amount of this resource represented by resource name. */
  readonly min: number | string;
  /** Name is the name for the resource that you want to categorize. */
  readonly name: string;
}

/** ResourceSummary represents the summary of resources in the member cluster. */
export interface ResourceSummary {
  /** Allocatable represents the resources of a cluster that are available for scheduling. */
  readonly allocatable?: Readonly<Record<string, number | string>>;
  /** AllocatableModelings represents the statistical resource modeling. */
  readonly allocatableModelings?: readonly AllocatableModeling[];
  /** Allocated represents the resources of a cluster that have been scheduled. */
  readonly allocated?: Readonly<Record<string, number | string>>;
  /** Allocating represents the resources of a cluster that are pending for scheduling. */
  readonly allocating?: Readonly<Record<string, number | string>>;
}
