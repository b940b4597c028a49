// Made by: npm run generate. Change scripts/support/openapi-types.mjs, not this.
import type { WebhookClientConfig } from './kubernetes.ts';
import type { KubeObject } from '../object.ts';

/** ComponentResourceRequirement holds the scripts for extracting the desired replica count and resource requirements for each component within a resource. */
export interface ComponentResourceRequirement {
  /** LuaScript holds the Lua script that is used to extract the desired replica count and resource requirements for each component of the resource. */
  readonly luaScript: string;
}

/** CustomizationRules describes the interpretation rules. */
export interface CustomizationRules {
  /** ComponentResource describes the rules for Karmada to discover the resource requirements for multiple components from the given object. */
  readonly componentResource?: ComponentResourceRequirement;
  /** DependencyInterpretation describes the rules for Karmada to analyze the dependent resources. */
  readonly dependencyInterpretation?: DependencyInterpretation;
  /** HealthInterpretation describes the health assessment rules by which Karmada can assess the health state of the resource type. */
  readonly healthInterpretation?: HealthInterpretation;
  /** ReplicaResource describes the rules for Karmada to discover the resource's replica as well as resource requirements. */
  readonly replicaResource?: ReplicaResourceRequirement;
  /** ReplicaRevision describes the rules for Karmada to revise the resource's replica. */
  readonly replicaRevision?: ReplicaRevision;
  /** Retention describes the desired behavior that Karmada should react on the changes made by member cluster components. */
  readonly retention?: LocalValueRetention;
  /** StatusAggregation describes the rules for Karmada to aggregate status collected from member clusters to resource template. */
  readonly statusAggregation?: StatusAggregation;
  /** StatusReflection describes the rules for Karmada to pick the resource's status. */
  readonly statusReflection?: StatusReflection;
}

/** CustomizationTarget represents the resource type that the customization applies to. */
export interface CustomizationTarget {
  /** APIVersion represents the API version of the target resource. */
  readonly apiVersion: string;
  /** Kind represents the Kind of target resources. */
  readonly kind: string;
}

/** DependencyInterpretation holds the rules for interpreting the dependent resources of a specific resources. */
export interface DependencyInterpretation {
  /** LuaScript holds the Lua script that is used to interpret the dependencies of a specific resource. */
  readonly luaScript: string;
}

/** HealthInterpretation holds the rules for interpreting the health state of a specific resource. */
export interface HealthInterpretation {
  /** LuaScript holds the Lua script that is used to assess the health state of a specific resource. */
  readonly luaScript: string;
}

/** LocalValueRetention holds the scripts for retention. */
export interface LocalValueRetention {
  /** LuaScript holds the Lua script that is used to retain runtime values to the desired specification. */
  readonly luaScript: string;
}

/** ReplicaResourceRequirement holds the scripts for getting the desired replicas as well as the resource requirement of each replica. */
export interface ReplicaResourceRequirement {
  /** LuaScript holds the Lua script that is used to discover the resource's replica as well as resource requirements */
  readonly luaScript: string;
}

/** ReplicaRevision holds the scripts for revising the desired replicas. */
export interface ReplicaRevision {
  /** LuaScript holds the Lua script that is used to revise replicas in the desired specification. */
  readonly luaScript: string;
}

/** ResourceInterpreterCustomization describes the configuration of a specific resource for Karmada to get the structure. */
export interface ResourceInterpreterCustomization extends KubeObject {
  readonly apiVersion: 'config.karmada.io/v1alpha1';
  readonly kind: 'ResourceInterpreterCustomization';
  /** Spec describes the configuration in detail. */
  readonly spec: ResourceInterpreterCustomizationSpec;
}

/** ResourceInterpreterCustomizationSpec describes the configuration in detail. */
export interface ResourceInterpreterCustomizationSpec {
  /** Customizations describe the interpretation rules. */
  readonly customizations: CustomizationRules;
  /** CustomizationTarget represents the resource type that the customization applies to. */
  readonly target: CustomizationTarget;
}

/** ResourceInterpreterWebhook describes the webhook as well as the resources and operations it applies to. */
export interface ResourceInterpreterWebhook {
  /** ClientConfig defines how to communicate with the hook. */
  readonly clientConfig: WebhookClientConfig;
  /** InterpreterContextVersions is an ordered list of preferred `ResourceInterpreterContext` versions the Webhook expects. */
  readonly interpreterContextVersions: readonly string[];
  /** Name is the full-qualified name of the webhook. */
  readonly name: string;
  /** Rules describes what operations on what resources the webhook cares about. */
  readonly rules?: readonly RuleWithOperations[];
  /** TimeoutSeconds specifies the timeout for this webhook. */
  readonly timeoutSeconds?: number;
}

/** ResourceInterpreterWebhookConfiguration describes the configuration of webhooks which take the responsibility to tell karmada the details of the resource object, especially for custom resources. */
export interface ResourceInterpreterWebhookConfiguration extends KubeObject {
  readonly apiVersion: 'config.karmada.io/v1alpha1';
  readonly kind: 'ResourceInterpreterWebhookConfiguration';
  /** Webhooks is a list of webhooks and the affected resources and operations. */
  readonly webhooks: readonly ResourceInterpreterWebhook[];
}

/** RuleWithOperations is a tuple of Operations and Resources. */
export interface RuleWithOperations {
  /** APIGroups is the API groups the resources belong to. '*' is all groups. */
  readonly apiGroups: readonly string[];
  /** APIVersions is the API versions the resources belong to. '*' is all versions. */
  readonly apiVersions: readonly string[];
  /** Kinds is a list of resources this rule applies to. */
  readonly kinds: readonly string[];
  /** Operations is the operations the hook cares about. */
  readonly operations: readonly string[];
}

/** StatusAggregation holds the scripts for aggregating several decentralized statuses. */
export interface StatusAggregation {
  /** LuaScript holds the Lua script that is used to aggregate decentralized statuses to the desired specification. */
  readonly luaScript: string;
}

/** StatusReflection holds the scripts for getting the status. */
export interface StatusReflection {
  /** LuaScript holds the Lua script that is used to get the status from the observed specification. */
  readonly luaScript: string;
}
