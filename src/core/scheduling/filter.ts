import { inOrder } from '../go/string-order.ts';
import type { Rejection, SchedulingError, Verdict } from './answer.ts';
import type { Member } from './fleet.ts';
import { apiEnablement } from './plugins/api-enablement.ts';
import { clusterAffinity } from './plugins/cluster-affinity.ts';
import { clusterEviction } from './plugins/cluster-eviction.ts';
import type { Filter, FilterContext } from './plugins/plugin.ts';
import { spreadConstraint } from './plugins/spread-constraint.ts';
import { taintToleration } from './plugins/taint-toleration.ts';
import { scoreOf } from './spread-constraint/candidate.ts';

const none: readonly Rejection[] = [];

/** findClustersThatFit (pkg/scheduler/core/generic_scheduler.go), but with all that speaks against each cluster. */
export function filterClusters(context: FilterContext): {
  readonly verdicts: readonly Verdict[];
  readonly feasible: readonly Member[];
} {
  const { fleet, targets } = context;
  const filters = [apiEnablement, taintToleration, clusterAffinity, spreadConstraint, clusterEviction].map((plugin) =>
    plugin(context),
  );
  const feasible: Member[] = [];
  const verdicts = fleet.members.map((member): Verdict => {
    const isLeft = member.isLeaving && fleet.rules.leavingClusters === 'left';
    const rejections = isLeft ? [leaving(member)] : rejectionsOf(filters, member);
    if (rejections.length === 0) feasible.push(member);
    return { cluster: member.name, score: scoreOf(member.name, targets), rejections };
  });
  return { verdicts, feasible };
}

function rejectionsOf(filters: readonly Filter[], member: Member): readonly Rejection[] {
  let rejections: Rejection[] | undefined;
  for (const filter of filters) {
    const rejection = filter(member);
    if (!rejection) continue;
    rejections ??= [];
    rejections.push(rejection);
  }
  return rejections ?? none;
}

const leaving = ({ cluster }: Member): Rejection => ({
  plugin: 'Deletion',
  reason: 'cluster is deleting, skip it',
  detail: `the cluster is being removed since ${cluster.metadata.deletionTimestamp}`,
});

/**
 * FitError.Error (pkg/scheduler/framework/types.go): how many clusters each reason rejects, the first of each cluster
 * only; those that are being removed are counted, but not told.
 */
export function fitError(verdicts: readonly Verdict[]): SchedulingError {
  const counts = new Map<string, number>();
  for (const { rejections } of verdicts) {
    const [first] = rejections;
    if (first && first.plugin !== 'Deletion') counts.set(first.reason, (counts.get(first.reason) ?? 0) + 1);
  }
  const reasons = [...counts].map(([reason, count]) => `${count} ${reason}`).sort(inOrder);
  const words = reasons.length === 0 ? 'no cluster exists' : reasons.join(', ');
  return { kind: 'FitError', message: `0/${verdicts.length} clusters are available: ${words}.` };
}
