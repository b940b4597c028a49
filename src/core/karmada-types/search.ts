// Made by: npm run generate. Change scripts/support/openapi-types.mjs, not this.
import type { LocalSecretReference } from './cluster.ts';
import type { Condition } from './kubernetes.ts';
import type { KubeObject } from '../object.ts';
import type { ClusterAffinity } from './policy.ts';

/** BackendStoreConfig specifies backend store. */
export interface BackendStoreConfig {
  /** OpenSearch is a community-driven, open source search and analytics suite. */
  readonly openSearch?: OpenSearchConfig;
}

/** OpenSearchConfig holds the necessary configuration for client to access and config an OpenSearch server. */
export interface OpenSearchConfig {
  /** Addresses is a list of node endpoint(e.g. 'https://localhost:9200') to use. */
  readonly addresses: readonly string[];
  /** SecretRef represents the secret contains mandatory credentials to access the server. */
  readonly secretRef: LocalSecretReference;
}

/** ResourceRegistry represents the configuration of the cache scope, mainly describes which resources in which clusters should be cached. */
export interface ResourceRegistry extends KubeObject {
  readonly apiVersion: 'search.karmada.io/v1alpha1';
  readonly kind: 'ResourceRegistry';
  /** Spec represents the desired behavior of ResourceRegistry. */
  readonly spec?: ResourceRegistrySpec;
  /** Status represents the status of ResourceRegistry. */
  readonly status?: ResourceRegistryStatus;
}

/** ResourceRegistrySpec defines the desired state of ResourceRegistry. */
export interface ResourceRegistrySpec {
  /** BackendStore specifies the location where to store the cached items. */
  readonly backendStore?: BackendStoreConfig;
  /** ResourceSelectors specifies the resources type that should be cached by cache system. */
  readonly resourceSelectors: readonly ResourceSelector[];
  /** TargetCluster specifies the clusters where the cache system collect resource from. */
  readonly targetCluster: ClusterAffinity;
}

/** ResourceRegistryStatus defines the observed state of ResourceRegistry */
export interface ResourceRegistryStatus {
  /** Conditions contain the different condition statuses. */
  readonly conditions?: readonly Condition[];
}

/** ResourceSelector specifies the resources type and its scope. */
export interface ResourceSelector {
  /** APIVersion represents the API version of the target resources. */
  readonly apiVersion: string;
  /** Kind represents the kind of the target resources. */
  readonly kind: string;
  /** Namespace of the target resource. */
  readonly namespace?: string;
}
