// Manifests of the kinds that Karmada looks into, and of one that it does not know.

export const namespaces = ['default', 'default', 'team-a'];
const appLabels = { app: ['x', 'y'], tier: ['1', '2'] };

export const kinds = [
  { apiVersion: 'apps/v1', kind: 'Deployment', pods: 'template', replicas: 'replicas' },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', pods: 'template', replicas: 'replicas' },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet', pods: 'template', replicas: 'replicas' },
  { apiVersion: 'apps/v1', kind: 'DaemonSet', pods: 'template' },
  { apiVersion: 'batch/v1', kind: 'Job', pods: 'template', replicas: 'parallelism' },
  { apiVersion: 'v1', kind: 'Pod', pods: 'spec' },
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', isClusterScoped: true },
];

export const drawKind = (draw) => draw.oneOf([6, kinds[0]], [6, () => draw.of(kinds)]);

export const images = [
  'nginx',
  'nginx:1.25',
  'library/nginx:1.25',
  'docker.io/library/nginx:1.25',
  'registry.local:5000/team/app:v1',
  'localhost/app',
  `quay.io/app@sha256:${'ab'.repeat(32)}`,
  `app:v2@sha256:${'cd'.repeat(32)}`,
];

export function labels(draw) {
  const keys = draw.some(Object.keys(appLabels), 0.6);
  return draw.maybe(0.8, () => Object.fromEntries(keys.map((key) => [key, draw.of(appLabels[key])])));
}

function resources(draw) {
  const list = () => ({ cpu: draw.of(['100m', '0.5', '1']), memory: draw.maybe(0.6, '128Mi') });
  return draw.maybe(0.6, () => ({ requests: draw.maybe(0.8, list), limits: draw.maybe(0.3, list) }));
}

const words = [['sh'], ['sh', '-c'], ['-v', '2'], []];

const container = (draw, at) => ({
  name: `c${at}`,
  image: draw.of(images),
  command: draw.maybe(0.4, () => draw.of(words)),
  args: draw.maybe(0.4, () => draw.of(words)),
  resources: resources(draw),
});

export const podSpec = (draw) => ({
  initContainers: draw.maybe(0.2, () => [{ ...container(draw, 0), name: 'init' }]),
  containers: draw.list(draw.between(1, 2), (at) => container(draw, at)),
  nodeSelector: draw.maybe(0.15, { disk: 'ssd' }),
  tolerations: draw.maybe(0.15, [{ key: 'gpu', operator: 'Exists' }]),
  priorityClassName: draw.maybe(0.05, 'high'),
});

const data = (draw) => ({
  plain: 'text',
  'app.json': draw.maybe(0.7, '{"db":{"host":"a","ports":[1,2]},"debug":true}'),
  'app.yaml': draw.maybe(0.7, 'db:\n  host: a\n  ports:\n  - 1\n  - 2\ndebug: true\n'),
  broken: draw.maybe(0.2, '{"db":'),
});

function specOf(draw, { kind, pods, replicas }) {
  const template = { metadata: { labels: { app: 'x' } }, spec: podSpec(draw) };
  const count = () => draw.of([0, 1, 2, 3, 10]);
  if (pods === 'spec') return template.spec;
  if (kind === 'Job')
    return {
      template: { ...template, spec: { ...template.spec, restartPolicy: 'Never' } },
      parallelism: draw.maybe(0.8, count),
      completions: draw.maybe(0.6, () => draw.of([1, 3, 7])),
    };
  const selector = { matchLabels: { app: 'x' } };
  return { ...(replicas ? { replicas: draw.maybe(0.85, count) } : {}), selector, template };
}

function bodyOf(draw, about) {
  if (about.pods) return { spec: specOf(draw, about) };
  if (about.kind === 'ConfigMap') return { data: draw.maybe(0.9, () => data(draw)) };
  if (about.kind === 'Service') return { spec: { ports: [{ port: 80, targetPort: 8080 }], selector: { app: 'x' } } };
  return { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] };
}

/** A manifest as somebody applies it; `more` goes into its metadata. */
export function manifest(draw, about = drawKind(draw), more = {}) {
  return {
    apiVersion: about.apiVersion,
    kind: about.kind,
    metadata: {
      name: draw.of(['app', 'web']),
      namespace: about.isClusterScoped ? undefined : draw.of(namespaces),
      labels: labels(draw),
      annotations: draw.maybe(0.3, { note: 'x' }),
      ...more,
    },
    ...bodyOf(draw, about),
  };
}
