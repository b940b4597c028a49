import {
  labelKeys,
  labelValues,
  providers,
  regions,
  taintKeys,
  taintValues,
  zones,
} from '../../../scripts/differential/cases/clusters.mjs';
import { createDraw } from '../../../scripts/differential/cases/draw.mjs';
import type { Cluster } from '../../../src/core/karmada-types/cluster.ts';

type Draw = ReturnType<typeof createDraw>;
type Spec = Cluster['spec'];

/** Beyond 12 Go's sort is not stable any more. */
const fleetSize = 50;
export const clusterName = (at: number): string => `m${at + 1}`;

/** Clusters that nobody runs, as their agents would describe them; `m1` to `m50`, the same for the same seed. */
export function drawFleet(seed: number): readonly Cluster[] {
  const draw = createDraw(seed, 0x5eed);
  return draw.list(fleetSize, (at: number) => drawCluster(draw, at));
}

function drawCluster(draw: Draw, at: number): Cluster {
  const keys: string[] = draw.some(labelKeys, 0.7);
  const labels = keys.map((key) => [key, draw.of(labelValues[key as keyof typeof labelValues])]);
  const { resourceModels, allocatableModelings } = draw.chance(0.2) ? drawModels(draw) : {};
  return {
    apiVersion: 'cluster.karmada.io/v1alpha1',
    kind: 'Cluster',
    metadata: { name: clusterName(at), labels: Object.fromEntries(labels) },
    spec: {
      syncMode: 'Pull',
      ...(draw.chance(0.9) ? { provider: draw.of(providers) } : {}),
      ...(draw.chance(0.9) ? { region: draw.of(regions) } : {}),
      ...(draw.chance(0.9) ? { zones: zones.slice(0, draw.between(1, 2)) } : {}),
      ...(draw.chance(0.25) ? { taints: drawTaints(draw) } : {}),
      ...(resourceModels ? { resourceModels } : {}),
    },
    status: {
      kubernetesVersion: 'v1.35.3',
      apiEnablements: drawApis(draw),
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'ClusterReady',
          message: 'm',
          lastTransitionTime: '2026-01-02T03:04:05Z',
        },
      ],
      ...(draw.chance(0.95)
        ? { resourceSummary: { ...drawSummary(draw), ...(allocatableModelings ? { allocatableModelings } : {}) } }
        : {}),
    },
  } as Cluster;
}

function drawTaints(draw: Draw): NonNullable<Spec['taints']> {
  const keys: string[] = draw.shuffled(taintKeys).slice(0, draw.between(1, 2));
  return keys.map((key) => ({
    key,
    ...(draw.chance(0.6) ? { value: draw.of(taintValues) } : {}),
    // The API takes no other one.
    effect: draw.of(['NoSchedule', 'NoExecute']),
  }));
}

const served = {
  v1: ['ConfigMap', 'Service', 'Pod'],
  'apps/v1': ['Deployment', 'StatefulSet', 'ReplicaSet', 'DaemonSet'],
  'batch/v1': ['Job'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole'],
};

/** Mostly all; some serve a kind or a whole group not. */
function drawApis(draw: Draw) {
  const missing = draw.chance(0.15) ? draw.of(Object.values(served).flat()) : undefined;
  const gone = draw.chance(0.1) ? draw.of(Object.keys(served)) : undefined;
  return Object.entries(served)
    .filter(([groupVersion]) => groupVersion !== gone)
    .map(([groupVersion, kinds]) => ({
      groupVersion,
      resources: kinds.filter((kind) => kind !== missing).map((kind) => ({ kind, name: `${kind.toLowerCase()}s` })),
    }));
}

/** What agents report, of clusters with plenty of room, with little and with none; few numbers, so that clusters tie. */
function drawSummary(draw: Draw) {
  const isRich = draw.chance(0.5);
  const amounts = (cpu: readonly string[], memory: readonly string[], pods: readonly string[]) => ({
    cpu: draw.of(cpu),
    memory: draw.of(memory),
    pods: draw.of(pods),
  });
  return {
    allocatable: isRich
      ? amounts(['16', '32', '100'], ['64Gi', '100Gi'], ['110', '110', '500'])
      : amounts(['2', '4', '4', '3500m'], ['4Gi', '4Gi', '10G'], ['5', '10', '20']),
    ...(draw.chance(0.7) ? { allocated: amounts(['0', '500m', '2'], ['0', '1Gi', '4Gi'], ['0', '1', '5']) } : {}),
    ...(draw.chance(0.3) ? { allocating: amounts(['0', '1'], ['0', '128Mi'], ['0', '1']) } : {}),
  };
}

const grades = [
  { cpu: ['0', '1'], memory: ['0', '4Gi'] },
  { cpu: ['1', '2'], memory: ['4Gi', '16Gi'] },
  { cpu: ['2', '4'], memory: ['16Gi', '32Gi'] },
  { cpu: ['4', '9223372036854775807'], memory: ['32Gi', '9223372036854775807'] },
] as const;

/** As many counts as there are grades: a v1.10 scheduler does not survive another number. */
function drawModels(draw: Draw) {
  const some = grades.slice(0, draw.between(2, grades.length));
  return {
    resourceModels: some.map((ranges, grade) => ({
      grade,
      ranges: Object.entries(ranges).map(([name, [min, max]]) => ({ name, min, max })),
    })),
    allocatableModelings: some.map((_, grade) => ({ grade, count: draw.of([0, 0, 1, 2, 3, 5]) })),
  };
}
