// Amounts of resources as people and kubelets write them, and as nobody would but the API accepts.

const ordinary = {
  cpu: ['100m', '250m', '500m', '1', '1500m', '2', '0.5'],
  memory: ['64Mi', '128Mi', '512Mi', '1Gi', '1G', '1.5Gi', '1000000000'],
  'nvidia.com/gpu': ['1', '2'],
  'ephemeral-storage': ['1Gi', '10Gi'],
};
export const resourceNames = Object.keys(ordinary);

/** Zero, less than one, less than nothing, exponents, and what int64 just holds or does not. */
const odd = [
  '0',
  '1n',
  '100u',
  '1500m',
  '0.1',
  '1e3',
  '12E2',
  '1k',
  '1E',
  '-1',
  '9223372036854775807',
  '1Ei',
  '8Ei',
  '1e19',
];

export function request(draw, name, { odds = 0.04 } = {}) {
  return draw.chance(odds) ? draw.of(odd) : draw.of(ordinary[name] ?? ordinary.cpu);
}

/** What a replica asks for: mostly CPU and memory, sometimes nothing, seldom what no cluster lists. */
export function requestList(draw) {
  return draw.oneOf(
    [1, {}],
    [10, () => listOf(draw, draw.some(['cpu', 'memory'], 0.7))],
    [3, () => listOf(draw, draw.some(resourceNames, 0.5))],
    [0.4, () => ({ pods: draw.of(['1', '2']) })],
  );
}

const listOf = (draw, names) => Object.fromEntries(names.map((name) => [name, request(draw, name)]));

const times = {
  cpu: ['0', '1', '2', '4', '4', '8', '10', '3500m', '100'],
  memory: ['0', '1Gi', '2Gi', '4Gi', '4Gi', '8Gi', '10G', '100Gi'],
  'nvidia.com/gpu': ['0', '1', '2', '8'],
  'ephemeral-storage': ['10Gi', '100Gi', '0'],
};
const pods = ['0', '1', '2', '3', '5', '5', '10', '20', '110', '110', '1k', '10.5'];
const manyPods = ['2147483647', '2147483648', '4294967301', '9223372036854775807', '1e10'];

/** Amounts of a whole cluster, for `names` that are counted there. */
function amounts(draw, names) {
  const one = (name) => (draw.chance(0.02) ? draw.of(odd) : draw.of(times[name]));
  return Object.fromEntries(names.map((name) => [name, one(name)]));
}

/** status.resourceSummary; `wealth` says how much room clusters of this case have. */
export function resourceSummary(draw, { wealth }) {
  const names = draw.oneOf([6, ['cpu', 'memory']], [2, resourceNames], [1, () => draw.some(resourceNames, 0.6)]);
  const podsOf = (list, many = 0) =>
    draw.chance(0.95) ? { pods: draw.chance(many) ? draw.of(manyPods) : draw.of(list) } : {};
  const used = wealth === 'poor' ? pods : ['0', '1', '2'];
  const part = () => ({ ...amounts(draw, draw.some(names, 0.6)), ...podsOf(used) });
  return {
    allocatable: draw.maybe(0.96, () => ({
      ...amounts(draw, names),
      ...podsOf(wealth === 'rich' ? ['110', '110', '1k', '500'] : pods, wealth === 'rich' ? 0.04 : 0.01),
    })),
    allocated: draw.maybe(0.7, part),
    allocating: draw.maybe(0.3, part),
  };
}
