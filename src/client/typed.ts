import { KnownError } from '../contract/errors.ts';
import type { DeleteOptions, Kube, ListQuery } from '../contract/ports.ts';
import { type KarmadaObjects, karmadaKinds } from '../core/karmada-types/kinds.ts';
import type { KubeList, KubeObject, Metadata, Place, Resource } from '../core/object.ts';

/** Every kind of Karmada as an object with its own types, over the dynamic client: nothing here speaks HTTP. */
export type Typed = {
  readonly [K in keyof KarmadaObjects]: (typeof karmadaKinds)[K]['namespaced'] extends true
    ? InNamespaces<ObjectsOf<K>, KarmadaObjects[K]>
    : ObjectsOf<K>;
};

type ObjectsOf<K extends keyof KarmadaObjects> = Objects<KarmadaObjects[K]> &
  ((typeof karmadaKinds)[K]['hasStatus'] extends true ? StatusOf<KarmadaObjects[K]> : unknown);

/** With a namespace: its objects. Without: those of all namespaces, which can be listed only. */
interface InNamespaces<O, T extends KubeObject> {
  (namespace: string): O;
  (): Pick<Objects<T>, 'list'>;
}

/** The objects of one kind. Failures are KnownErrors; a `code` says what kind of failure. */
export interface Objects<T extends KubeObject> {
  readonly get: (name: string) => Promise<T>;
  /** As get, but undefined where there is none of that name. */
  readonly find: (name: string) => Promise<T | undefined>;
  readonly list: (query?: ListQuery) => Promise<KubeList<T>>;
  readonly create: (object: Draft<T>) => Promise<T>;
  /** A JSON merge patch: null removes a field, a list is replaced as a whole. */
  readonly merge: (name: string, patch: Patch<T>) => Promise<T>;
  /**
   * Server-side apply, as field manager `karmate`: of some fields, or of a manifest's own text, which is sent as it is.
   * A field that another manager owns is a conflict, unless `force` takes it over.
   */
  readonly apply: (manifest: Wanted<T> | string, options?: { readonly force?: boolean }) => Promise<T>;
  /** Asks for it; the object may stay until its finalizers are done. */
  readonly delete: (name: string, options?: DeleteOptions) => Promise<void>;
}

export interface StatusOf<T extends KubeObject> {
  /** A JSON merge patch of the status, which the other writes leave alone. */
  readonly mergeStatus: (name: string, status: T extends { status?: infer S } ? Patch<S> : never) => Promise<T>;
}

/** What is sent to make one: apiVersion and kind are filled in, the status is the server's. */
export type Draft<T extends KubeObject> = Omit<T, 'apiVersion' | 'kind' | 'status'>;

/** Any part of an object; null where a field is to go. */
export type Patch<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Patch<T[K]> | null }
    : T;

/** The fields that an apply is about. */
export type Wanted<T extends KubeObject> = { readonly metadata: Metadata } & Partly<Omit<Draft<T>, 'metadata'>>;
type Partly<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [K in keyof T]?: Partly<T[K]> } : T;

/** Nothing is asked before a method is called. */
export function createTyped(kube: Kube): Typed {
  const entries = Object.entries(karmadaKinds).map(([plural, resource]) => [
    plural,
    resource.namespaced ? (namespace?: string) => objectsOf(kube, resource, namespace) : objectsOf(kube, resource),
  ]);
  return Object.fromEntries(entries) as Typed;
}

function objectsOf<T extends KubeObject>(
  kube: Kube,
  { kind, ...resource }: Resource,
  namespace?: string,
): Objects<T> & StatusOf<T> {
  const { group, version } = resource;
  const identity = { apiVersion: `${group}/${version}`, kind };
  const gvr = { group, version, resource: resource.resource };
  const all: Place = namespace === undefined ? gvr : { ...gvr, namespace: given('namespace', namespace) };
  const one = (name: string) => ({ ...all, name: given('name', name) });
  return {
    get: async (name) => kube.get<T>(one(name)),
    find: async (name) => kube.find<T>(one(name)),
    list: async (query) => {
      const list = await kube.list<T>(all, query);
      // An aggregated API leaves the kind out of a list's items.
      return { ...list, items: list.items.map((item) => ({ ...identity, ...item })) };
    },
    create: async (object) => kube.create<T>(all, { ...identity, ...object } as unknown as T),
    merge: async (name, patch) => kube.merge<T>(one(name), patch),
    apply: async (manifest, { force = false } = {}) => {
      const text = typeof manifest === 'string' ? manifest : JSON.stringify({ ...identity, ...manifest });
      const name = typeof manifest === 'string' ? await nameIn(manifest, kind) : manifest.metadata.name;
      const { object } = await kube.apply(one(name), text, { force });
      return object as T;
    },
    delete: async (name, options) => kube.delete(one(name), options),
    mergeStatus: async (name, status) => kube.merge<T>({ ...one(name), subresource: 'status' }, { status }),
  };
}

/** An empty name would make a path that means all objects. */
function given(what: string, value: string): string {
  if (value !== '') return value;
  throw new KnownError('usage', `The ${what} is empty.`);
}

async function nameIn(text: string, kind: string): Promise<string> {
  const { manifestName } = await import('./manifest-name.ts');
  return manifestName(text, kind);
}
