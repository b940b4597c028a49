// Made by: npm run generate. Change scripts/support/openapi-types.mjs, not this.
import type { IngressLoadBalancerStatus, IngressSpec, ServiceStatus } from './kubernetes.ts';
import type { KubeObject } from '../object.ts';

/** ClusterSelector specifies the cluster to be selected. */
export interface ClusterSelector {
  /** Name is the name of the cluster to be selected. */
  readonly name: string;
}

/** ExposurePort describes which port will be exposed. */
export interface ExposurePort {
  /** Name is the name of the port that needs to be exposed within the service. */
  readonly name?: string;
  /** Port specifies the exposed service port. */
  readonly port: number;
}

/** ExposureRange describes a list of clusters where the service is exposed. */
export interface ExposureRange {
  /** ClusterNames is the list of clusters to be selected. */
  readonly clusterNames?: readonly string[];
}

/** MultiClusterIngress is a collection of rules that allow inbound connections to reach the endpoints defined by a backend. */
export interface MultiClusterIngress extends KubeObject {
  readonly apiVersion: 'networking.karmada.io/v1alpha1';
  readonly kind: 'MultiClusterIngress';
  /** Spec is the desired state of the MultiClusterIngress. */
  readonly spec?: IngressSpec;
  /** Status is the current state of the MultiClusterIngress. */
  readonly status?: MultiClusterIngressStatus;
}

/** MultiClusterIngressStatus is the current state of the MultiClusterIngress. */
export interface MultiClusterIngressStatus {
  /** loadBalancer contains the current status of the load-balancer. */
  readonly loadBalancer?: IngressLoadBalancerStatus;
  /** ServiceLocations records the locations of MulticlusterIngress's backend Service resources. */
  readonly serviceLocations?: readonly ServiceLocation[];
  /** TrafficBlockClusters records the cluster name list that needs to perform traffic block. */
  readonly trafficBlockClusters?: readonly string[];
}

/** MultiClusterService is a named abstraction of multi-cluster software service. */
export interface MultiClusterService extends KubeObject {
  readonly apiVersion: 'networking.karmada.io/v1alpha1';
  readonly kind: 'MultiClusterService';
  /** Spec is the desired state of the MultiClusterService. */
  readonly spec: MultiClusterServiceSpec;
  /** Status is the current state of the MultiClusterService. */
  readonly status?: ServiceStatus;
}

/** MultiClusterServiceSpec is the desired state of the MultiClusterService. */
export interface MultiClusterServiceSpec {
  /** ConsumerClusters specifies the clusters where the service will be exposed, for clients. */
  readonly consumerClusters?: readonly ClusterSelector[];
  /** Ports is the list of ports that are exposed by this MultiClusterService. */
  readonly ports?: readonly ExposurePort[];
  /** ProviderClusters specifies the clusters which will provide the service backend. */
  readonly providerClusters?: readonly ClusterSelector[];
  /** Range specifies the ranges where the referencing service should be exposed. */
  readonly range?: ExposureRange;
  /** ServiceConsumptionClusters specifies the clusters where the service will be exposed, for clients. */
  readonly serviceConsumptionClusters?: readonly string[];
  /** ServiceProvisionClusters specifies the clusters which will provision the service backend. */
  readonly serviceProvisionClusters?: readonly string[];
  /** Types specifies how to expose the service referencing by this MultiClusterService. */
  readonly types: readonly string[];
}

/** ServiceLocation records the locations of MulticlusterIngress's backend Service resources. */
export interface ServiceLocation {
  /** Clusters records the cluster list where the Service is located. */
  readonly clusters?: readonly string[];
  /** name is the referenced service. */
  readonly name: string;
}
