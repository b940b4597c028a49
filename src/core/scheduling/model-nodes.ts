import { maxInt32 } from '../go/int.ts';
import type { Cluster } from '../karmada-types/cluster.ts';
import { isLabelKey } from '../label-selector.ts';
import type { Fit, Request } from './fit.ts';
import { amountOf, readQuantity } from './room.ts';

/**
 * Resource models since v1.18 (buildModelNodes in pkg/estimator/client/general.go, the simulator in
 * pkg/estimator/scheduling_simulator_components.go): each counted node is as large as the minimum of its grade and takes
 * 110 pods, and replicas are put on them one by one. With one kind of replica that is what fits on each node, added up.
 */
export interface ModelNodes {
  readonly count: number;
  /** In milli for cpu, in whole units for others. */
  readonly capacity: ReadonlyMap<string, bigint>;
}

export const podsPerNode = 110n;

export function fitByNode(nodes: readonly ModelNodes[], requests: readonly Request[]): Fit {
  let replicas = 0n;
  let limitedBy = 'model nodes';
  for (const { count, capacity } of nodes) {
    let least: Fit = { replicas: podsPerNode, limitedBy: 'model pods' };
    for (const { resource, counted } of requests) {
      if (counted <= 0n || !isCounted(resource)) continue;
      const fits = (capacity.get(resource) ?? 0n) / counted;
      if (fits < least.replicas) least = { replicas: fits, limitedBy: `model ${resource}` };
    }
    replicas += BigInt(count) * least.replicas;
    limitedBy = least.limitedBy;
  }
  const most = BigInt(maxInt32);
  return { replicas: replicas < most ? replicas : most, limitedBy };
}

/** By grade; undefined where there are no models, or a count is negative. */
export function nodesOf({ metadata, spec, status }: Cluster): readonly ModelNodes[] | undefined {
  const counts = status?.resourceSummary?.allocatableModelings ?? [];
  const models = spec.resourceModels ?? [];
  if (models.length === 0 || counts.some(({ count }) => count < 0)) return undefined;
  const nodes = new Map<number, number>();
  for (const { grade, count } of counts) nodes.set(grade ?? 0, (nodes.get(grade ?? 0) ?? 0) + (count ?? 0));
  const grades = new Map(models.map((model) => [model.grade ?? 0, model]));
  return [...grades]
    .sort(([a], [b]) => a - b)
    .map(([grade, { ranges }]) => ({
      count: nodes.get(grade) ?? 0,
      capacity: new Map(
        (ranges ?? []).map(({ name, min }) => {
          const least = readQuantity(min, `Cluster ${metadata.name}: the least ${name} of a resource model`);
          return [name, amountOf(name, least).counted];
        }),
      ),
    }))
    .filter(({ count }) => count > 0);
}

/** What util.NewResource (pkg/util/resource.go) takes up: the four it has fields for, and scalar resources. */
const isCounted = (resource: string): boolean =>
  resource === 'cpu' || resource === 'memory' || resource === 'ephemeral-storage' || isScalar(resource);

/** IsScalarResourceName (pkg/util/lifted/resourcename.go). */
function isScalar(resource: string): boolean {
  if (/^(hugepages-|attachable-volumes-)/.test(resource) || resource.includes('kubernetes.io/')) return true;
  return resource.includes('/') && !resource.startsWith('requests.') && isLabelKey(`requests.${resource}`);
}
