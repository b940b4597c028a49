import type { ManagedFields } from './managed-fields.ts';

/** Kubernetes objects as plain data, and where they live on an API server. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly resourceVersion?: string;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly finalizers?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly managedFields?: readonly ManagedFields[];
}

export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: Metadata;
}

export interface KubeList<T extends KubeObject> {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly resourceVersion?: string;
    readonly continue?: string;
    readonly remainingItemCount?: number;
  };
  readonly items: readonly T[];
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Group, version and plural name: what a URL needs. The core group is ''. */
export interface Gvr {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
}

export interface Resource extends Gvr {
  readonly kind: string;
  readonly namespaced: boolean;
}

/** As people may call it. */
export interface NamedResource extends Resource {
  /** `deploy`. */
  readonly shortNames?: readonly string[];
}

/** One object, or (without a name) the collection. */
export interface Place extends Gvr {
  readonly namespace?: string;
  readonly name?: string;
  /** A part that is written on its own. */
  readonly subresource?: 'status' | 'finalize';
}

/** One object. */
export type Named = Place & { readonly name: string };

export interface ApplyAnswer {
  readonly object: KubeObject;
  readonly created: boolean;
}

export const core = (resource: string): Gvr => ({ group: '', version: 'v1', resource });

export function groupVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const [first = '', second] = apiVersion.split('/');
  return second === undefined ? { group: '', version: first } : { group: first, version: second };
}

export function pathOf({ group, version, resource, namespace, name, subresource }: Place): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const scope = namespace === undefined ? [] : ['namespaces', namespace];
  const tail = [...scope, resource, ...(name === undefined ? [] : [name]), ...(subresource ? [subresource] : [])].map(
    encodeURIComponent,
  );
  return `${root}/${tail.join('/')}`;
}

/** As kubectl prints it: `deployment.apps/nginx`, `configmap/x`. */
export const fullName = (kind: string, group: string, name: string): string =>
  `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${name}`;

export const findCondition = (conditions: readonly Condition[] | undefined, type: string): Condition | undefined =>
  conditions?.find((condition) => condition.type === type);

/** A condition in words: `ClusterNotReachable: cluster is not reachable`. */
export const describeCondition = ({ type, status, reason, message }: Condition): string =>
  [reason ?? `${type} is ${status}`, message].filter(Boolean).join(': ');
