import type { Cluster } from '../../src/core/karmada-types/cluster.ts';
import type { KubeObject } from '../../src/core/object.ts';
import { fakeKube, fakePorts } from './fake-ports.ts';

const at = (minutes: number): string => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString().replace('.000', '');
/** When the page is looked at. */
export const now = Date.UTC(2026, 0, 1, 1, 0);

const api = (groupVersion: string, ...kinds: string[]) => ({
  groupVersion,
  resources: kinds.map((kind) => ({ kind, name: kind.toLowerCase() })),
});

/** One that nobody reaches any more, with something of everything. */
export const down: Cluster = {
  apiVersion: 'cluster.karmada.io/v1alpha1',
  kind: 'Cluster',
  metadata: {
    name: 'eu-1',
    uid: 'u1',
    resourceVersion: '7',
    creationTimestamp: at(0),
    labels: { env: 'prod', team: 'web' },
  },
  spec: {
    syncMode: 'Push',
    apiEndpoint: 'https://10.0.0.1:6443',
    provider: 'cloud',
    region: 'eu',
    zones: ['eu-a', 'eu-b'],
    taints: [
      { key: 'cluster.karmada.io/not-ready', effect: 'NoSchedule', timeAdded: at(50) },
      { key: 'slow', value: 'disk', effect: 'NoSchedule', timeAdded: at(40) },
      { key: 'cluster.karmada.io/unschedulable', effect: 'NoSchedule' },
      { key: 'mine', effect: 'NoExecute', timeAdded: at(59) },
    ],
  },
  status: {
    kubernetesVersion: 'v1.30.1',
    apiEnablements: [api('apps/v1', 'Deployment'), api('autoscaling/v2', 'HorizontalPodAutoscaler')],
    conditions: [
      {
        type: 'CompleteAPIEnablements',
        status: 'False',
        reason: 'Partial',
        message: 'might collect partial APIEnablements(22) from the cluster',
        lastTransitionTime: at(30),
      },
      {
        type: 'Ready',
        status: 'False',
        reason: 'ClusterNotReachable',
        message: 'cluster is not reachable',
        lastTransitionTime: at(50),
      },
    ],
    nodeSummary: { readyNum: 1, totalNum: 3 },
    resourceSummary: {
      allocatable: { cpu: '16', memory: '64Gi', pods: '220', 'example.com/gpu': '2', 'hugepages-2Mi': '0' },
      allocated: { cpu: '8200m', memory: '33Gi', pods: '40' },
      allocating: { cpu: '500m', pods: '1' },
    },
  },
};

const well: Cluster = {
  apiVersion: 'cluster.karmada.io/v1alpha1',
  kind: 'Cluster',
  metadata: { name: 'us-1', uid: 'u2', creationTimestamp: at(10) },
  spec: { syncMode: 'Pull' },
  status: {
    apiEnablements: [
      api('apps/v1', 'Deployment', 'StatefulSet'),
      api('autoscaling/v1', 'HorizontalPodAutoscaler'),
      api('flink.apache.org/v1beta1', 'FlinkDeployment'),
    ],
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'ClusterReady',
        message: 'cluster is healthy',
        lastTransitionTime: at(11),
      },
    ],
  },
};

const object = (path: string, name: string, rest: object, namespace?: string): readonly [string, KubeObject] => [
  `${path}/${namespace ? `${namespace}.` : ''}${name}`,
  { metadata: { name, ...(namespace ? { namespace } : {}) }, ...rest },
];
const bindings = '/apis/work.karmada.io/v1alpha2/resourcebindings';
const works = '/apis/work.karmada.io/v1alpha1/namespaces/karmada-es-eu-1/works';
const policies = '/apis/policy.karmada.io/v1alpha1';
const events = '/api/v1/namespaces/default/events';
const resource = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' };
const to = (...clusterNames: string[]) => ({ resourceSelectors: [], placement: { clusterAffinity: { clusterNames } } });
const work = (name: string, applied: object | undefined, more: object = {}) =>
  object(works, name, {
    spec: {
      ...more,
      workload: { manifests: [{ kind: 'Deployment', metadata: { name: `${name}-app`, namespace: 'shop' } }] },
    },
    status: { conditions: applied ? [{ type: 'Applied', ...applied }] : [] },
  });
const event = (name: string, resourceVersion: string, rest: object): readonly [string, KubeObject] => [
  `${events}/${name}`,
  { metadata: { name, resourceVersion }, ...{ involvedObject: { kind: 'Cluster', name: 'eu-1', uid: 'u1' }, ...rest } },
];

/** A Karmada with both clusters, and all that is about the first. */
export function describedWorld() {
  const kube = fakeKube();
  const held: readonly (readonly [string, KubeObject])[] = [
    ['/apis/cluster.karmada.io/v1alpha1/clusters/eu-1', down],
    ['/apis/cluster.karmada.io/v1alpha1/clusters/us-1', well],
    object(
      bindings,
      'a',
      {
        spec: {
          resource,
          clusters: [
            { name: 'eu-1', replicas: 3 },
            { name: 'us-1', replicas: 9 },
          ],
        },
      },
      'shop',
    ),
    object(bindings, 'b', { spec: { resource, clusters: [{ name: 'eu-1', replicas: 2 }] } }, 'default'),
    object(
      bindings,
      'c',
      { spec: { resource, clusters: [{ name: 'us-1' }], gracefulEvictionTasks: [{ fromCluster: 'eu-1' }] } },
      'default',
    ),
    object('/apis/work.karmada.io/v1alpha2/clusterresourcebindings', 'd', {
      spec: { resource, requiredBy: [{ name: 'a', clusters: [{ name: 'eu-1' }] }] },
    }),
    work('good', { status: 'True' }),
    work('bad', {
      status: 'False',
      reason: 'AppliedFailed',
      message: 'Failed to apply all manifests (0/1): already exists in the cluster and is not managed by karmada',
    }),
    work('new', undefined),
    work('held', undefined, { suspendDispatching: true }),
    object(`${policies}/propagationpolicies`, 'web', { spec: to('eu-1', 'us-1') }, 'shop'),
    object(
      `${policies}/propagationpolicies`,
      'groups',
      {
        spec: {
          resourceSelectors: [],
          placement: { clusterAffinities: [{ affinityName: 'a', clusterNames: ['eu-1'] }] },
        },
      },
      'shop',
    ),
    object(`${policies}/propagationpolicies`, 'elsewhere', { spec: to('us-1') }, 'shop'),
    object(`${policies}/clusterpropagationpolicies`, 'all', { spec: { resourceSelectors: [] } }),
    object(`${policies}/clustertaintpolicies`, 'slow-ones', {
      spec: { taints: [{ key: 'slow', effect: 'NoSchedule' }] },
    }),
    event('first', '10', {
      type: 'Normal',
      reason: 'CreateExecutionSpaceSucceed',
      message: 'Created execution space(karmada-es-eu-1) for cluster(eu-1).',
      lastTimestamp: at(1),
    }),
    event('later', '11', {
      type: 'Normal',
      reason: 'TaintClusterSucceed',
      message: 'Taint cluster succeed: cluster now does not have taints.',
      lastTimestamp: at(1),
      count: 1,
    }),
    event('last', '90', {
      type: 'Warning',
      reason: 'TaintClusterFailed',
      message: 'Operation cannot be fulfilled',
      lastTimestamp: at(50),
      count: 3,
    }),
    event('another', '5', {
      reason: 'Old',
      message: 'of an earlier eu-1',
      lastTimestamp: at(0),
      involvedObject: { kind: 'Cluster', name: 'eu-1', uid: 'u0' },
    }),
  ];
  for (const [path, one] of held) kube.objects.set(path, one);
  return { kube, ports: fakePorts(kube) };
}
