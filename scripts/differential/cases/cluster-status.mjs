// What a cluster says of itself: the APIs it serves, its conditions, how much room it has, as a sum and by kinds of node.
import { resourceSummary } from './quantities.mjs';

const time = '2026-01-02T03:04:05Z';

/** That the cluster serves the wanted API, or something near it. */
function apiEnablements(draw, { groupVersion, kind, name }, has) {
  const other = { groupVersion: 'v1', resources: [{ name: 'configmaps', kind: 'ConfigMap' }] };
  const wanted = {
    groupVersion,
    resources: [
      { name: 'x', kind: 'Other' },
      { name, kind },
    ],
  };
  if (has) return draw.oneOf([5, [wanted]], [3, () => draw.shuffled([other, wanted])]);
  return draw.oneOf(
    [1, undefined],
    [1, []],
    [1, [other]],
    [1, [{ groupVersion }]],
    [1, [{ groupVersion, resources: [{ name: 'x', kind: 'Other' }] }]],
    [1, [{ groupVersion: groupVersion.replace('v1', 'v1beta1'), resources: wanted.resources }]],
  );
}

function conditions(draw) {
  const condition = (type, reasons) => {
    const [status, reason] = draw.of(reasons);
    return { type, status, reason, message: '', lastTransitionTime: time };
  };
  const complete = [
    ['True', 'Complete'],
    ['False', 'Partial'],
    ['False', 'Empty'],
    ['Unknown', 'Unknown'],
  ];
  const ready = [
    ['True', 'ClusterReady'],
    ['False', 'ClusterNotReady'],
    ['Unknown', 'ClusterNotReachable'],
  ];
  return [
    ...draw.some([condition('Ready', ready)], 0.8),
    ...draw.some([condition('CompleteAPIEnablements', complete)], 0.7),
  ];
}

const modelAmounts = {
  cpu: ['0', '1', '2', '4', '8'],
  memory: ['0', '1Gi', '4Gi', '16Gi'],
  'nvidia.com/gpu': ['0', '1', '2'],
};

/** spec.resourceModels, and how many nodes of each there are; seldom out of step with each other. */
function models(draw, { readsModelsByPlace }) {
  const names = draw.oneOf([6, ['cpu', 'memory']], [1, ['cpu']], [1, ['memory', 'nvidia.com/gpu']]);
  const grades = draw.between(1, 4);
  const resourceModels = draw.list(grades, (grade) => ({
    grade,
    ranges: names.map((name) => {
      const [min, max] = [modelAmounts[name][grade] ?? '64', modelAmounts[name][grade + 1] ?? '1000'];
      return { name, min, max };
    }),
  }));
  const allocatableModelings = resourceModels.map(({ grade }) => ({ grade, count: draw.of([0, 0, 1, 2, 3, 5]) }));
  const odd = draw.oneOf(
    [14, undefined],
    [1, { allocatableModelings: draw.shuffled(allocatableModelings) }],
    [1, { allocatableModelings: [...allocatableModelings, { grade: 9, count: 2 }] }],
    [1, { resourceModels: undefined }],
    [1, { allocatableModelings: [] }],
    // What v1.10 does not survive: it takes the n-th count for the n-th model.
    [readsModelsByPlace ? 0.1 : 1, { allocatableModelings: allocatableModelings.slice(1) }],
  );
  return { resourceModels, allocatableModelings, ...odd };
}

/** `status`, and `spec.resourceModels` that go with it. */
export function statusOf(draw, mood, api, rules) {
  const { resourceModels, allocatableModelings } = draw.chance(mood.models) ? models(draw, rules) : {};
  const wealth = mood.wealth === 'mixed' ? draw.of(['rich', 'poor']) : mood.wealth;
  const summary = draw.maybe(mood.counted, () => resourceSummary(draw, { wealth }));
  const status = {
    apiEnablements: apiEnablements(draw, api, draw.chance(mood.apis)),
    conditions: mood.conditions ? conditions(draw) : undefined,
    resourceSummary: summary && { ...summary, allocatableModelings },
  };
  return { status, resourceModels };
}
