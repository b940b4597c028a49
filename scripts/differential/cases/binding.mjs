// A binding as the detector leaves it, with what earlier schedulings have left in it.
import { appliedPlacement } from './applied-placement.mjs';
import { clusterName } from './clusters.mjs';
import { earlierClusters, evictionTasks } from './earlier.mjs';
import { placement } from './placement.mjs';
import { requestList } from './quantities.mjs';

export const apis = [
  { groupVersion: 'apps/v1', kind: 'Deployment', name: 'deployments', isWorkload: true },
  { groupVersion: 'batch/v1', kind: 'Job', name: 'jobs', isWorkload: true },
  { groupVersion: 'v1', kind: 'ConfigMap', name: 'configmaps' },
  { groupVersion: 'example.io/v1', kind: 'Widget', name: 'widgets', isClusterScoped: true },
];

export const drawApi = (draw) => draw.oneOf([10, apis[0]], [1, apis[1]], [1.5, apis[2]], [1, apis[3]]);

/** From v1.16 on replicas are given out one by one, which takes minutes for as many as there can be. */
const mostReplicas = ({ dividesOneByOne }, { replicaScheduling }) =>
  dividesOneByOne && replicaScheduling?.replicaSchedulingType === 'Divided' ? 100_000 : 2147483647;

const replicasOf = (draw, most) =>
  draw.oneOf(
    [1, 0],
    [4, () => draw.between(1, 3)],
    [9, () => draw.between(2, 12)],
    [4, () => draw.between(10, 50)],
    [0.4, () => draw.of([110, 1000, 65537])],
    [0.25, () => draw.of([most, most - 1, Math.floor(most / 2)])],
  );

function nodeClaim(draw) {
  const nodeSelectorTerms = [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }];
  return draw.maybe(0.1, () => ({
    nodeSelector: draw.maybe(0.6, { disk: 'ssd' }),
    tolerations: draw.maybe(0.4, [{ key: 'gpu', operator: 'Exists' }]),
    hardNodeAffinity: draw.maybe(0.4, { nodeSelectorTerms }),
  }));
}

const requirements = (draw) => ({
  resourceRequest: draw.maybe(0.95, () => requestList(draw)),
  nodeClaim: nodeClaim(draw),
  namespace: draw.maybe(0.1, 'default'),
  priorityClassName: draw.maybe(0.05, 'high'),
});

/** Of a workload with several kinds of pods; one kind counts as an ordinary workload. */
function components(draw) {
  return draw.list(draw.oneOf([3, 1], [3, 2], [1, 3]), (at) => {
    const { namespace: _, ...own } = requirements(draw);
    return { name: `part-${at}`, replicas: draw.between(0, 5), replicaRequirements: draw.maybe(0.8, own) };
  });
}

const minute = (at) => `2026-01-02T03:${String(at).padStart(2, '0')}:00Z`;

/** When it was scheduled last, and when somebody asked for it anew: mostly never, else just before or after. */
function times(draw) {
  const lastScheduledTime = draw.maybe(0.7, minute(10));
  const rescheduleTriggeredAt = draw.maybe(0.3, () =>
    draw.oneOf([5, minute(11)], [2, minute(9)], [1, minute(10)], [0.3, '2026-01-02T04:10:01+01:00']),
  );
  return { lastScheduledTime, rescheduleTriggeredAt };
}

function newFields(draw, { has }) {
  if (!has.suspension) return {};
  return {
    suspension: draw.maybe(0.06, () =>
      draw.of([
        { scheduling: true },
        { scheduling: false },
        { dispatching: true },
        { dispatching: true, scheduling: true },
      ]),
    ),
    schedulePriority: draw.maybe(0.03, { priority: 5 }),
    workloadAffinityGroups: draw.maybe(0.02, { affinityGroup: 'team=a' }),
  };
}

function observedName(draw, { clusterAffinities }) {
  if (!clusterAffinities) return draw.maybe(0.03, 'first');
  const known = clusterAffinities.map(({ affinityName }) => affinityName);
  return draw.oneOf([4, undefined], [3, known[0]], [4, () => draw.of([undefined, ...known])], [0.5, 'gone']);
}

function metadata(draw, api, annotations) {
  const label = api.isClusterScoped ? 'clusterpropagationpolicy' : 'propagationpolicy';
  return {
    name: `app-${api.kind.toLowerCase()}`,
    namespace: api.isClusterScoped ? undefined : 'default',
    labels: draw.chance(0.98)
      ? { [`${label}.karmada.io/permanent-id`]: '11111111-2222-3333-4444-555555555555' }
      : undefined,
    annotations,
    deletionTimestamp: draw.maybe(0.005, minute(20)),
    generation: 2,
  };
}

/** `count` is how many clusters there are. */
export function binding(draw, api, count, rules) {
  const isWorkload = api.isWorkload || draw.chance(0.3);
  const wanted = draw.chance(0.004) ? undefined : placement(draw, count, rules);
  const replicas = isWorkload ? replicasOf(draw, mostReplicas(rules, wanted ?? {})) : 0;
  const { lastScheduledTime, rescheduleTriggeredAt } = times(draw);
  const observed = observedName(draw, wanted ?? {});
  const names = draw.list(count, (at) => clusterName(at));
  return {
    apiVersion: 'work.karmada.io/v1alpha2',
    kind: api.isClusterScoped ? 'ClusterResourceBinding' : 'ResourceBinding',
    metadata: metadata(draw, api, wanted && appliedPlacement(draw, wanted, count, { ...rules, observed })),
    spec: {
      resource: {
        apiVersion: api.groupVersion,
        kind: api.kind,
        namespace: api.isClusterScoped ? undefined : 'default',
        name: 'app',
        uid: draw.maybe(0.85, () => `uid-${draw.below(1000)}`),
      },
      replicas: draw.chance(0.9) || replicas > 0 ? replicas : undefined,
      replicaRequirements: isWorkload ? draw.maybe(0.8, () => requirements(draw)) : undefined,
      components: rules.has.components && isWorkload ? draw.maybe(0.08, () => components(draw)) : undefined,
      clusters: earlierClusters(draw, names, replicas, wanted ?? {}),
      gracefulEvictionTasks: draw.maybe(0.15, () => evictionTasks(draw, names)),
      placement: wanted,
      rescheduleTriggeredAt,
      schedulerName: draw.oneOf([30, 'default-scheduler'], [2, undefined], [0.5, 'other']),
      ...newFields(draw, rules),
    },
    status: { schedulerObservingAffinityName: observed, lastScheduledTime },
  };
}
