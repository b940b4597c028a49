import { KnownError } from '../contract/errors.ts';
import type { Kube, ListQuery, PatchOperation, Target, WriteOptions } from '../contract/ports.ts';
import { fieldManager } from '../core/field-manager.ts';
import { type KubeList, type KubeObject, type Place, pathOf } from '../core/object.ts';
import { applyFailure } from './apply-failure.ts';
import { createDiscovery } from './discovery.ts';
import { isAbsentObject } from './failure.ts';
import { parseJson, requestJson, requestOk } from './json.ts';
import { once } from './once.ts';
import { listAll, searchOf } from './pages.ts';
import { readTable } from './table.ts';
import type { Transport } from './transport.ts';
import { written } from './written.ts';

/** What a Kube stands on: connected on first use, so that making one costs nothing. */
export interface Link {
  readonly target: Target;
  readonly transport: Transport;
}

/** Any resource of one API server. Custom resources go through CustomObjectsApi, the rest straight to the transport. */
export function createKube(link: () => Promise<Link>): Kube {
  const transport = async (): Promise<Transport> => (await link()).transport;
  const discovery = once(async () => createDiscovery(await transport()));
  const custom = once(async () => {
    const { createCustomObjects } = await import('./custom-objects.ts');
    return createCustomObjects(await transport());
  });
  const calls = async (place: Place) => {
    if (!isCustom(place) || place.subresource) return undefined;
    const { customObjectCalls } = await import('./custom-objects.ts');
    return customObjectCalls(await custom(), place);
  };

  const get = async <T extends KubeObject>(place: Place): Promise<T> => {
    checkName(place);
    const api = await calls(place);
    if (api) return (await api.get()) as T;
    return requestJson<T>(await transport(), { method: 'GET', path: pathOf(place) });
  };

  return {
    target: async () => (await link()).target,
    get,
    find: async <T extends KubeObject>(place: Place) => {
      try {
        return await get<T>(place);
      } catch (error) {
        if (isAbsentObject(error)) return undefined;
        throw error;
      }
    },
    list: async <T extends KubeObject>(place: Place, query: ListQuery = {}) => {
      const api = await calls(place);
      const plain = await transport();
      const readPage = async (page: ListQuery): Promise<KubeList<T>> => {
        if (api) return checkList(plain, (await api.list(page)) as KubeList<T>);
        const path = `${pathOf(place)}${searchOf(page)}`;
        return checkList(plain, await requestJson<KubeList<T>>(plain, { method: 'GET', path }));
      };
      return query.limit === undefined ? listAll(readPage, query) : readPage(query);
    },
    table: async (place, query, need) => readTable(await transport(), place, query, need),
    create: async <T extends KubeObject>({ name: _, ...collection }: Place, object: T, options?: WriteOptions) => {
      const api = await calls(collection);
      if (api) return (await api.create(object, options)) as T;
      const path = `${pathOf(collection)}?${queryOf(options)}`;
      const headers = { 'content-type': 'application/json' };
      return requestJson<T>(await transport(), { method: 'POST', path, headers, body: JSON.stringify(object) });
    },
    merge: async <T extends KubeObject>(place: Place, patch: object, options?: WriteOptions) => {
      checkName(place);
      const path = `${pathOf(place)}?${queryOf(options)}`;
      const headers = { 'content-type': 'application/merge-patch+json' };
      return requestJson<T>(await transport(), { method: 'PATCH', path, headers, body: JSON.stringify(patch) });
    },
    patch: async <T extends KubeObject>(
      place: Place,
      operations: readonly PatchOperation[],
      options?: WriteOptions,
    ) => {
      checkName(place);
      const path = `${pathOf(place)}?${queryOf(options)}`;
      const headers = { 'content-type': 'application/json-patch+json' };
      return requestJson<T>(await transport(), { method: 'PATCH', path, headers, body: JSON.stringify(operations) });
    },
    replace: async <T extends KubeObject>(place: Place, object: T, options?: WriteOptions) => {
      checkName(place);
      const path = `${pathOf(place)}?${queryOf(options)}`;
      const headers = { 'content-type': 'application/json' };
      return requestJson<T>(await transport(), { method: 'PUT', path, headers, body: JSON.stringify(object) });
    },
    apply: async (place, manifest, { force, dryRun = false, fieldValidation = 'Strict' }) => {
      checkName(place);
      const plain = await transport();
      const dry = dryRun ? { dryRun: 'All' } : {};
      const query = new URLSearchParams({ fieldManager, force: String(force), fieldValidation, ...dry });
      const path = `${pathOf(place)}?${query}`;
      const headers = { 'content-type': 'application/apply-patch+yaml' };
      try {
        const response = await requestOk(plain, { method: 'PATCH', path, headers, body: manifest });
        return { object: parseJson<KubeObject>(plain, response), created: response.status === 201 };
      } catch (error) {
        throw applyFailure(error);
      }
    },
    delete: async (place, options = {}) => {
      checkName(place);
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ apiVersion: 'v1', kind: 'DeleteOptions', ...options });
      await requestOk(await transport(), { method: 'DELETE', path: pathOf(place), headers, body });
    },
    resolve: async (kind, options) => (await discovery())(kind, options),
    listable: async () => (await import('./listable.ts')).readListable(await transport()),
    version: async () => {
      const { gitVersion } = await requestJson<{ gitVersion: string }>(await transport(), {
        method: 'GET',
        path: '/version',
      });
      return gitVersion;
    },
  };
}

const queryOf = (options?: WriteOptions): string => new URLSearchParams(written(options)).toString();

/** Without a name a path means all objects of the kind: a DELETE would take them all. */
function checkName({ resource, name }: Place): void {
  if (!name) throw new KnownError('usage', `Which of the ${resource} is meant is not said: the name is empty.`);
}

/** JSON alone makes no Kubernetes: a list without items comes from something else. */
function checkList<T extends KubeList<KubeObject>>({ server }: Transport, list: T): T {
  if (Array.isArray(list.items)) return list;
  throw new KnownError('unreachable', `${server} is not a Kubernetes API: it answered with no list.`);
}

/** Groups with a dot that are not Kubernetes' own: the custom resources. */
const isCustom = ({ group }: Place): boolean => group.includes('.') && !group.endsWith('.k8s.io');
