// Which clusters a rule means: names, exclusions, labels and fields, alone and together, sound and unsound.
import { clusterName, labelKeys, labelValues, providers, regions, zones } from './clusters.mjs';

const orNothing = (value, isEmpty) => (isEmpty ? undefined : value);

/** Some names of `count` clusters, seldom one that is not there. */
export function names(draw, count) {
  const some = draw.some(
    draw.list(Math.min(count, 60), (at) => clusterName(at)),
    draw.of([0.2, 0.5, 0.8]),
  );
  return draw.chance(0.1) ? [...some, 'nowhere'] : some;
}

function labelExpression(draw) {
  const key = draw.of(labelKeys);
  const values = draw.some(labelValues[key], 0.6);
  return draw.oneOf(
    [4, { key, operator: 'In', values: orNothing(values, values.length === 0) ?? [labelValues[key][0]] }],
    [3, { key, operator: 'NotIn', values: values.length === 0 ? [labelValues[key][0]] : values }],
    [2, { key, operator: 'Exists' }],
    [2, { key, operator: 'DoesNotExist' }],
    // The API takes these; none of them is a selector.
    [0.3, { key, operator: 'In' }],
    [0.3, { key, operator: 'Exists', values: ['prod'] }],
    [0.3, { key: 'rank', operator: 'Gt', values: ['1'] }],
  );
}

export function labelSelector(draw) {
  const key = draw.of(labelKeys);
  return {
    matchLabels: draw.maybe(0.5, () => ({ [key]: draw.of(labelValues[key]) })),
    matchExpressions: draw.maybe(0.5, () => draw.list(draw.between(1, 2), () => labelExpression(draw))),
  };
}

const fields = { provider: [...providers, ''], region: regions, zone: zones };

/** `strict`: only what the webhook for policies lets pass. */
function fieldExpression(draw, { strict }) {
  const key = draw.of(Object.keys(fields));
  const some = draw.some(fields[key], 0.5);
  const values = some.length === 0 ? [fields[key][0]] : some;
  return draw.oneOf(
    [5, { key, operator: 'In', values }],
    [4, { key, operator: 'NotIn', values }],
    [strict ? 0 : 0.4, { key, operator: 'Exists' }],
    [strict ? 0 : 0.4, { key, operator: 'DoesNotExist' }],
    [strict ? 0 : 0.2, { key, operator: 'Gt', values: ['1'] }],
    [0.1, { key, operator: 'In' }],
    [0.1, { key, operator: 'NotIn', values: [] }],
  );
}

const fieldSelector = (draw, how) => ({
  matchExpressions: draw.maybe(0.95, () => draw.list(draw.between(1, 2), () => fieldExpression(draw, how))),
});

/** A ClusterAffinity for a fleet of `count`. */
export function clusterAffinity(draw, count, how = { strict: false }) {
  const some = (probability, make) => draw.maybe(probability, make);
  return draw.oneOf(
    [1, {}],
    [4, () => ({ clusterNames: names(draw, count) })],
    [2, () => ({ exclude: names(draw, count).slice(0, 2) })],
    [3, () => ({ labelSelector: labelSelector(draw) })],
    [3, () => ({ fieldSelector: fieldSelector(draw, how) })],
    [
      3,
      () => ({
        clusterNames: some(0.5, () => names(draw, count)),
        exclude: some(0.4, () => names(draw, count).slice(0, 2)),
        labelSelector: some(0.4, () => labelSelector(draw)),
        fieldSelector: some(0.4, () => fieldSelector(draw, how)),
      }),
    ],
  );
}
