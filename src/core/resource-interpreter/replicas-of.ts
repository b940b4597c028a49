import { wayOf } from '../behaviours.ts';
import type { ReplicaRequirements } from '../karmada-types/work.ts';
import type { Workload } from '../propagation.ts';
import { type CountedSpec, kindOf, nativeReplicas } from './native-replicas.ts';
import { NoQuantity } from './pod-request.ts';
import { type PodSpec, replicaRequirements } from './replica-requirements.ts';
import { hasComponentScript, hasReplicaScript } from './third-party-kinds.ts';
import { withoutNulls } from './without-nulls.ts';

export interface InterpreterRules {
  /** The minor release: 10 for v1.10, 18 for v1.18. */
  readonly minor: number;
  /** The feature gate MultiplePodTemplatesScheduling; off by default. */
  readonly multiplePodTemplates?: boolean;
}

export interface Replicas {
  readonly replicas: number;
  /** What each of them asks for; undefined: nothing. */
  readonly requirements?: ReplicaRequirements;
}

type Spec = CountedSpec & PodSpec & { readonly template?: { readonly spec?: PodSpec } };

/**
 * How many Pods a template runs, as the control plane holds it (with the defaults of its API server), and what each
 * asks for. undefined: it runs none. `unknown`: a script of Karmada's decides, or it is nothing that a server takes.
 * What ResourceInterpreterCustomizations and webhooks of a control plane say comes before all of this.
 */
export function replicasOf(template: Workload, rules: InterpreterRules): Replicas | 'unknown' | undefined {
  const kind = kindOf(template);
  const { minor, multiplePodTemplates = false } = rules;
  if (multiplePodTemplates && hasComponentScript(kind, minor)) return 'unknown';
  if (hasReplicaScript(kind, minor)) return 'unknown';
  if (kind === 'apps/v1 ReplicaSet' && wayOf('replicaSets', minor) === 'no workload') return undefined;
  const spec: Spec = withoutNulls(template.spec ?? {});
  const replicas = nativeReplicas(kind, spec);
  if (replicas === undefined) return undefined;
  const pod = kind === 'v1 Pod' ? spec : spec.template?.spec;
  if (!Number.isInteger(replicas)) return 'unknown';
  try {
    const requirements = replicaRequirements(pod ?? {});
    return { replicas, ...(requirements ? { requirements } : {}) };
  } catch (error) {
    if (error instanceof NoQuantity) return 'unknown';
    throw error;
  }
}
