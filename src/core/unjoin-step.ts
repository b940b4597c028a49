import type { Failure } from '../contract/errors.ts';
import { fullName, type KubeObject, type Named, type Place } from './object.ts';
import type { Step } from './steps.ts';

/** The steps of an unjoin, with what each does to which object. */
/** A namespace that a join has made, and what else is in it. */
export interface SharedNamespace {
  readonly object: KubeObject;
  readonly users: readonly string[];
}

/** What a step does, for who executes it. `shared`: looked at again just before, since others may use it by now. */
export type Deed =
  | { readonly does: 'keep' | 'release' | 'await' }
  | { readonly does: 'delete'; readonly place: Named; readonly uid: string | undefined; readonly shared: boolean };

export interface PlannedStep extends Step {
  readonly deed: Deed;
  /** What does it by hand, where it is left. */
  readonly command?: string | undefined;
}

/** `kubectl delete x` as a command line for that very member: without its kubeconfig it would go to the user's current context. */
export const inMember = (command: string, flags: string): string =>
  flags === '' ? command : command.replace(/^kubectl/, `kubectl ${flags}`);

/** Something that stays, and why. */
export interface Kept {
  readonly object: string;
  readonly namespace?: string | undefined;
  readonly why: string;
}

export interface Left {
  readonly object: string;
  readonly namespace?: string | undefined;
  readonly command: string;
}

export interface DeleteOptions {
  readonly why?: string;
  readonly shared?: boolean;
  readonly problem?: Failure | undefined;
  readonly command?: string | undefined;
}

export function deleteStep(
  side: Step['side'],
  gvr: Place,
  kind: string,
  { metadata: { name, namespace, uid } }: KubeObject,
  { why, shared = false, problem, command }: DeleteOptions = {},
): PlannedStep {
  const scope = namespace === undefined ? {} : { namespace };
  const { group, version, resource } = gvr;
  return {
    side,
    action: 'delete',
    // RBAC's kinds are known by their names alone.
    object: fullName(kind, group === 'rbac.authorization.k8s.io' ? '' : group, name),
    ...scope,
    ...(why === undefined ? {} : { why }),
    ...(problem ? { problem } : {}),
    ...(command === undefined ? {} : { command }),
    deed: { does: 'delete', place: { group, version, resource, ...scope, name }, uid, shared },
  };
}
