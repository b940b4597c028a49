import type { KubeObject } from '../object.ts';
import type { ResourceSelector } from '../selector.ts';

/** What the detector reads of a policy: of a whole one (karmada-types/policy.ts), or of one in a list, without kind. */
export interface Policy extends KubeObject {
  readonly spec?: {
    readonly resourceSelectors?: readonly ResourceSelector[];
    readonly placement?: unknown;
    readonly priority?: number;
    readonly preemption?: string;
    readonly activationPreference?: string;
    readonly dependentOverrides?: readonly string[];
  };
}

/** A PropagationPolicy, as opposed to a ClusterPropagationPolicy. */
export const isNamespaced = ({ kind, metadata }: Policy): boolean =>
  kind === undefined ? metadata.namespace !== undefined : kind === 'PropagationPolicy';

export const isLazy = ({ spec }: Policy): boolean => spec?.activationPreference === 'Lazy';

export const priorityOf = ({ spec }: Policy): number => spec?.priority ?? 0;

export const isGoing = ({ metadata }: Policy): boolean => Boolean(metadata.deletionTimestamp);

export const isSamePolicy = (a: Policy, b: Policy): boolean =>
  isNamespaced(a) === isNamespaced(b) &&
  a.metadata.name === b.metadata.name &&
  a.metadata.namespace === b.metadata.namespace;

/** As a sentence calls it. */
export const callPolicy = (policy: Policy): string =>
  `${isNamespaced(policy) ? 'PropagationPolicy' : 'ClusterPropagationPolicy'} ${policy.metadata.name}`;
