import type { FieldPath } from '../field-path.ts';
import type { ResourceSelector } from '../selector.ts';
import type { LintDocument } from './document.ts';
import type { Subject } from './subject.ts';

/** A policy of either sort with what it selects, and where that stands. */
export interface Selecting {
  readonly document: LintDocument;
  /** Sends on their way what it selects; else it changes them on it. */
  readonly propagates: boolean;
  readonly selectors: readonly { readonly selector: ResourceSelector; readonly path: FieldPath }[];
}

export const selectingOf = ({ policies, overrides }: Subject): readonly Selecting[] => [
  ...policies.map(({ policy, document }) => ({
    document,
    propagates: true,
    selectors: placed(policy.spec.resourceSelectors),
  })),
  ...overrides.map(({ policy, document }) => ({
    document,
    propagates: false,
    selectors: placed(policy.spec.resourceSelectors ?? []),
  })),
];

const placed = (selectors: readonly ResourceSelector[]): Selecting['selectors'] =>
  selectors.map((selector, index) => ({ selector, path: ['spec', 'resourceSelectors', index] }));
