import type { Chosen } from '../core/kubeconfig.ts';
import type { Access } from '../core/kubeconfig-access.ts';
import type { LeftContext, WrittenContext } from '../core/kubeconfig-removal.ts';
import type { Kube } from './ports.ts';

export type Written = 'created' | 'replaced' | 'unchanged';

/** Kubeconfigs that are made here. They hold credentials: whatever is written is for its owner alone, and whole. */
export interface Kubeconfigs {
  /** How Karmada is reached, with each file that it names as an absolute path. */
  readonly ofKarmada: () => Promise<Chosen>;
  /** The current context of a text; `name` is what messages call that. */
  readonly read: (name: string, text: string) => Promise<Chosen>;
  /** The API server that one leads to, before it is written. */
  readonly connect: (access: Access) => Promise<Kube>;
  /** The text of one. */
  readonly format: (access: Access) => Promise<string>;
  /** Whether something is there; refuses a path that none can be written to. For those who have much to do before. */
  readonly isThere: (path: string) => Promise<boolean>;
  /** What is there and says something else is replaced only with `force`. */
  readonly write: (path: string, access: Access, options: { readonly force: boolean }) => Promise<Written>;
  /** The user's own kubeconfig, which kubectl would write to. */
  readonly mergeTarget: () => Promise<string>;
  /** Adds it to the user's own kubeconfig. Its other entries, and its current context, stay. */
  readonly merge: (
    access: Access,
    options: MergeOptions,
  ) => Promise<{ readonly path: string; readonly result: Written }>;
  /** Takes contexts out of a file again, as far as they still are what was written, with what only they use. */
  readonly remove: (
    path: string,
    written: readonly WrittenContext[],
  ) => Promise<{ readonly removed: readonly string[]; readonly left: readonly LeftContext[] }>;
}

export interface MergeOptions {
  /** Replace another one of that name. */
  readonly force: boolean;
  /** Another file than the user's own. */
  readonly into?: string;
  /** What may be replaced without force: it was written here before. */
  readonly own?: WrittenContext;
  /** What to do where the name is taken, for those who have not the flags of "karmate kubeconfig". */
  readonly wayOut?: string;
}
