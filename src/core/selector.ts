import type { Cluster } from './cluster.ts';
import type { KubeObject } from './object.ts';

/** What policies select with: objects by kind, name and labels; clusters by name, labels and fields (pkg/util/selector.go). */
interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly Requirement[];
}

export interface ResourceSelector {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly labelSelector?: LabelSelector;
}

export interface ClusterAffinity {
  readonly labelSelector?: LabelSelector;
  readonly fieldSelector?: { readonly matchExpressions?: readonly Requirement[] };
  readonly clusterNames?: readonly string[];
  readonly exclude?: readonly string[];
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

export function matchesLabels(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every((requirement) => meets(requirement, labels[requirement.key]))
  );
}

function meets({ operator, values = [] }: Requirement, held: string | undefined): boolean {
  if (operator === 'Exists') return held !== undefined;
  if (operator === 'DoesNotExist') return held === undefined;
  return (held !== undefined && values.includes(held)) === (operator === 'In');
}

/** ClusterMatches, v1.18. v1.10 differs in one thing: there "zone In" means all of a cluster's zones. */
export function matchesCluster(affinity: ClusterAffinity, { metadata, spec }: Cluster): boolean {
  const { labelSelector = {}, fieldSelector = {}, clusterNames = [], exclude = [] } = affinity;
  if (exclude.includes(metadata.name)) return false;
  if (clusterNames.length > 0 && !clusterNames.includes(metadata.name)) return false;
  if (!matchesLabels(labelSelector, metadata.labels ?? {})) return false;
  const { provider, region, zones = [] } = spec;
  return (fieldSelector.matchExpressions ?? []).every((requirement) => {
    if (requirement.key !== 'zone')
      return meets(requirement, (requirement.key === 'region' ? region : provider) || undefined);
    if (zones.length === 0) return meets(requirement, undefined);
    const met = zones.map((zone) => meets(requirement, zone));
    return requirement.operator === 'In' ? met.includes(true) : !met.includes(false);
  });
}
