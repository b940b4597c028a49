import { KnownError } from '../contract/errors.ts';
import type { Kube, ListQuery, Target } from '../contract/ports.ts';
import { type KubeList, type KubeObject, type Place, pathOf } from '../core/object.ts';
import { createDiscovery } from './discovery.ts';
import { isAbsentObject } from './failure.ts';
import { fieldManager } from './field-manager.ts';
import { parseJson, requestJson, requestOk } from './json.ts';
import { readTable } from './table.ts';
import type { Transport } from './transport.ts';

/** What a Kube stands on: connected on first use, so that making one costs nothing. */
export interface Link {
  readonly target: Target;
  readonly transport: Transport;
}

/** Any resource of one API server. Custom resources go through CustomObjectsApi, the rest straight to the transport. */
export function createKube(link: () => Promise<Link>): Kube {
  const once = <T>(make: (transport: Transport) => T | Promise<T>): (() => Promise<T>) => {
    const made: Promise<T>[] = [];
    return () => {
      made[0] ??= link().then(({ transport }) => make(transport));
      return made[0];
    };
  };
  const transport = once((plain) => plain);
  const discovery = once(createDiscovery);
  const custom = once(async (plain) => {
    const { createCustomObjects } = await import('./custom-objects.ts');
    return createCustomObjects(plain);
  });
  const calls = async (place: Place) => {
    if (!isCustom(place)) return undefined;
    const { customObjectCalls } = await import('./custom-objects.ts');
    return customObjectCalls(await custom(), place);
  };

  const get = async <T extends KubeObject>(place: Place): Promise<T> => {
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
    list: async <T extends KubeObject>(place: Place, { labelSelector }: ListQuery = {}) => {
      const api = await calls(place);
      if (api) return checkList(await link(), (await api.list(labelSelector)) as KubeList<T>);
      const query = labelSelector ? `?${new URLSearchParams({ labelSelector })}` : '';
      const list = await requestJson<KubeList<T>>(await transport(), { method: 'GET', path: pathOf(place) + query });
      return checkList(await link(), list);
    },
    table: async (place, query) => readTable(await transport(), place, query),
    create: async <T extends KubeObject>({ name: _, ...collection }: Place, object: T) => {
      const api = await calls(collection);
      if (api) return (await api.create(object)) as T;
      const path = `${pathOf(collection)}?fieldManager=${fieldManager}`;
      const headers = { 'content-type': 'application/json' };
      return requestJson<T>(await transport(), { method: 'POST', path, headers, body: JSON.stringify(object) });
    },
    merge: async <T extends KubeObject>(place: Place, patch: object) => {
      const path = `${pathOf(place)}?fieldManager=${fieldManager}`;
      const headers = { 'content-type': 'application/merge-patch+json' };
      return requestJson<T>(await transport(), { method: 'PATCH', path, headers, body: JSON.stringify(patch) });
    },
    apply: async (place, manifest, { force }) => {
      const plain = await transport();
      const query = new URLSearchParams({ fieldManager, force: String(force) });
      const path = `${pathOf(place)}?${query}`;
      const headers = { 'content-type': 'application/apply-patch+yaml' };
      const response = await requestOk(plain, { method: 'PATCH', path, headers, body: manifest });
      return { object: parseJson<KubeObject>(plain, response), created: response.status === 201 };
    },
    resolve: async (kind, options) => (await discovery())(kind, options),
    version: async () => {
      const { gitVersion } = await requestJson<{ gitVersion: string }>(await transport(), {
        method: 'GET',
        path: '/version',
      });
      return gitVersion;
    },
  };
}

/** JSON alone makes no Kubernetes: a list without items comes from something else. */
function checkList<T extends KubeList<KubeObject>>({ transport }: Link, list: T): T {
  if (Array.isArray(list.items)) return list;
  throw new KnownError('unreachable', `${transport.server} is not a Kubernetes API: it answered with no list.`);
}

/** Groups with a dot that are not Kubernetes' own: the custom resources. */
const isCustom = ({ group }: Place): boolean => group.includes('.') && !group.endsWith('.k8s.io');
