// spec.placement: every field of the release, in the ways that the API takes.
import { clusterAffinity } from './affinity.mjs';
import { effects, taintKeys, taintValues } from './clusters.mjs';

const affinityNames = ['first', 'second', 'third', 'fourth'];

function toleration(draw) {
  const key = draw.of(taintKeys);
  const effect = draw.oneOf([3, undefined], [4, () => draw.of(effects)]);
  const tolerationSeconds = effect === 'NoExecute' ? draw.maybe(0.3, () => draw.of([0, 300])) : undefined;
  return draw.oneOf(
    [3, { key, operator: 'Exists', effect, tolerationSeconds }],
    [2, { key, operator: 'Equal', value: draw.of(taintValues), effect, tolerationSeconds }],
    [1, { key, value: draw.of(taintValues), effect }],
    [1, { key, operator: 'Equal', effect }],
    [0.6, { operator: 'Exists', effect }],
    [0.2, { operator: 'Equal', value: 'x', effect }],
    [0.2, { key, operator: draw.of(['Lt', 'Gt']), value: '5', effect }],
    [0.1, { key, operator: 'Exists', value: 'x', effect }],
    [0.1, {}],
  );
}

function groups(draw) {
  const minGroups = draw.oneOf([2, undefined], [0.3, 0], [6, 1], [4, 2], [2, 3], [0.7, 5]);
  const maxGroups = draw.oneOf(
    [6, () => (minGroups ?? 1) + draw.below(4)],
    [2, () => draw.of([10, 100])],
    [0.7, undefined], // zero: no group at all
    [0.3, 1],
  );
  return { minGroups, maxGroups };
}

/** Mostly a set that works together: `region` counts only beside `cluster`. */
function spreadConstraints(draw) {
  const by = (field) => ({ spreadByField: field, ...groups(draw) });
  const byLabel = () => ({ spreadByLabel: 'env', ...groups(draw) });
  return draw.oneOf(
    [8, () => [by('cluster')]],
    [9, () => draw.shuffled([by('region'), by('cluster')])],
    [1.5, () => [by('region')]],
    [1, () => [by(draw.of(['zone', 'provider']))]],
    [3, () => draw.shuffled([by('cluster'), by(draw.of(['zone', 'provider']))])],
    [2, () => draw.shuffled([by('cluster'), by('region'), ...draw.some([by('zone'), by('provider')], 0.6)])],
    [0.5, () => [byLabel()]],
    [0.5, () => [by('cluster'), byLabel()]],
    [0.3, () => [by('cluster'), by('cluster')]],
    [0.3, () => [{ ...groups(draw) }]],
    [0.2, []],
  );
}

const weights = [1, 1, 1, 2, 2, 3, 5, 10];
const hugeWeights = [2147483647, 4294967296, 4503599627370496, 9007199254740991];

function staticWeightList(draw, count) {
  const many = draw.chance(0.03);
  const one = () => ({
    targetCluster: clusterAffinity(draw, count),
    weight: draw.of(many ? hugeWeights : weights),
  });
  return draw.list(draw.between(1, draw.chance(0.3) ? 8 : 3), one);
}

function weightPreference(draw, count) {
  return draw.oneOf(
    [2, undefined],
    [5, () => ({ staticWeightList: staticWeightList(draw, count) })],
    [4, { dynamicWeight: 'AvailableReplicas' }],
    [1, () => ({ staticWeightList: staticWeightList(draw, count), dynamicWeight: 'AvailableReplicas' })],
    [0.3, {}],
  );
}

export function replicaScheduling(draw, count) {
  const divided = (preference) => ({ replicaSchedulingType: 'Divided', ...preference });
  return draw.oneOf(
    [1, undefined],
    [2.5, { replicaSchedulingType: 'Duplicated' }],
    [4, () => divided({ replicaDivisionPreference: 'Aggregated' })],
    [8, () => divided({ replicaDivisionPreference: 'Weighted', weightPreference: weightPreference(draw, count) })],
    [0.3, () => divided({ weightPreference: weightPreference(draw, count) })],
    [0.2, { replicaSchedulingType: 'Duplicated', replicaDivisionPreference: 'Aggregated' }],
    [0.1, {}],
  );
}

/** `has` says which fields the release knows. */
function terms(draw, count, { has }) {
  const term = (affinityName) => ({
    affinityName,
    ...clusterAffinity(draw, count),
    overflowAffinities: has.overflow
      ? draw.maybe(0.35, () =>
          draw.list(draw.oneOf([5, 1], [3, 2], [1, 3], [0.2, 0]), (at) => ({
            affinityName: `more-${at}`,
            ...clusterAffinity(draw, count),
          })),
        )
      : undefined,
  });
  return affinityNames.slice(0, draw.between(1, 4)).map(term);
}

function affinities(draw, count, rules) {
  return draw.oneOf(
    [5, {}],
    [4, () => ({ clusterAffinity: clusterAffinity(draw, count) })],
    [5, () => ({ clusterAffinities: terms(draw, count, rules) })],
    [0.1, () => ({ clusterAffinity: clusterAffinity(draw, count), clusterAffinities: terms(draw, count, rules) })],
    [0.1, { clusterAffinities: [] }],
  );
}

export function placement(draw, count, rules) {
  return {
    ...affinities(draw, count, rules),
    clusterTolerations: draw.maybe(0.45, () => draw.list(draw.between(0, 3), () => toleration(draw))),
    spreadConstraints: draw.maybe(0.5, () => spreadConstraints(draw)),
    replicaScheduling: replicaScheduling(draw, count),
    workloadAffinity: rules.has.workloadAffinity
      ? draw.maybe(0.05, () => ({ [draw.of(['affinity', 'antiAffinity'])]: { groupByLabelKey: 'team' } }))
      : undefined,
  };
}
