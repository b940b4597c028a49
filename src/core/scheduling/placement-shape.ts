import type { Fields, Shape } from '../go/decode.ts';
import type { Rules } from './rules.ts';

/** Placement in pkg/apis/policy/v1alpha1/propagation_types.go, as the release at hand has it. */
export function placementShape({ workloadAffinity, overflowAffinities }: Rules): Fields {
  const strings: Shape = { list: 'string' };
  const requirements: Shape = { list: { fields: { key: 'string', operator: 'string', values: strings } } };
  const affinity: Fields['fields'] = {
    labelSelector: { pointer: { fields: { matchLabels: 'strings by name', matchExpressions: requirements } } },
    fieldSelector: { pointer: { fields: { matchExpressions: requirements } } },
    clusterNames: strings,
    exclude: strings,
  };
  const named: Fields['fields'] = { affinityName: 'string', ...affinity };
  const overflow: Shape = { list: { fields: named } };
  const grouping: Shape = { pointer: { fields: { groupByLabelKey: 'string' } } };
  const weights: Shape = { list: { fields: { targetCluster: { fields: affinity }, weight: 'integer' } } };
  return {
    fields: {
      clusterAffinity: { pointer: { fields: affinity } },
      clusterAffinities: {
        list: { fields: { ...named, ...(overflowAffinities === 'known' ? { overflowAffinities: overflow } : {}) } },
      },
      clusterTolerations: { list: { fields: toleration } },
      spreadConstraints: { list: { fields: spreadConstraint } },
      replicaScheduling: {
        pointer: {
          fields: {
            replicaSchedulingType: 'string',
            replicaDivisionPreference: 'string',
            weightPreference: { pointer: { fields: { staticWeightList: weights, dynamicWeight: 'string' } } },
          },
        },
      },
      ...(workloadAffinity === 'known'
        ? { workloadAffinity: { pointer: { fields: { affinity: grouping, antiAffinity: grouping } } } }
        : {}),
    },
  };
}

const toleration: Fields['fields'] = {
  key: 'string',
  operator: 'string',
  value: 'string',
  effect: 'string',
  tolerationSeconds: { pointer: 'integer' },
};

const spreadConstraint: Fields['fields'] = {
  spreadByField: 'string',
  spreadByLabel: 'string',
  maxGroups: 'integer',
  minGroups: 'integer',
};
