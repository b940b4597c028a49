import type { AnyBinding } from '../detector/binding-for.ts';
import type { Taint, Toleration } from '../karmada-types/kubernetes.ts';
import type { Placement } from '../karmada-types/policy.ts';
import { appliedPlacement } from '../scheduling/need.ts';
import { tolerates } from '../scheduling/plugins/taint-toleration.ts';
import type { Fleet } from './fleet.ts';

/**
 * The fleet once the taint manager has taken out of each binding those of the named clusters whose NoExecute taints its
 * applied placement does not tolerate, or only for a time (pkg/controllers/cluster/taint_manager.go). What runs there is
 * evicted gracefully: it stays until it runs elsewhere.
 */
export function evict(fleet: Fleet, names: ReadonlySet<string>): Fleet {
  const tainted = new Map(
    fleet.clusters.flatMap(({ metadata, spec }): readonly (readonly [string, readonly Taint[]])[] => {
      const taints = (spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute');
      return taints.length > 0 && names.has(metadata.name) ? [[metadata.name, taints]] : [];
    }),
  );
  const without = <B extends AnyBinding>(binding: B): B => evictFrom(binding, tainted);
  return {
    ...fleet,
    resourceBindings: fleet.resourceBindings.map(without),
    clusterResourceBindings: fleet.clusterResourceBindings.map(without),
  };
}

function evictFrom<B extends AnyBinding>(binding: B, tainted: ReadonlyMap<string, readonly Taint[]>): B {
  const { clusters = [], gracefulEvictionTasks: tasks = [] } = binding.spec;
  const tolerations = tolerationsOf(binding);
  if (!tolerations || binding.metadata.deletionTimestamp) return binding;
  const stays = ({ name }: { readonly name: string }): boolean =>
    (tainted.get(name) ?? []).every((taint) => isToleratedForGood(taint, tolerations));
  const evicted = clusters.filter((target) => !stays(target));
  if (evicted.length === 0) return binding;
  const fresh = evicted.filter(({ name }) => !tasks.some(({ fromCluster }) => fromCluster === name));
  const made = fresh.map(({ name, replicas }) => ({
    fromCluster: name,
    ...(replicas === undefined ? {} : { replicas }),
    reason: 'TaintUntolerated',
    producer: 'TaintManager',
  }));
  return {
    ...binding,
    spec: { ...binding.spec, clusters: clusters.filter(stays), gracefulEvictionTasks: [...tasks, ...made] },
  };
}

/** The first toleration that is for the taint counts (GetMatchingTolerations, pkg/util/helper/taint.go). */
function isToleratedForGood(taint: Taint, tolerations: readonly Toleration[]): boolean {
  const first = tolerations.find((toleration) => tolerates(toleration, taint));
  return first !== undefined && first.tolerationSeconds === undefined;
}

/** Undefined where it was not scheduled by a placement: then it is left alone. */
function tolerationsOf({ metadata }: AnyBinding): readonly Toleration[] | undefined {
  try {
    const placement = JSON.parse(metadata.annotations?.[appliedPlacement] ?? '') as Placement | null;
    return placement ? (placement.clusterTolerations ?? []) : undefined;
  } catch {
    return undefined;
  }
}
