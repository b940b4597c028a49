// Made by: npm run generate. Change scripts/support/openapi-types.mjs, not this.
import type { CrossVersionObjectReference, HorizontalPodAutoscalerBehavior, HorizontalPodAutoscalerStatus, MetricSpec } from './kubernetes.ts';
import type { KubeObject } from '../object.ts';

/** CronFederatedHPA represents a collection of repeating schedule to scale replica number of a specific workload. */
export interface CronFederatedHPA extends KubeObject {
  readonly apiVersion: 'autoscaling.karmada.io/v1alpha1';
  readonly kind: 'CronFederatedHPA';
  /** Spec is the specification of the CronFederatedHPA. */
  readonly spec: CronFederatedHPASpec;
  /** Status is the current status of the CronFederatedHPA. */
  readonly status?: CronFederatedHPAStatus;
}

/** CronFederatedHPARule declares a schedule as well as scale actions. */
export interface CronFederatedHPARule {
  /** FailedHistoryLimit represents the count of failed execution items for each rule. Default: 3. */
  readonly failedHistoryLimit?: number;
  /** Name of the rule. */
  readonly name: string;
  /** Schedule is the cron expression that represents a periodical time. */
  readonly schedule: string;
  /** SuccessfulHistoryLimit represents the count of successful execution items for each rule. Default: 3. */
  readonly successfulHistoryLimit?: number;
  /** Suspend tells the controller to suspend subsequent executions. Default: false. */
  readonly suspend?: boolean;
  /** TargetMaxReplicas is the target MaxReplicas to be set for FederatedHPA. */
  readonly targetMaxReplicas?: number;
  /** TargetMinReplicas is the target MinReplicas to be set for FederatedHPA. */
  readonly targetMinReplicas?: number;
  /** TargetReplicas is the target replicas to be scaled for resources referencing by ScaleTargetRef of this CronFederatedHPA. */
  readonly targetReplicas?: number;
  /** TimeZone for the giving schedule. */
  readonly timeZone?: string;
}

/** CronFederatedHPASpec is the specification of the CronFederatedHPA. */
export interface CronFederatedHPASpec {
  /** Rules contains a collection of schedules that declares when and how the referencing target resource should be scaled. */
  readonly rules: readonly CronFederatedHPARule[];
  /** ScaleTargetRef points to the target resource to scale. */
  readonly scaleTargetRef: CrossVersionObjectReference;
}

/** CronFederatedHPAStatus represents the current status of a CronFederatedHPA. */
export interface CronFederatedHPAStatus {
  /** ExecutionHistories record the execution histories of CronFederatedHPARule. */
  readonly executionHistories?: readonly ExecutionHistory[];
}

/** ExecutionHistory records the execution history of specific CronFederatedHPARule. */
export interface ExecutionHistory {
  /** FailedExecutions records failed executions. */
  readonly failedExecutions?: readonly FailedExecution[];
  /** NextExecutionTime is the next time to execute. */
  readonly nextExecutionTime?: string;
  /** RuleName is the name of the CronFederatedHPARule. */
  readonly ruleName: string;
  /** SuccessfulExecutions records successful executions. */
  readonly successfulExecutions?: readonly SuccessfulExecution[];
}

/** FailedExecution records a failed execution. */
export interface FailedExecution {
  /** ExecutionTime is the actual execution time of CronFederatedHPARule. */
  readonly executionTime: string;
  /** Message is the human-readable message indicating details about the failure. */
  readonly message: string;
  /** ScheduleTime is the expected execution time declared in CronFederatedHPARule. */
  readonly scheduleTime: string;
}

/** FederatedHPA is centralized HPA that can aggregate the metrics in multiple clusters. */
export interface FederatedHPA extends KubeObject {
  readonly apiVersion: 'autoscaling.karmada.io/v1alpha1';
  readonly kind: 'FederatedHPA';
  /** Spec is the specification of the FederatedHPA. */
  readonly spec: FederatedHPASpec;
  /** Status is the current status of the FederatedHPA. */
  readonly status?: HorizontalPodAutoscalerStatus;
}

/** FederatedHPASpec describes the desired functionality of the FederatedHPA. */
export interface FederatedHPASpec {
  /** Behavior configures the scaling behavior of the target in both Up and Down directions (scaleUp and scaleDown fields respectively). */
  readonly behavior?: HorizontalPodAutoscalerBehavior;
  /** MaxReplicas is the upper limit for the number of replicas to which the autoscaler can scale up. */
  readonly maxReplicas: number;
  /** Metrics contains the specifications for which to use to calculate the desired replica count (the maximum replica count across all metrics will be used). */
  readonly metrics?: readonly MetricSpec[];
  /** MinReplicas is the lower limit for the number of replicas to which the autoscaler can scale down. */
  readonly minReplicas?: number;
  /** ScaleTargetRef points to the target resource to scale, and is used to the pods for which metrics should be collected, as well as to actually change the replica count. */
  readonly scaleTargetRef: CrossVersionObjectReference;
}

/** SuccessfulExecution records a successful execution. */
export interface SuccessfulExecution {
  /** AppliedMaxReplicas is the MaxReplicas have been applied. */
  readonly appliedMaxReplicas?: number;
  /** AppliedMinReplicas is the MinReplicas have been applied. */
  readonly appliedMinReplicas?: number;
  /** AppliedReplicas is the replicas have been applied. */
  readonly appliedReplicas?: number;
  /** ExecutionTime is the actual execution time of CronFederatedHPARule. */
  readonly executionTime: string;
  /** ScheduleTime is the expected execution time declared in CronFederatedHPARule. */
  readonly scheduleTime: string;
}
