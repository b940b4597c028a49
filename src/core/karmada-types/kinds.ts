// Made by: npm run generate. Change scripts/support/openapi-types.mjs, not this.
import type { WorkloadRebalancer } from './apps.ts';
import type { CronFederatedHPA, FederatedHPA } from './autoscaling.ts';
import type { Cluster } from './cluster.ts';
import type { ResourceInterpreterCustomization, ResourceInterpreterWebhookConfiguration } from './config.ts';
import type { ServiceExport, ServiceImport } from './multicluster-x-k8s-io.ts';
import type { MultiClusterIngress, MultiClusterService } from './networking.ts';
import type { ClusterOverridePolicy, ClusterPropagationPolicy, ClusterTaintPolicy, FederatedResourceQuota, OverridePolicy, PropagationPolicy } from './policy.ts';
import type { Remedy } from './remedy.ts';
import type { ResourceRegistry } from './search.ts';
import type { ClusterResourceBinding, ResourceBinding, Work } from './work.ts';

/** Every kind of Karmada, by its plural name. */
export const karmadaKinds = {
  clusterOverridePolicies: { group: 'policy.karmada.io', version: 'v1alpha1', kind: 'ClusterOverridePolicy', resource: 'clusteroverridepolicies', namespaced: false, hasStatus: false },
  clusterPropagationPolicies: { group: 'policy.karmada.io', version: 'v1alpha1', kind: 'ClusterPropagationPolicy', resource: 'clusterpropagationpolicies', namespaced: false, hasStatus: false },
  clusterResourceBindings: { group: 'work.karmada.io', version: 'v1alpha2', kind: 'ClusterResourceBinding', resource: 'clusterresourcebindings', namespaced: false, hasStatus: true },
  clusterTaintPolicies: { group: 'policy.karmada.io', version: 'v1alpha1', kind: 'ClusterTaintPolicy', resource: 'clustertaintpolicies', namespaced: false, hasStatus: false },
  clusters: { group: 'cluster.karmada.io', version: 'v1alpha1', kind: 'Cluster', resource: 'clusters', namespaced: false, hasStatus: true },
  cronFederatedHPAs: { group: 'autoscaling.karmada.io', version: 'v1alpha1', kind: 'CronFederatedHPA', resource: 'cronfederatedhpas', namespaced: true, hasStatus: true },
  federatedHPAs: { group: 'autoscaling.karmada.io', version: 'v1alpha1', kind: 'FederatedHPA', resource: 'federatedhpas', namespaced: true, hasStatus: true },
  federatedResourceQuotas: { group: 'policy.karmada.io', version: 'v1alpha1', kind: 'FederatedResourceQuota', resource: 'federatedresourcequotas', namespaced: true, hasStatus: true },
  multiClusterIngresses: { group: 'networking.karmada.io', version: 'v1alpha1', kind: 'MultiClusterIngress', resource: 'multiclusteringresses', namespaced: true, hasStatus: true },
  multiClusterServices: { group: 'networking.karmada.io', version: 'v1alpha1', kind: 'MultiClusterService', resource: 'multiclusterservices', namespaced: true, hasStatus: true },
  overridePolicies: { group: 'policy.karmada.io', version: 'v1alpha1', kind: 'OverridePolicy', resource: 'overridepolicies', namespaced: true, hasStatus: false },
  propagationPolicies: { group: 'policy.karmada.io', version: 'v1alpha1', kind: 'PropagationPolicy', resource: 'propagationpolicies', namespaced: true, hasStatus: false },
  remedies: { group: 'remedy.karmada.io', version: 'v1alpha1', kind: 'Remedy', resource: 'remedies', namespaced: false, hasStatus: false },
  resourceBindings: { group: 'work.karmada.io', version: 'v1alpha2', kind: 'ResourceBinding', resource: 'resourcebindings', namespaced: true, hasStatus: true },
  resourceInterpreterCustomizations: { group: 'config.karmada.io', version: 'v1alpha1', kind: 'ResourceInterpreterCustomization', resource: 'resourceinterpretercustomizations', namespaced: false, hasStatus: false },
  resourceInterpreterWebhookConfigurations: { group: 'config.karmada.io', version: 'v1alpha1', kind: 'ResourceInterpreterWebhookConfiguration', resource: 'resourceinterpreterwebhookconfigurations', namespaced: false, hasStatus: false },
  resourceRegistries: { group: 'search.karmada.io', version: 'v1alpha1', kind: 'ResourceRegistry', resource: 'resourceregistries', namespaced: false, hasStatus: true },
  serviceExports: { group: 'multicluster.x-k8s.io', version: 'v1alpha1', kind: 'ServiceExport', resource: 'serviceexports', namespaced: true, hasStatus: true },
  serviceImports: { group: 'multicluster.x-k8s.io', version: 'v1alpha1', kind: 'ServiceImport', resource: 'serviceimports', namespaced: true, hasStatus: true },
  workloadRebalancers: { group: 'apps.karmada.io', version: 'v1alpha1', kind: 'WorkloadRebalancer', resource: 'workloadrebalancers', namespaced: false, hasStatus: true },
  works: { group: 'work.karmada.io', version: 'v1alpha1', kind: 'Work', resource: 'works', namespaced: true, hasStatus: true },
} as const;

/** What an object of each kind looks like. */
export interface KarmadaObjects {
  readonly clusterOverridePolicies: ClusterOverridePolicy;
  readonly clusterPropagationPolicies: ClusterPropagationPolicy;
  readonly clusterResourceBindings: ClusterResourceBinding;
  readonly clusterTaintPolicies: ClusterTaintPolicy;
  readonly clusters: Cluster;
  readonly cronFederatedHPAs: CronFederatedHPA;
  readonly federatedHPAs: FederatedHPA;
  readonly federatedResourceQuotas: FederatedResourceQuota;
  readonly multiClusterIngresses: MultiClusterIngress;
  readonly multiClusterServices: MultiClusterService;
  readonly overridePolicies: OverridePolicy;
  readonly propagationPolicies: PropagationPolicy;
  readonly remedies: Remedy;
  readonly resourceBindings: ResourceBinding;
  readonly resourceInterpreterCustomizations: ResourceInterpreterCustomization;
  readonly resourceInterpreterWebhookConfigurations: ResourceInterpreterWebhookConfiguration;
  readonly resourceRegistries: ResourceRegistry;
  readonly serviceExports: ServiceExport;
  readonly serviceImports: ServiceImport;
  readonly workloadRebalancers: WorkloadRebalancer;
  readonly works: Work;
}
