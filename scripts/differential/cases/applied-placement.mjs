// The annotation that says with which placement a binding was scheduled last.
import { asGoWrites } from './go-json.mjs';
import { placement } from './placement.mjs';

const annotation = 'policy.karmada.io/applied-placement';

/** The same, but for one part of it. */
function changed(draw, wanted, count, rules) {
  const other = placement(draw, count, rules);
  const part = draw.of([
    'clusterAffinity',
    'clusterTolerations',
    'spreadConstraints',
    'replicaScheduling',
    'workloadAffinity',
  ]);
  return { ...wanted, [part]: other[part] };
}

/** Only groups of affinities differ: the one that is in use, another, their order, their number. */
function changedTerms(draw, wanted, count, rules) {
  const terms = wanted.clusterAffinities;
  if (!terms || terms.length === 0) return changed(draw, wanted, count, rules);
  const at = draw.below(terms.length);
  const { affinityName } = terms[at];
  return draw.oneOf(
    [3, () => ({ ...wanted, clusterAffinities: terms.with(at, { affinityName, clusterNames: ['m1'] }) })],
    [1, () => ({ ...wanted, clusterAffinities: terms.with(at, { ...terms[at], affinityName: 'former' }) })],
    [1, () => ({ ...wanted, clusterAffinities: [...terms].reverse() })],
    [1, () => ({ ...wanted, clusterAffinities: terms.slice(1) })],
    [1, () => ({ ...wanted, clusterAffinities: undefined })],
  );
}

const reversed = (object) => Object.fromEntries(Object.entries(object).reverse());
const garbage = [
  '{',
  'null',
  '{}',
  '[]',
  '""',
  '{"clusterTolerations":{}}',
  '{"spreadConstraints":[{"maxGroups":"2"}]}',
  ' ',
];

/** The annotations of the binding; undefined: none. */
export function appliedPlacement(draw, wanted, count, rules) {
  const text = (value) => JSON.stringify(asGoWrites(value));
  const value = draw.oneOf(
    [7, undefined],
    [8, () => text(wanted)],
    [2, () => text(changed(draw, wanted, count, rules))],
    [2, () => text(changedTerms(draw, wanted, count, rules))],
    [0.3, () => JSON.stringify(wanted)],
    [0.3, () => JSON.stringify({ ...reversed(asGoWrites(wanted)), unknown: [1] }, undefined, 1)],
    [0.3, () => draw.of(garbage)],
    [0.1, ''],
  );
  return value === undefined ? draw.maybe(0.1, { other: 'x' }) : { [annotation]: value };
}
