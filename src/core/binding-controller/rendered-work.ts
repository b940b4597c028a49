import type { Cluster } from '../cluster.ts';
import type { AnyBinding } from '../detector/binding-for.ts';
import type { Manifest } from '../override-manager/manifest-fields.ts';
import type { AnyOverridePolicy, Overridden, OverrideError } from '../override-manager/override-manager.ts';

export interface RenderCase {
  /** As the control plane holds it. */
  readonly template: Manifest;
  readonly binding: AnyBinding;
  /** All that the binding may name. */
  readonly clusters: readonly Cluster[];
  /** All OverridePolicies and ClusterOverridePolicies. */
  readonly policies: readonly AnyOverridePolicy[];
}

/** What Karmada writes for one cluster. */
export interface RenderedWork {
  readonly cluster: string;
  readonly work: {
    readonly namespace: string;
    readonly name: string;
    /** It is written, and not sent. */
    readonly suspendDispatching: boolean;
    /** What it has made outlives it. */
    readonly preserveResourcesOnDeletion: boolean;
  };
  /** What the Work holds; with an error, as far as it came: then no Work is made, and one that is there stays as it is. */
  readonly manifest: Manifest;
  readonly applied: Overridden['applied'];
  readonly error?: RenderError;
  /** Of a kind whose replicas a script of Karmada's sets: they stand as in the template. */
  readonly unknown?: 'replicas';
}

/** An override that fails; or what else does, which names no policy. */
export type RenderError = OverrideError | { readonly path?: string; readonly message: string };
