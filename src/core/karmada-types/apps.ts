// Made by: npm run generate. Change scripts/support/openapi-types.mjs, not this.
import type { KubeObject } from '../object.ts';

/** ObjectReference the expected resource. */
export interface ObjectReference {
  /** APIVersion represents the API version of the target resource. */
  readonly apiVersion: string;
  /** Kind represents the Kind of the target resource. */
  readonly kind: string;
  /** Name of the target resource. */
  readonly name: string;
  /** Namespace of the target resource. */
  readonly namespace?: string;
}

/** ObservedWorkload the observed resource. */
export interface ObservedWorkload {
  /** Reason represents a machine-readable description of why this resource rebalanced failed. */
  readonly reason?: string;
  /** Result the observed rebalance result of resource. */
  readonly result?: string;
  /** Workload the observed resource. */
  readonly workload: ObjectReference;
}

/** WorkloadRebalancer represents the desired behavior and status of a job which can enforces a resource rebalance. */
export interface WorkloadRebalancer extends KubeObject {
  readonly apiVersion: 'apps.karmada.io/v1alpha1';
  readonly kind: 'WorkloadRebalancer';
  /** Spec represents the specification of the desired behavior of WorkloadRebalancer. */
  readonly spec: WorkloadRebalancerSpec;
  /** Status represents the status of WorkloadRebalancer. */
  readonly status?: WorkloadRebalancerStatus;
}

/** WorkloadRebalancerSpec represents the specification of the desired behavior of Reschedule. */
export interface WorkloadRebalancerSpec {
  /** TTLSecondsAfterFinished limits the lifetime of a WorkloadRebalancer that has finished execution (means each target workload is finished with result of Successful or Failed). */
  readonly ttlSecondsAfterFinished?: number;
  /** Workloads used to specify the list of expected resource. */
  readonly workloads: readonly ObjectReference[];
}

/** WorkloadRebalancerStatus contains information about the current status of a WorkloadRebalancer updated periodically by schedule trigger controller. */
export interface WorkloadRebalancerStatus {
  /** FinishTime represents the finish time of rebalancer. */
  readonly finishTime?: string;
  /** ObservedGeneration is the generation(.metadata.generation) observed by the controller. */
  readonly observedGeneration?: number;
  /** ObservedWorkloads contains information about the execution states and messages of target resources. */
  readonly observedWorkloads?: readonly ObservedWorkload[];
}
