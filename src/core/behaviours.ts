import { minorOf, type Release } from './versions.ts';

/**
 * What changed with a release and cannot be seen from outside: as the last patch of a minor release has it, since what
 * is fixed is often fixed in the old ones too; v1.10 is as v1.10.7 has it.
 */
export interface Behaviours {
  /** What is left over when replicas are divided by weight (pkg/scheduler/core, pkg/util/helper). */
  readonly replicaRounding: 'random' | 'webster';
  /** fieldSelector `zone In`: which of a cluster's zones must be listed (pkg/util/selector.go, matchZones). */
  readonly zoneMatching: 'every zone' | 'any zone';
  /** Who signs a Pull member's certificate (pkg/karmadactl/register/register.go): the signer after `kubernetes.io/`. */
  readonly agentCertificates: 'kube-apiserver-client-kubelet' | 'kube-apiserver-client';
  /** The label of what a join makes (pkg/util/credential.go). */
  readonly joinLabels: 'karmada.io/managed' | 'karmada.io/system';
  /** What a taint with NoExecute does (cmd/controller-manager/app/controllermanager.go, startClusterController). */
  readonly noExecuteTaints: 'evict' | 'evict where switched on';
  /** Whether a Work can leave in the member what it has made (Work.spec.preserveResourcesOnDeletion). */
  readonly workDeletion: 'deletes' | 'deletes or preserves';
  /** Whether a cluster that does not serve the kind is out where the workload is already (plugins/apienablement). */
  readonly missingApi: 'out' | 'kept while the list is incomplete' | 'kept';
  /** Whether a cluster that is being removed is still a target (generic_scheduler.go, HasTerminatingTargetClusters). */
  readonly leavingClusters: 'targets' | 'left';
  /** What spec.suspension.scheduling does (pkg/scheduler/event_handler.go). */
  readonly schedulingSuspension: 'nothing' | 'skips';
  /** What has replicas to divide (ResourceBindingSpec.IsWorkload, AssignReplicas). */
  readonly workloads: 'with replicas' | 'with replicas or requirements';
  /** What a region is worth when clusters are spread over regions (spreadconstraint/group_clusters.go). */
  readonly regionScore: 'first cluster' | 'capacity or a crash' | 'capacity';
  /** Whether too little room for the dynamic division is told from other errors (core/assignment.go, %v and %w). */
  readonly scalingErrors: 'plain' | 'unschedulable';
  /** By whose replicas the dynamic division scales down (core/division_algorithm.go, dynamicScaleDown). */
  readonly scaleDown: 'all former clusters' | 'former clusters that still fit';
  /** How many replicas a cluster with resource models has room for (pkg/estimator/client/general.go). */
  readonly resourceModels: 'by grade' | 'node by node';
  /** placement.workloadAffinity: an old scheduler does not know the field. */
  readonly workloadAffinity: 'unknown' | 'known';
  /** placement.clusterAffinities[].overflowAffinities: an old scheduler does not know the field. */
  readonly overflowAffinities: 'unknown' | 'known';
  /** How a policy that goes finds the templates that bear its mark (pkg/detector/detector.go, handlePolicyDeletion). */
  readonly claimCleanup: 'by binding' | 'by template';
  /** Where a policy's mark names the policy (pkg/detector/claim.go). */
  readonly claimNames: 'annotations and labels' | 'annotations';
  /** What a PropagationPolicy that takes over takes away of a ClusterPropagationPolicy's mark (excludeClusterPolicy). */
  readonly claimTakeover: 'labels' | 'labels and annotations';
  /** What a lazy policy does with a template that another one has just let go (pkg/detector/detector.go, OnUpdate). */
  readonly lazyTakeover: 'waits' | 'takes it at once';
  /** How a policy's spec.suspension gets into a binding (pkg/util/binding.go, MergePolicySuspension). */
  readonly bindingSuspension: 'never' | 'replaces' | 'merges';
  /** What becomes of finalizers that others have put on a binding (pkg/detector/detector.go, ApplyPolicy). */
  readonly bindingFinalizers: 'replaced' | 'merged';
  /** policy.spec.preserveResourcesOnDeletion: an old control plane does not know the field. */
  readonly preserveOnDeletion: 'unknown' | 'known';
  /** policy.spec.schedulePriority, behind the feature gate PriorityBasedScheduling. */
  readonly schedulePriority: 'unknown' | 'known';
  /** ResourceBinding.spec.components, behind the feature gate MultiplePodTemplatesScheduling. */
  readonly components: 'unknown' | 'known';
  /** Whether Karmada counts the replicas of a ReplicaSet (pkg/resourceinterpreter/default/native). */
  readonly replicaSets: 'no workload' | 'divided as a workload';
  /** What every policy tolerates of clusters that are not ready (pkg/webhook/propagationpolicy/mutating.go). */
  readonly defaultTolerations: 'for five minutes' | 'nothing';
  /** What failover.application.purgeMode is by default (charts/karmada/_crds/bases). */
  readonly gracefulPurge: 'Graciously' | 'Gracefully';
  /** Selectors of a namespace's policy that name another namespace (pkg/util/validation, validateResourceSelectors). */
  readonly foreignSelectors: 'allowed' | 'refused';
  /** A predicate whose path is empty (ValidateOverrideRules there). */
  readonly emptyPointers: 'refused' | 'allowed';
  /** What of an image's name has no more than 255 characters (github.com/distribution/reference v0.5 and v0.6). */
  readonly imageNameLimit: 'whole name' | 'path';
  /** overriders.fieldOverrider: an old control plane does not know the field. */
  readonly fieldOverrider: 'unknown' | 'known';
  /** Of what a member gets its cluster's share, and not the template's replicas (controllers/binding/common.go). */
  readonly revisedReplicas: 'divided' | 'with replicas' | 'of workloads';
  /** What an error in one cluster does to those after it (ensureWork there). */
  readonly workErrors: 'end it' | 'pass it over';
  /** Whether a manifest says which generation of its template it was made from (mergeAnnotations there). */
  readonly generationNotes: 'none' | 'noted';
  /** How often a Work's manifest is pruned before it is there: by its webhook, and by who makes it (controllers/ctrlutil/work.go). */
  readonly pruning: 'once' | 'twice';
  /** A patch that replaces the whole by what is neither an object nor a list (evanphx/json-patch v5.9.0, v5.9.11). */
  readonly scalarDocuments: 'ignored' | 'refused';
  /** A label or annotation that a patch makes null (k8s.io/apimachinery: v0.33). */
  readonly nullMarks: 'hide the others' | 'empty';
}

/** Each way by the minor release that brought it; the first is the oldest there is. */
const changes: { readonly [B in keyof Behaviours]: Ways<B> } = {
  replicaRounding: { 0: 'random', 16: 'webster' },
  zoneMatching: { 0: 'every zone', 18: 'any zone' },
  agentCertificates: { 0: 'kube-apiserver-client-kubelet', 12: 'kube-apiserver-client' },
  joinLabels: { 0: 'karmada.io/managed', 11: 'karmada.io/system' },
  noExecuteTaints: { 0: 'evict', 14: 'evict where switched on' },
  workDeletion: { 0: 'deletes', 12: 'deletes or preserves' },
  missingApi: { 0: 'out', 11: 'kept while the list is incomplete', 15: 'kept' },
  leavingClusters: { 0: 'targets', 14: 'left' },
  schedulingSuspension: { 0: 'nothing', 13: 'skips' },
  workloads: { 0: 'with replicas', 16: 'with replicas or requirements' },
  regionScore: { 0: 'first cluster', 12: 'capacity or a crash', 14: 'capacity' },
  scalingErrors: { 0: 'plain', 15: 'unschedulable' },
  scaleDown: { 0: 'all former clusters', 17: 'former clusters that still fit' },
  resourceModels: { 0: 'by grade', 18: 'node by node' },
  workloadAffinity: { 0: 'unknown', 17: 'known' },
  overflowAffinities: { 0: 'unknown', 18: 'known' },
  claimCleanup: { 0: 'by binding', 12: 'by template' },
  claimNames: { 0: 'annotations and labels', 11: 'annotations' },
  claimTakeover: { 0: 'labels', 12: 'labels and annotations' },
  lazyTakeover: { 0: 'waits', 12: 'takes it at once' },
  bindingSuspension: { 0: 'never', 11: 'replaces', 13: 'merges' },
  bindingFinalizers: { 0: 'replaced', 11: 'merged' },
  preserveOnDeletion: { 0: 'unknown', 12: 'known' },
  schedulePriority: { 0: 'unknown', 13: 'known' },
  components: { 0: 'unknown', 15: 'known' },
  replicaSets: { 0: 'no workload', 16: 'divided as a workload' },
  defaultTolerations: { 0: 'for five minutes', 15: 'nothing' },
  gracefulPurge: { 0: 'Graciously', 15: 'Gracefully' },
  foreignSelectors: { 0: 'allowed', 17: 'refused' },
  emptyPointers: { 0: 'refused', 12: 'allowed' },
  imageNameLimit: { 0: 'whole name', 14: 'path' },
  fieldOverrider: { 0: 'unknown', 12: 'known' },
  revisedReplicas: { 0: 'divided', 14: 'with replicas', 17: 'of workloads' },
  workErrors: { 0: 'end it', 13: 'pass it over' },
  generationNotes: { 0: 'none', 11: 'noted' },
  pruning: { 0: 'once', 13: 'twice' },
  scalarDocuments: { 0: 'ignored', 14: 'refused' },
  nullMarks: { 0: 'hide the others', 15: 'empty' },
};

type Ways<B extends keyof Behaviours> = { readonly 0: Behaviours[B]; readonly [since: number]: Behaviours[B] };

/** How a release behaves; undefined where its range holds more than one way. */
export function behaviourOf<B extends keyof Behaviours>(
  { min, max }: Release,
  behaviour: B,
): Behaviours[B] | undefined {
  const oldest = wayOf(behaviour, min === undefined ? 0 : minorOf(min));
  const newest = wayOf(behaviour, max === undefined ? Number.POSITIVE_INFINITY : minorOf(max));
  return oldest === newest ? oldest : undefined;
}

/** How one minor release behaves: 10 for v1.10. */
export function wayOf<B extends keyof Behaviours>(behaviour: B, minor: number): Behaviours[B] {
  const ways: Ways<B> = changes[behaviour];
  const since = Object.keys(ways)
    .map(Number)
    .filter((first) => first <= minor);
  return ways[Math.max(...since)] ?? ways[0];
}
