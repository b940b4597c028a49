import type { NodeSelector, Toleration } from '../karmada-types/kubernetes.ts';
import type { NodeClaim, ReplicaRequirements } from '../karmada-types/work.ts';
import { type Container, podRequest, type ResourceList } from './pod-request.ts';

/** What Karmada reads of a Pod's spec. */
export interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly overhead?: ResourceList;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: {
    readonly nodeAffinity?: { readonly requiredDuringSchedulingIgnoredDuringExecution?: NodeSelector };
  };
}

/** GenerateReplicaRequirements (pkg/util/helper/binding.go); undefined: the Pod asks for nothing. */
export function replicaRequirements(pod: PodSpec): ReplicaRequirements | undefined {
  const claim = nodeClaim(pod);
  const request = podRequest(pod);
  if (!claim && !request) return undefined;
  return { ...(claim ? { nodeClaim: claim } : {}), ...(request ? { resourceRequest: request } : {}) };
}

/** GenerateNodeClaimByPodSpec: an empty nodeSelector counts as one, and none of it is written. */
function nodeClaim({ nodeSelector, tolerations = [], affinity }: PodSpec): NodeClaim | undefined {
  const hardNodeAffinity = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (!nodeSelector && !hardNodeAffinity && tolerations.length === 0) return undefined;
  return {
    ...(hardNodeAffinity ? { hardNodeAffinity } : {}),
    ...(nodeSelector && Object.keys(nodeSelector).length > 0 ? { nodeSelector } : {}),
    ...(tolerations.length > 0 ? { tolerations } : {}),
  };
}
