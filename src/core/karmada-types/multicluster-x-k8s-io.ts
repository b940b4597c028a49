// Made by: npm run generate. Change scripts/support/openapi-types.mjs, not this.
import type { KubeObject } from '../object.ts';

/** ServiceExport declares that the Service with the same name and namespace as this export should be consumable from other clusters. */
export interface ServiceExport extends KubeObject {
  readonly apiVersion: 'multicluster.x-k8s.io/v1alpha1';
  readonly kind: 'ServiceExport';
  /** status describes the current state of an exported service. */
  readonly status?: {
    readonly conditions?: readonly ({
      /** lastTransitionTime is the last time the condition transitioned from one status to another. */
      readonly lastTransitionTime: string;
      /** message is a human readable message indicating details about the transition. */
      readonly message: string;
      /** observedGeneration represents the .metadata.generation that the condition was set based upon. */
      readonly observedGeneration?: number;
      /** reason contains a programmatic identifier indicating the reason for the condition's last transition. */
      readonly reason: string;
      /** status of the condition, one of True, False, Unknown. */
      readonly status: 'True' | 'False' | 'Unknown';
      /** type of condition in CamelCase or in foo.example.com/CamelCase. */
      readonly type: string;
    })[];
  };
}

/** ServiceImport describes a service imported from clusters in a ClusterSet. */
export interface ServiceImport extends KubeObject {
  readonly apiVersion: 'multicluster.x-k8s.io/v1alpha1';
  readonly kind: 'ServiceImport';
  /** spec defines the behavior of a ServiceImport. */
  readonly spec?: {
    /** ip will be used as the VIP for this service when type is ClusterSetIP. */
    readonly ips?: readonly string[];
    readonly ports: readonly ({
      /** The application protocol for this port. */
      readonly appProtocol?: string;
      /** The name of this port within the service. */
      readonly name?: string;
      /** The port that will be exposed by this service. */
      readonly port: number;
      /** The IP protocol for this port. */
      readonly protocol?: string;
    })[];
    /** Supports "ClientIP" and "None". */
    readonly sessionAffinity?: string;
    /** sessionAffinityConfig contains session affinity configuration. */
    readonly sessionAffinityConfig?: {
      /** clientIP contains the configurations of Client IP based session affinity. */
      readonly clientIP?: {
        /** timeoutSeconds specifies the seconds of ClientIP type session sticky time. */
        readonly timeoutSeconds?: number;
      };
    };
    /** type defines the type of this service. */
    readonly type: 'ClusterSetIP' | 'Headless';
  };
  /** status contains information about the exported services that form the multi-cluster service referenced by this ServiceImport. */
  readonly status?: {
    /** clusters is the list of exporting clusters from which this service was derived. */
    readonly clusters?: readonly ({
      /** cluster is the name of the exporting cluster. */
      readonly cluster: string;
    })[];
  };
}
