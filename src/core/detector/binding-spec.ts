import { wayOf } from '../behaviours.ts';
import { defined } from '../defined.ts';
import type { PropagationSpec } from '../karmada-types/policy.ts';
import type { Component, ReplicaRequirements, ResourceBindingSpec, Suspension } from '../karmada-types/work.ts';
import type { Workload } from '../propagation.ts';
import { type InterpreterRules, type Replicas, replicasOf } from '../resource-interpreter/replicas-of.ts';

/** What the control plane knows and a template does not say. */
export interface BindingFacts {
  /** What the control plane's interpreter says, where it is known; otherwise it is told from the template. `unknown`: what it was, stays. */
  readonly replicas?: Replicas | 'unknown';
  /** The same of a workload of several kinds of Pods. */
  readonly components?: readonly Component[];
  /** The value of the PriorityClass that the policy names, where the feature gate PriorityBasedScheduling is on. */
  readonly schedulePriority?: number;
}

/**
 * What the detector writes into a binding's spec (BuildResourceBinding and ApplyPolicy in pkg/detector/detector.go);
 * what it does not write stays: where the workload is, what is being evicted, who depends on it.
 */
export function bindingSpec(
  template: Workload,
  said: PropagationSpec,
  held: ResourceBindingSpec | undefined,
  facts: BindingFacts,
  rules: InterpreterRules,
): ResourceBindingSpec {
  const { namespace } = template.metadata;
  const knows = (field: 'preserveOnDeletion' | 'schedulePriority' | 'components'): boolean =>
    wayOf(field, rules.minor) === 'known';
  const counted = countOf(template, held, facts, rules);
  const deps = said.propagateDeps || undefined;
  const priority = facts.schedulePriority;
  return defined<ResourceBindingSpec>({
    ...held,
    placement: said.placement ?? {},
    schedulerName: said.schedulerName || undefined,
    failover: said.failover,
    conflictResolution: said.conflictResolution || undefined,
    resource: referenceTo(template),
    suspension: suspensionOf(said, held?.suspension, rules.minor),
    // A ClusterResourceBinding gets this once, when it is made.
    propagateDeps: namespace === undefined && held ? held.propagateDeps : deps,
    replicas: counted.replicas || undefined,
    replicaRequirements: counted.requirements,
    ...(knows('components') ? { components: facts.components } : {}),
    ...(knows('preserveOnDeletion') ? { preserveResourcesOnDeletion: said.preserveResourcesOnDeletion } : {}),
    ...(knows('schedulePriority') && namespace !== undefined
      ? { schedulePriority: said.schedulePriority && priority !== undefined ? { priority } : undefined }
      : {}),
  });
}

function referenceTo({ apiVersion = '', kind = '', metadata }: Workload): ResourceBindingSpec['resource'] {
  const { namespace, name, uid, resourceVersion } = metadata;
  return defined<ResourceBindingSpec['resource']>({ apiVersion, kind, namespace, name, uid, resourceVersion });
}

interface Count {
  readonly replicas?: number | undefined;
  readonly requirements?: ReplicaRequirements | undefined;
}

/** applyReplicaInterpretation. */
function countOf(
  template: Workload,
  held: ResourceBindingSpec | undefined,
  { components, replicas }: BindingFacts,
  rules: InterpreterRules,
): Count {
  if (components && wayOf('components', rules.minor) === 'known') return {};
  const counted = replicas ?? replicasOf(template, rules) ?? {};
  return counted === 'unknown' ? { replicas: held?.replicas, requirements: held?.replicaRequirements } : counted;
}

/** MergePolicySuspension (pkg/util/binding.go): whether it is scheduled is not for the policy to say. */
function suspensionOf(
  { suspension }: PropagationSpec,
  held: Suspension | undefined,
  minor: number,
): Suspension | undefined {
  const way = wayOf('bindingSuspension', minor);
  if (way === 'never') return held;
  if (way === 'replaces') return suspension;
  const scheduling = held?.scheduling;
  if (scheduling === undefined) return suspension;
  return { ...suspension, scheduling };
}
