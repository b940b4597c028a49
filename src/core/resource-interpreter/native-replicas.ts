import type { KubeObject } from '../object.ts';

export interface CountedSpec {
  readonly replicas?: number;
  readonly parallelism?: number;
  readonly completions?: number;
}

/** The kinds that Karmada counts itself (pkg/resourceinterpreter/default/native/replica.go). */
const nativeKinds: Readonly<Record<string, (spec: CountedSpec) => number>> = {
  'apps/v1 Deployment': ({ replicas = 0 }) => replicas,
  'apps/v1 ReplicaSet': ({ replicas = 0 }) => replicas,
  'apps/v1 StatefulSet': ({ replicas = 0 }) => replicas,
  // No more Pods run at once than are left to complete.
  'batch/v1 Job': ({ parallelism = 0, completions = parallelism }) => Math.min(parallelism, completions),
  'v1 Pod': () => 1,
};

export const kindOf = ({ apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>): string =>
  `${apiVersion} ${kind}`;

/** How many Pods a spec asks for, of a kind that Karmada counts itself. */
export const nativeReplicas = (kind: string, spec: CountedSpec): number | undefined =>
  Object.hasOwn(nativeKinds, kind) ? nativeKinds[kind]?.(spec) : undefined;
