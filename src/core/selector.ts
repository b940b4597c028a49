import { type LabelSelector, matchesLabels } from './label-selector.ts';
import type { KubeObject } from './object.ts';

/** What policies select objects with: by kind, name and labels (pkg/util/selector.go). */
export interface ResourceSelector {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly labelSelector?: LabelSelector;
}

/** How a selector finds an object; a name makes the labels meaningless (ResourceSelectorPriority). */
export function matchOf(
  selector: ResourceSelector,
  { apiVersion, kind, metadata }: KubeObject,
): 'name' | 'labels' | 'kind' | undefined {
  if (selector.apiVersion !== apiVersion || selector.kind !== kind) return undefined;
  if (selector.namespace && selector.namespace !== metadata.namespace) return undefined;
  if (selector.name) return selector.name === metadata.name ? 'name' : undefined;
  if (!selector.labelSelector) return 'kind';
  return matchesLabels(selector.labelSelector, metadata.labels ?? {}) ? 'labels' : undefined;
}
