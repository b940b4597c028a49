// Fleets and workloads for a preview: of one sort, so that a number is comparable from run to run.
const env = ['production', 'staging'];

const clusterOf = (index) => ({
  apiVersion: 'cluster.karmada.io/v1alpha1',
  kind: 'Cluster',
  metadata: {
    name: `cluster-${String(index).padStart(4, '0')}`,
    uid: `5d1b0a52-0c0e-4b4e-9a5e-${String(index).padStart(12, '0')}`,
    labels: { env: env[index % 3 === 0 ? 1 : 0], tier: `t${index % 7}` },
  },
  spec: {
    syncMode: 'Push',
    region: `region-${index % 10}`,
    ...(index % 11 === 0 ? { taints: [{ key: 'maintenance', effect: 'NoSchedule' }] } : {}),
  },
  status: {
    conditions: [{ type: 'Ready', status: 'True' }],
    apiEnablements: [{ groupVersion: 'apps/v1', resources: [{ kind: 'Deployment', name: 'deployments' }] }],
    resourceSummary: {
      allocatable: { cpu: String(8 + (index % 50)), memory: '64Gi', pods: '220' },
      allocated: { cpu: `${index % 4000}m`, memory: '4Gi', pods: String(index % 100) },
    },
  },
});

const placement = {
  clusterAffinity: { labelSelector: { matchLabels: { env: 'production' } } },
  spreadConstraints: [
    { spreadByField: 'region', minGroups: 2, maxGroups: 3 },
    { spreadByField: 'cluster', minGroups: 2, maxGroups: 20 },
  ],
  replicaScheduling: {
    replicaSchedulingType: 'Divided',
    replicaDivisionPreference: 'Weighted',
    weightPreference: { dynamicWeight: 'AvailableReplicas' },
  },
};

const policyOf = (name) => ({
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'PropagationPolicy',
  metadata: {
    name,
    namespace: 'default',
    labels: { 'propagationpolicy.karmada.io/permanent-id': `id of ${name}` },
  },
  spec: { resourceSelectors: [{ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'default', name }], placement },
});

const templateOf = (name, index) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'default', uid: `uid of ${name}` },
  spec: {
    replicas: 10 + (index % 90),
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name, image: 'nginx:1.27', resources: { requests: { cpu: '250m', memory: '128Mi' } } }] },
    },
  },
});

/** All clusters, and a template with a policy of its own for each of `count`. */
export function fleetOf(clusters, count) {
  const names = Array.from({ length: count }, (_, index) => `web-${index}`);
  const fleet = {
    apiVersion: 'karmate.dev/v1',
    kind: 'Fleet',
    taken: '2026-01-01T00:00:00.000Z',
    karmada: { min: '1.18', max: '1.18' },
    clusters: Array.from({ length: clusters }, (_, index) => clusterOf(index)),
    propagationPolicies: names.map(policyOf),
    clusterPropagationPolicies: [],
    overridePolicies: [],
    clusterOverridePolicies: [],
    resourceBindings: [],
    clusterResourceBindings: [],
    unread: [],
  };
  return { fleet, questions: names.map((name, index) => ({ template: templateOf(name, index) })) };
}
