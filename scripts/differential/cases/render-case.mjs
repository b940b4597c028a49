// A question to the binding controllers: what of a template, of its binding and of override policies comes into Works.
import { releases } from '../releases.mjs';
import { cluster, clusterName, fleetMood } from './clusters.mjs';
import { createDraw } from './draw.mjs';
import { drawKind, manifest } from './manifests.mjs';
import { overridePolicy } from './override-case.mjs';
import { plain } from './plain.mjs';

const api = { groupVersion: 'apps/v1', kind: 'Deployment', name: 'deployments' };

const placements = [
  undefined,
  {},
  { replicaScheduling: { replicaSchedulingType: 'Duplicated' } },
  { replicaScheduling: { replicaSchedulingType: 'Divided', replicaDivisionPreference: 'Weighted' } },
  { replicaScheduling: { replicaSchedulingType: 'Divided', replicaDivisionPreference: 'Aggregated' } },
];

const targets = (draw, count) =>
  draw.some(
    draw.list(count, (at) => ({
      name: clusterName(at),
      replicas: draw.oneOf([1, undefined], [8, () => draw.between(0, 6)]),
    })),
    0.7,
  );

function newFields(draw, { has }) {
  if (!has.suspension) return {};
  return {
    suspension: draw.maybe(0.1, () =>
      draw.of([{ dispatching: true }, { dispatchingOnClusters: { clusterNames: ['m1'] } }]),
    ),
    preserveResourcesOnDeletion: draw.maybe(0.1, () => draw.chance(0.7)),
  };
}

function bindingOf(draw, { apiVersion, kind, metadata }, count, release) {
  const { name, namespace, uid } = metadata;
  return {
    apiVersion: 'work.karmada.io/v1alpha2',
    kind: namespace ? 'ResourceBinding' : 'ClusterResourceBinding',
    metadata: {
      name: `${name}-${kind.toLowerCase()}`,
      namespace,
      labels: { [`${namespace ? 'resource' : 'clusterresource'}binding.karmada.io/permanent-id`]: 'binding-id' },
      finalizers: [`karmada.io/${namespace ? '' : 'cluster-resource-'}binding-controller`],
    },
    spec: {
      resource: { apiVersion, kind, namespace, name, uid, resourceVersion: '1' },
      placement: draw.of(placements),
      replicas: draw.oneOf([1, undefined], [4, () => draw.between(0, 8)]),
      replicaRequirements: draw.maybe(0.5, { resourceRequest: { cpu: '1' } }),
      clusters: targets(draw, count),
      requiredBy: draw.maybe(0.15, () => [{ namespace: 'default', name: 'other', clusters: targets(draw, count) }]),
      conflictResolution: draw.of([undefined, 'Abort', 'Overwrite']),
      ...newFields(draw, release),
    },
  };
}

const notes = [
  undefined,
  undefined,
  { 'work.karmada.io/conflict-resolution': 'overwrite' },
  { 'deployment.kubernetes.io/revision': '3', note: 'x' },
];

export function renderCase(seed, index, karmada) {
  const draw = createDraw(seed ^ 0x4e4de4, index);
  const release = releases[karmada];
  const more = {
    uid: 'uid-1',
    generation: draw.maybe(0.7, () => draw.between(1, 4)),
    annotations: draw.of(notes),
    finalizers: draw.maybe(0.1, ['x/y']),
    ownerReferences: draw.maybe(0.1, [{ apiVersion: 'v1', kind: 'X', name: 'x', uid: 'y' }]),
  };
  const template = manifest(draw, drawKind(draw), more);
  const mood = fleetMood(draw);
  const clusters = draw.list(3, (at) => cluster(draw, at, { ...mood, leaving: 0 }, api, release));
  return plain({
    policies: draw.list(draw.oneOf([3, 0], [2, 1], [1, 2]), (at) => overridePolicy(draw, at, template, release)),
    template,
    binding: bindingOf(draw, template, clusters.length, release),
    clusters,
  });
}
