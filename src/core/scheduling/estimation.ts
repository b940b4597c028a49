import { maxInt32, maxInt64, toInt32 } from '../go/int.ts';
import { divisionByZero } from '../go/panic.ts';
import type { ReplicaRequirements, ResourceBindingSpec } from '../karmada-types/work.ts';
import type { Estimate } from './answer.ts';
import { type Fit, type Request, share } from './fit.ts';
import type { Member } from './fleet.ts';
import { fitByGrade } from './model-grades.ts';
import { fitByNode } from './model-nodes.ts';
import { amountOf, type Room, readQuantity } from './room.ts';
import type { Rules } from './rules.ts';

/**
 * How many more replicas a cluster has room for: calAvailableReplicas (pkg/scheduler/core/util.go) with the one
 * estimator that every scheduler has (pkg/estimator/client/general.go).
 */
export type Estimator = (member: Member) => Estimate;

/** undefined: nothing is counted, since there are no replicas. */
export function estimatorOf(spec: ResourceBindingSpec, rules: Rules): Estimator | undefined {
  const replicas = spec.replicas ?? 0;
  const hasComponents = rules.workloads === 'with replicas or requirements' && (spec.components ?? []).length > 0;
  if (replicas === 0 && !hasComponents) return undefined;
  const requests = spec.replicaRequirements && requestsOf(spec.replicaRequirements, spec.resource.name);
  return (member) => {
    const { replicas: most, limitedBy, or } = fitIn(member, requests, rules);
    const count = toInt32(most);
    // -1 says that an estimator does not know: then, as where nothing bounds them, all replicas fit.
    if (count === -1 || count === maxInt32) return { cluster: member.name, available: replicas };
    const estimate = { cluster: member.name, available: count, limitedBy };
    return or === undefined || or === count ? estimate : { ...estimate, or };
  };
}

function requestsOf({ resourceRequest }: ReplicaRequirements, name: string): readonly Request[] {
  return Object.entries(resourceRequest ?? {}).map(([resource, text]) => ({
    resource,
    ...amountOf(resource, readQuantity(text, `the request of ${name} for ${resource}`)),
  }));
}

/** With what else it may come to, by chance. */
type Chance = Fit & Pick<Estimate, 'or'>;

/** maxAvailableReplicas. */
function fitIn(member: Member, requests: readonly Request[] | undefined, rules: Rules): Chance {
  const room = member.room();
  if (!room) return { replicas: 0n, limitedBy: 'no resource summary' };
  const byPods: Fit = { replicas: room.pods, limitedBy: 'pods' };
  if (room.pods === 0n || !requests) return byPods;
  const ofModels = fitOfModels(member, requests, rules);
  const fit = typeof ofModels === 'object' ? ofModels : fitOfSummary(room, requests, ofModels === 'summary or none');
  const least = fit.replicas < room.pods ? fit : byPods;
  return ofModels === 'summary or none' ? { or: 0, ...least } : least;
}

function fitOfModels(
  { cluster, grades, nodes }: Member,
  requests: readonly Request[],
  rules: Rules,
): ReturnType<typeof fitByGrade> {
  const hasCounts = (cluster.status?.resourceSummary?.allocatableModelings ?? []).length > 0;
  if (!rules.usesModels || !hasCounts) return 'look at the summary';
  if (rules.resourceModels === 'by grade') return fitByGrade(grades(), requests);
  const known = nodes();
  return known ? fitByNode(known, requests) : 'look at the summary';
}

/**
 * getMaximumReplicasBasedOnClusterSummary, in Go's map order: a resource that has run out ends it, and a request whose
 * thousandths no int64 holds is divided by, as zero. Where there are both, either may come first. `orNone`: by chance it is
 * not even asked, since models say that nothing fits.
 */
function fitOfSummary(room: Room, requests: readonly Request[], orNone: boolean): Chance {
  let least: Fit = { replicas: maxInt64, limitedBy: 'nothing' };
  let out: string | undefined;
  let crashes = false;
  // In one loop without copies, as it is asked for every cluster of every workload.
  for (const { resource, whole, counted } of requests) {
    if (whole <= 0n) continue;
    const left = room.left(resource);
    if (!left || left.whole <= 0n) out ??= resource;
    else if (counted === 0n) crashes = true;
    else {
      const replicas = share(left.counted, counted);
      if (replicas < least.replicas) least = { replicas, limitedBy: resource };
    }
  }
  if (out !== undefined) return { replicas: 0n, limitedBy: out, ...(crashes ? { or: 'a crash' } : {}) };
  if (crashes && orNone) return { replicas: 0n, limitedBy: 'resource models', or: 'a crash' };
  if (crashes) throw divisionByZero();
  return least;
}
