/** karmate as a library. A line here is a promise; importing it reads nothing and asks nobody. */
export type { ConnectOptions } from './client/connect.ts';
export { type Client, connect, type Runnable, type RunOptions } from './client/library.ts';
export type { Draft, Objects, Patch, StatusOf, Typed, Wanted } from './client/typed.ts';
export { type ErrorCode, exitCodes, type Failure, KnownError } from './contract/errors.ts';
export type { Answer, Operation, Outcome } from './contract/operation.ts';
export type { DeleteOptions, Karmada, Kube, ListQuery, Ports, Target } from './contract/ports.ts';
export type { View } from './contract/view.ts';
export type { Wish } from './contract/wish.ts';
export { type Behaviours, behaviourOf } from './core/behaviours.ts';
export { renderFor, renderWorks } from './core/binding-controller/render.ts';
export type { RenderCase, RenderError, RenderedWork } from './core/binding-controller/rendered-work.ts';
export { clusters } from './core/cluster.ts';
export type { ClusterDescription } from './core/cluster-description/description.ts';
export { type AnyBinding, bindingFor } from './core/detector/binding-for.ts';
export type { BindingFacts } from './core/detector/binding-spec.ts';
export { choosePolicy } from './core/detector/choose-policy.ts';
export { type Detected, type DetectorCase, type DetectorRules, detect } from './core/detector/detector.ts';
export type { NearMiss } from './core/detector/near-miss.ts';
export type { Policy } from './core/detector/policy.ts';
export type { Candidate, PolicyChoice, PolicyChoiceOptions } from './core/detector/policy-choice.ts';
export type { WorkloadRebalancer } from './core/karmada-types/apps.ts';
export type { CronFederatedHPA, FederatedHPA } from './core/karmada-types/autoscaling.ts';
export type { Cluster, ClusterSpec, ClusterStatus } from './core/karmada-types/cluster.ts';
export type {
  ResourceInterpreterCustomization,
  ResourceInterpreterWebhookConfiguration,
} from './core/karmada-types/config.ts';
export { type KarmadaObjects, karmadaKinds } from './core/karmada-types/kinds.ts';
export type { ServiceExport, ServiceImport } from './core/karmada-types/multicluster-x-k8s-io.ts';
export type { MultiClusterIngress, MultiClusterService } from './core/karmada-types/networking.ts';
export type {
  ClusterOverridePolicy,
  ClusterPropagationPolicy,
  ClusterTaintPolicy,
  FederatedResourceQuota,
  OverridePolicy,
  OverrideSpec,
  Placement,
  PropagationPolicy,
  PropagationSpec,
} from './core/karmada-types/policy.ts';
export type { Remedy } from './core/karmada-types/remedy.ts';
export type { ResourceRegistry } from './core/karmada-types/search.ts';
export type { ClusterResourceBinding, ResourceBinding, ResourceBindingSpec, Work } from './core/karmada-types/work.ts';
export type { Condition, Gvr, KubeList, KubeObject, Metadata, Place, Resource } from './core/object.ts';
export type { OverrideRules } from './core/override-manager/apply-overriders.ts';
export {
  type AnyOverridePolicy,
  type Overridden,
  type OverrideError,
  overriddenManifest,
} from './core/override-manager/override-manager.ts';
export type { Workload } from './core/propagation.ts';
export { type InterpreterRules, type Replicas, replicasOf } from './core/resource-interpreter/replicas-of.ts';
export { withTemplateDefaults } from './core/resource-interpreter/template-defaults.ts';
export type {
  Attempt,
  Division,
  Estimate,
  Rejection,
  SchedulingAnswer,
  SchedulingCase,
  SchedulingError,
  SchedulingRules,
  Selection,
  Undetermined,
  Verdict,
} from './core/scheduling/answer.ts';
export { type Fleet, prepareFleet } from './core/scheduling/fleet.ts';
export { schedule, scheduleIn } from './core/scheduling/scheduler.ts';
export { version as karmateVersion } from './core/version.ts';
export { describeRelease, type Ground, type Release } from './core/versions.ts';
export type { Refusal } from './core/webhook/refusal.ts';
export { refusals } from './core/webhook/refusals.ts';
export { type AnyPolicy, withDefaults } from './core/webhook/with-defaults.ts';
export { version } from './operations/about/version.ts';
export { apply } from './operations/apply/apply.ts';
export { cordon } from './operations/clusters/cordon.ts';
export { join } from './operations/clusters/join.ts';
export { taint } from './operations/clusters/taint.ts';
export { uncordon } from './operations/clusters/uncordon.ts';
export { unjoin } from './operations/clusters/unjoin.ts';
export { describe } from './operations/describe/describe.ts';
export { get } from './operations/get/get.ts';
export { install } from './operations/host/install.ts';
export { kubeconfig } from './operations/host/kubeconfig.ts';
export { uninstall } from './operations/host/uninstall.ts';
export { lint } from './operations/lint/lint.ts';
export { preview } from './operations/preview/preview.ts';
export { snapshot } from './operations/preview/snapshot.ts';
