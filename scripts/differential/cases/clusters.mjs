// Member clusters. Few names, few labels and few numbers, so that they tie, collide and just miss.
import { statusOf } from './cluster-status.mjs';

export const providers = ['aws', 'gcp'];
export const regions = ['eu', 'us', 'cn', 'ap'];
export const zones = ['a', 'b', 'c'];
export const labelKeys = ['env', 'tier', 'rank'];
export const labelValues = { env: ['prod', 'dev', ''], tier: ['1', '2'], rank: ['1', '2', '10', 'x'] };
export const taintKeys = ['dedicated', 'gpu', 'cluster.karmada.io/not-ready'];
export const taintValues = ['x', 'y'];
export const effects = ['NoSchedule', 'NoExecute', 'PreferNoSchedule'];

/** Beyond 12 Go's sort is another; hundreds take long, so they are few. */
export const fleetSize = (draw) =>
  draw.oneOf(
    [1, 0],
    [60, () => draw.between(1, 6)],
    [28, () => draw.between(7, 12)],
    [9, () => draw.between(13, 50)],
    [0.7, () => draw.between(51, 200)],
  );

export const clusterName = (at) => `m${at + 1}`;

/** What the clusters of one case have in common: without it nearly all would be turned away for something. */
export const fleetMood = (draw) => ({
  labelled: draw.chance(0.6),
  placed: draw.chance(0.75),
  unplaced: draw.of([0, 0, 0.1, 0.4]),
  tainted: draw.of([0, 0, 0.15, 0.5]),
  apis: draw.of([1, 1, 0.9, 0.6]),
  conditions: draw.chance(0.4),
  counted: draw.of([1, 1, 0.85]),
  wealth: draw.of(['rich', 'rich', 'poor', 'mixed']),
  alike: draw.chance(0.3),
  models: draw.of([0, 0, 0, 0.5, 1]),
  leaving: draw.of([0, 0, 0.15]),
  regions: draw.of([regions.slice(0, 2), regions.slice(0, 3), regions]),
});

const time = '2026-01-02T03:04:05Z';

const taint = (draw) => ({
  key: draw.of(taintKeys),
  value: draw.oneOf([2, undefined], [1, ''], [3, () => draw.of(taintValues)]),
  effect: draw.of(effects),
  timeAdded: draw.maybe(0.2, time),
});

function labelsOf(draw, mood) {
  if (!mood.labelled) return undefined;
  const keys = draw.some(labelKeys, 0.7);
  return Object.fromEntries(keys.map((key) => [key, draw.of(labelValues[key])]));
}

/** provider, region, the older `zone`, zones. */
function placeOf(draw, mood) {
  if (!mood.placed) return {};
  const has = () => !draw.chance(mood.unplaced);
  return {
    provider: has() ? draw.of(providers) : undefined,
    region: has() ? draw.of(mood.regions) : undefined,
    zone: draw.maybe(0.1, () => draw.of(zones)),
    zones: has() ? draw.oneOf([3, () => [draw.of(zones)]], [2, () => draw.some(zones, 0.5)]) : undefined,
  };
}

/** One cluster; `api` is what the workload needs. */
export function cluster(draw, at, mood, api, rules) {
  const { status, resourceModels } = statusOf(draw, mood, api, rules);
  return {
    apiVersion: 'cluster.karmada.io/v1alpha1',
    kind: 'Cluster',
    metadata: {
      name: clusterName(at),
      labels: labelsOf(draw, mood),
      ...draw.maybe(mood.leaving, { deletionTimestamp: time, finalizers: ['karmada.io/cluster-controller'] }),
    },
    spec: {
      syncMode: draw.of(['Push', 'Pull']),
      ...placeOf(draw, mood),
      taints: draw.chance(mood.tainted) ? draw.list(draw.between(1, 3), () => taint(draw)) : undefined,
      resourceModels,
    },
    status,
  };
}

/** The clusters of one case, in no particular order. */
export function fleet(draw, api, rules) {
  const mood = fleetMood(draw);
  const count = fleetSize(draw);
  const made = draw.list(count, (at) => cluster(draw, at, mood, api, rules));
  if (mood.alike && count > 1) {
    // The same room in several: only names tell them apart.
    for (const other of made.slice(1))
      if (draw.chance(0.6)) other.status.resourceSummary = made[0].status.resourceSummary;
  }
  return draw.shuffled(made);
}
