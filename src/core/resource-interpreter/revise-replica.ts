import { wayOf } from '../behaviours.ts';
import type { ResourceBindingSpec } from '../karmada-types/work.ts';
import type { Manifest } from '../override-manager/manifest-fields.ts';
import { OverrideFailure } from '../override-manager/override-failure.ts';
import { kindOf } from './native-replicas.ts';
import { hasRevisionScript } from './third-party-kinds.ts';

/** The field that holds a cluster's share, by kind (pkg/resourceinterpreter/default/native/revisereplica.go). */
const fields: Readonly<Record<string, string>> = {
  'apps/v1 Deployment': 'replicas',
  'apps/v1 ReplicaSet': 'replicas',
  'apps/v1 StatefulSet': 'replicas',
  'batch/v1 Job': 'parallelism',
};

/** Whether a member gets what the scheduler has given its cluster, and not what the template says (ensureWork). */
export function isRevised(spec: ResourceBindingSpec, minor: number): boolean {
  const { replicas = 0, replicaRequirements, components = [] } = spec;
  const way = wayOf('revisedReplicas', minor);
  if (way === 'divided') return isDivided(spec);
  return replicas > 0 || (way === 'of workloads' && (replicaRequirements !== undefined || components.length > 0));
}

export const isDivided = ({ replicas = 0, placement }: ResourceBindingSpec): boolean =>
  replicas > 0 && placement?.replicaScheduling?.replicaSchedulingType === 'Divided';

/** ReviseReplica; `unknown`: a script of Karmada's does it. */
export function reviseReplica(manifest: Manifest, replicas: number, minor: number): Manifest | 'unknown' {
  const kind = kindOf(manifest);
  if (hasRevisionScript(kind, minor)) return 'unknown';
  if (kind === 'apps/v1 ReplicaSet' && wayOf('replicaSets', minor) === 'no workload') return manifest;
  const field = Object.hasOwn(fields, kind) ? fields[kind] : undefined;
  return field === undefined ? manifest : withCount(manifest, field, replicas);
}

/** ApplyReplica (pkg/util/helper/unstructured.go): what is not there is not set. */
export function withCount(manifest: Manifest, field: string, count: number): Manifest {
  const held = manifest.spec?.[field];
  if (held === undefined) return manifest;
  if (!Number.isInteger(held)) throw new OverrideFailure(`spec.${field} is no whole number`, `/spec/${field}`);
  return { ...manifest, spec: { ...manifest.spec, [field]: count } };
}
