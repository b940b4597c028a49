// What the keys of an API server's store stand for, and how its objects compare. Plain data in, plain data out.

/** Changes all the time, or by itself: nobody's leftovers. */
const noise =
  /^\/(?:events|leases|masterleases|minions|pods|ranges|services\/endpoints|endpointslices|flowschemas|prioritylevelconfigurations|apiregistration\.k8s\.io)\//;

const rbac = 'rbac.authorization.k8s.io';
/** By the folder below the prefix: the kind, its API, and whether it lies in a namespace. */
const kinds = {
  namespaces: { kind: 'namespace', api: '/api/v1/namespaces' },
  serviceaccounts: { kind: 'serviceaccount', api: '/api/v1', resource: 'serviceaccounts' },
  secrets: { kind: 'secret', api: '/api/v1', resource: 'secrets' },
  configmaps: { kind: 'configmap', api: '/api/v1', resource: 'configmaps' },
  clusterroles: { kind: 'clusterrole', api: `/apis/${rbac}/v1/clusterroles` },
  clusterrolebindings: { kind: 'clusterrolebinding', api: `/apis/${rbac}/v1/clusterrolebindings` },
  roles: { kind: 'role', api: `/apis/${rbac}/v1`, resource: 'roles' },
  rolebindings: { kind: 'rolebinding', api: `/apis/${rbac}/v1`, resource: 'rolebindings' },
  'work.karmada.io/works': { kind: 'work', api: '/apis/work.karmada.io/v1alpha1', resource: 'works' },
  'cluster.karmada.io/clusters': { kind: 'cluster', api: '/apis/cluster.karmada.io/v1alpha1/clusters' },
  clusters: { kind: 'cluster', api: '/apis/cluster.karmada.io/v1alpha1/clusters' },
};

/** The object of a key, as `{ side, kind, namespace?, name, path? }`; undefined for noise. `prefix` is the server's. */
export function objectOf(side, prefix, key) {
  const rest = key.slice(prefix.length);
  if (noise.test(rest)) return undefined;
  const folder = Object.keys(kinds).find((name) => rest.startsWith(`/${name}/`));
  const parts = rest.slice((folder?.length ?? 0) + 1).split('/');
  const { kind, api, resource } = kinds[folder] ?? {};
  if (folder === undefined) return { side, kind: rest.slice(1), name: '' };
  if (resource === undefined) return { side, kind, name: parts[1], path: `${api}/${parts[1]}` };
  const [, namespace, name] = parts;
  return { side, kind, namespace, name, path: `${api}/namespaces/${namespace}/${resource}/${name}` };
}

export const titleOf = ({ side, kind, namespace, name }) =>
  `${side}: ${name ? `${kind}/${name}` : kind}${namespace ? ` in ${namespace}` : ''}`;

/** What servers and controllers write as they like. */
const serverFields = ['resourceVersion', 'creationTimestamp', 'managedFields', 'generation', 'status'];
const ownWords = { 'work.karmada.io/permanent-id': '<id>', 'kubernetes.io/legacy-token-last-used': undefined };

/**
 * Objects as text that is the same each time, by their titles: what differs by nature is told by what it is the same as,
 * so that a token that is not the member's, or an owner that is gone, shows.
 */
export function normalise(objects, cluster) {
  const names = new Map();
  const learn = (value, name) => value && !names.has(value) && names.set(value, name);
  for (const { title, body } of objects) {
    learn(body.metadata?.uid, `<uid of ${title}>`);
    if (body.type !== 'kubernetes.io/service-account-token') continue;
    learn(body.data?.token, `<token of ${title}>`);
    learn(body.data?.['ca.crt'], '<ca of the member>');
  }
  const textOf = (value, key) => {
    if (key in ownWords) return ownWords[key];
    if (names.has(value)) return names.get(value);
    const isForeign = key === 'uid' || key === 'token' || key === 'kubernetes.io/service-account.uid';
    return isForeign && value !== undefined ? '<another>' : value;
  };
  const told = ({ title, body }) => {
    const text = JSON.stringify(withoutOwnUid(body), (key, value) =>
      serverFields.includes(key) ? undefined : sorted(textOf(value, key)),
    );
    return [title, text];
  };
  return Object.fromEntries(
    objects.map(told).map(([title, text]) => [title, text].map((part) => part.replaceAll(cluster, 'NAME'))),
  );
}

const withoutOwnUid = (body) => ({ ...body, metadata: { ...body.metadata, uid: undefined } });

function sorted(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
