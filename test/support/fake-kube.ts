import { KnownError } from '../../src/contract/errors.ts';
import type { Kube } from '../../src/contract/ports.ts';
import { type KubeObject, type Place, pathOf, type Resource } from '../../src/core/object.ts';

/** An API server in memory: enough of one to see what an operation does with its answers. Failures are put in by hand. */
export interface FakeKube extends Kube {
  readonly objects: Map<string, KubeObject>;
  /** Every write, as `create /path`. */
  readonly writes: string[];
  /** What to throw for a path, before anything else is done. */
  readonly refuse: Map<string, KnownError>;
  /** What to throw for a write, as `create /path`, once it is done: its answer is lost. Once each. */
  readonly lose: Map<string, KnownError>;
  /** What to throw for a request, as `create /path`, instead of doing it; so many times. */
  readonly fail: Map<string, { readonly error: KnownError; times: number }>;
  /** Rights that nobody here has, as `create clusterroles`. */
  readonly denied: Set<string>;
  /** What to do after a write, as a controller would. */
  readonly controllers: ((path: string, kube: FakeKube) => void)[];
}

const kinds: Readonly<Record<string, Resource>> = {
  ConfigMap: { group: '', version: 'v1', resource: 'configmaps', kind: 'ConfigMap', namespaced: true },
  Namespace: { group: '', version: 'v1', resource: 'namespaces', kind: 'Namespace', namespaced: false },
  CustomResourceDefinition: {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    resource: 'customresourcedefinitions',
    kind: 'CustomResourceDefinition',
    namespaced: false,
  },
  Secret: { group: '', version: 'v1', resource: 'secrets', kind: 'Secret', namespaced: true },
  ServiceAccount: { group: '', version: 'v1', resource: 'serviceaccounts', kind: 'ServiceAccount', namespaced: true },
  Deployment: { group: 'apps', version: 'v1', resource: 'deployments', kind: 'Deployment', namespaced: true },
};

/** As a server does (RFC 7386). */
function mergePatch(held: unknown, patch: unknown): unknown {
  const isMapping = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMapping(patch)) return patch;
  const before = isMapping(held) ? held : {};
  const merged = Object.entries(patch).map(([key, value]) => [key, mergePatch(before[key], value)]);
  return Object.fromEntries(
    Object.entries({ ...before, ...Object.fromEntries(merged) }).filter(([, value]) => value !== null),
  );
}

export function fakeKube(server = 'https://fake'): FakeKube {
  const objects = new Map<string, KubeObject>();
  const writes: string[] = [];
  const refuse = new Map<string, KnownError>();
  const lose = new Map<string, KnownError>();
  const fail: FakeKube['fail'] = new Map();
  const denied = new Set<string>();
  const controllers: FakeKube['controllers'] = [];
  const guard = (path: string): void => {
    const failure = refuse.get(path);
    if (failure) throw failure;
  };
  const stumble = (request: string): void => {
    const failing = fail.get(request);
    if (!failing || failing.times === 0) return;
    failing.times -= 1;
    throw failing.error;
  };
  const put = <T extends KubeObject>(verb: string, place: Place, object: KubeObject): T => {
    const path = pathOf(place);
    guard(path);
    stumble(`${verb} ${path}`);
    writes.push(`${verb} ${path}`);
    objects.set(path, object);
    for (const controller of controllers) controller(path, kube);
    const lost = lose.get(`${verb} ${path}`);
    if (lost) {
      lose.delete(`${verb} ${path}`);
      throw lost;
    }
    return objects.get(path) as T;
  };
  /** What an access review asks for, as `create clusterroles`; `* *` is anything. */
  const review = <T extends KubeObject>(object: T): T => {
    const { spec } = object as T & { spec?: { resourceAttributes?: { verb: string; resource: string } } };
    const asked = `${spec?.resourceAttributes?.verb} ${spec?.resourceAttributes?.resource}`;
    const allowed = !(asked === '* *' ? denied.size > 0 : denied.has(asked));
    return { ...object, ...{ status: { allowed } } };
  };
  const find = async <T extends KubeObject>(place: Place): Promise<T | undefined> => {
    guard(pathOf(place));
    return objects.get(pathOf(place)) as T | undefined;
  };
  const kube: FakeKube = {
    objects,
    writes,
    refuse,
    lose,
    fail,
    denied,
    controllers,
    target: async () => ({ server, context: 'c', namespace: 'default', namespaceIsExplicit: false, insecure: false }),
    find,
    get: async <T extends KubeObject>(place: Place) => {
      const held = await find<T>(place);
      if (!held) throw new KnownError('not-found', `${pathOf(place)} not found`);
      return held;
    },
    list: async <T extends KubeObject>(place: Place) => {
      guard(pathOf(place));
      const inside = [...objects].filter(
        ([path]) => path.startsWith(`${pathOf(place)}/`) && !path.slice(pathOf(place).length + 1).includes('/'),
      );
      return { items: inside.map(([, object]) => object as T) };
    },
    // Objects alone, as servers give them that know no tables.
    table: async (place) => {
      const held = place.name === undefined ? (await kube.list(place)).items : [await kube.find(place)];
      return { columns: [], rows: held.flatMap((object) => (object ? [{ cells: [], object }] : [])) };
    },
    create: async (place, object, { fieldManager: manager = 'karmate', dryRun } = {}) => {
      if (place.resource === 'selfsubjectaccessreviews') return review(object);
      const path = pathOf({ ...place, name: object.metadata.name });
      guard(path);
      if (objects.has(path)) throw new KnownError('conflict', `${path} already exists`, { reason: 'AlreadyExists' });
      const managedFields = [{ manager, operation: 'Update' as const }];
      const metadata = { uid: `uid-${object.metadata.name}`, managedFields, ...object.metadata };
      if (dryRun) return { ...object, metadata };
      return put('create', { ...place, name: object.metadata.name }, { ...object, metadata });
    },
    merge: async (place, patch) => put('merge', place, mergePatch(objects.get(pathOf(place)), patch) as KubeObject),
    patch: async (place, operations) => {
      const held = objects.get(pathOf(place));
      return put('patch', place, {
        ...held,
        metadata: {
          ...held?.metadata,
          name: place.name ?? '',
          ...Object.fromEntries(
            operations
              .filter(({ path }) => path === '/metadata/managedFields')
              .map(({ value }) => ['managedFields', value]),
          ),
        },
      });
    },
    replace: async (place, object) => put('replace', place, object),
    apply: async (place, manifest) => {
      const before = objects.get(pathOf(place));
      const isSame = before !== undefined && 'text' in before && before.text === manifest;
      const version = Number(before?.metadata.resourceVersion ?? 0) + (isSame ? 0 : 1);
      const { name = '', namespace } = place;
      const scope = namespace === undefined ? {} : { namespace };
      const metadata = { name, ...scope, uid: 'u', generation: version, resourceVersion: String(version) };
      return { object: put('apply', place, { metadata, ...{ text: manifest } }), created: !before };
    },
    delete: async (place, { dryRun, preconditions = {} } = {}) => {
      const { uid, resourceVersion } = (await kube.get(place)).metadata;
      const path = pathOf(place);
      const isOther = preconditions.uid !== undefined && preconditions.uid !== uid;
      const isLater = preconditions.resourceVersion !== undefined && preconditions.resourceVersion !== resourceVersion;
      if (isOther || isLater) throw new KnownError('conflict', `${path} is another one by now`);
      if (dryRun) return;
      stumble(`delete ${path}`);
      writes.push(`delete ${path}`);
      objects.delete(path);
      for (const controller of controllers) controller(path, kube);
    },
    resolve: async ({ kind }) => kinds[kind],
    listable: async () =>
      Object.values(kinds).map((one) => (one.kind === 'Deployment' ? { ...one, shortNames: ['deploy'] } : one)),
    version: async () => {
      guard('/version');
      return 'v1.35.3';
    },
  };
  return kube;
}
