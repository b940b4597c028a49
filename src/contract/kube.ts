import type { ApplyAnswer, Kind, KubeList, KubeObject, NamedResource, Place, Resource } from '../core/object.ts';
import type { Table } from '../core/table.ts';
import type { Release } from '../core/versions.ts';

/** One API server. Every method is one request, or a few; none keeps state. Failures are KnownErrors. */
export interface Kube {
  /** Where it is and in which namespace commands work there; reads the kubeconfig, asks no server. */
  readonly target: () => Promise<Target>;
  readonly get: <T extends KubeObject>(place: Place) => Promise<T>;
  /** As get, but undefined instead of a not-found error. */
  readonly find: <T extends KubeObject>(place: Place) => Promise<T | undefined>;
  readonly list: <T extends KubeObject>(place: Place, query?: ListQuery) => Promise<KubeList<T>>;
  /** As list, or get where a name is given, with the columns that the server prints; no rows where nothing is. */
  readonly table: (place: Place, query?: ListQuery, need?: Need) => Promise<Table>;
  readonly create: <T extends KubeObject>(place: Place, object: T, options?: WriteOptions) => Promise<T>;
  /** A JSON merge patch. */
  readonly merge: <T extends KubeObject>(place: Place, patch: object, options?: WriteOptions) => Promise<T>;
  /** All of an object, or of a part of it that is written on its own. */
  readonly replace: <T extends KubeObject>(place: Place, object: T, options?: WriteOptions) => Promise<T>;
  /** Server-side apply of a manifest's own text. */
  readonly apply: (place: Place, manifest: string, options: ApplyOptions) => Promise<ApplyAnswer>;
  /** A JSON patch (RFC 6902). */
  readonly patch: <T extends KubeObject>(
    place: Place,
    operations: readonly PatchOperation[],
    options?: WriteOptions,
  ) => Promise<T>;
  /** Asks for it; the object may stay until its finalizers are done. */
  readonly delete: (place: Place & { readonly name: string }, options?: DeleteOptions) => Promise<void>;
  /** Which resource a kind is, asked of the server's discovery; undefined when it serves none. */
  readonly resolve: (kind: Kind, options?: { readonly fresh: boolean }) => Promise<Resource | undefined>;
  /** Every resource that the server can list, each in the version it prefers. */
  readonly listable: () => Promise<readonly NamedResource[]>;
  readonly version: () => Promise<string>;
}

export interface WriteOptions {
  /** The server does everything but write. */
  readonly dryRun?: boolean | undefined;
  /** Who changes it, as managedFields name them; `karmate` unless said otherwise. */
  readonly fieldManager?: string | undefined;
}

export interface DeleteOptions {
  /** The server does everything but delete. */
  readonly dryRun?: readonly ['All'] | undefined;
  /** What becomes of objects that it owns. The server's own choice for the kind when left out. */
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  /** A conflict where the object is another one by now. */
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

/** How much of what is found is needed: what a table shows, or all of it, for programs and names. */
export type Need = 'cells' | 'objects';

export interface ListQuery {
  readonly labelSelector?: string;
  /** `involvedObject.kind=Cluster`; which fields there are depends on the kind. */
  readonly fieldSelector?: string;
  /** At most so many; the rest comes with what `metadata.continue` says. */
  readonly limit?: number;
  readonly continue?: string;
}

export interface ApplyOptions {
  /** Take over fields that another manager owns. */
  readonly force: boolean;
  /** The server does everything but write. */
  readonly dryRun?: boolean;
  /** What the server does about fields that it does not know, or that are there twice; Strict unless said otherwise. */
  readonly fieldValidation?: FieldValidation;
}

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'test';
  readonly path: string;
  readonly value?: unknown;
}

export interface Target {
  readonly server: string;
  readonly context: string;
  /** The contexts that its kubeconfig has; none in a cluster. */
  readonly contexts?: readonly string[];
  readonly namespace: string;
  /** True when a namespace was asked for on this call (`-n`), rather than found in the context. */
  readonly namespaceIsExplicit: boolean;
  readonly insecure: boolean;
  /** The proxy that the kubeconfig names for this server; it may hold a password. */
  readonly proxyUrl?: string | undefined;
}

/** The Karmada control plane: an API server, and the way through it to its members. */
export interface Karmada extends Kube {
  /** The member's API server, through Karmada's cluster proxy. */
  readonly member: (cluster: string) => Kube;
  /** Which Karmada it is, told from its schemas; undefined when it is none. Asks once. */
  readonly release: () => Promise<Release | undefined>;
  /** The release that somebody named for it (--karmada-version); asks no server. */
  readonly givenRelease: () => Promise<Release | undefined>;
  /** The namespace that somebody named (-n). */
  readonly givenNamespace: string | undefined;
}
