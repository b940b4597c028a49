import { isKnown } from '../contract/errors.ts';
import type { Gvr, Kind, Resource } from '../core/object.ts';
import { groupVersion } from '../core/object.ts';
import { requestJson } from './json.ts';
import type { Transport } from './transport.ts';

/** Which kinds a server serves: aggregated discovery in two requests, or the older form, a request a group. */
const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

interface GroupDiscoveryList {
  readonly kind: 'APIGroupDiscoveryList';
  readonly items: readonly {
    readonly metadata?: { readonly name?: string };
    readonly versions?: readonly {
      readonly version: string;
      readonly resources?: readonly {
        readonly resource: string;
        readonly scope: string;
        readonly responseKind?: { readonly kind?: string };
      }[];
    }[];
  }[];
}

interface ResourceList {
  readonly resources?: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

/** Resolves kinds to resources; what the server once said is kept until `fresh` is asked for. */
export function createDiscovery(transport: Transport) {
  const known = new Map<string, Promise<readonly Resource[]>>();

  const readRoot = async (path: '/api' | '/apis'): Promise<readonly Resource[] | undefined> => {
    const answer = await requestJson<GroupDiscoveryList>(transport, {
      method: 'GET',
      path,
      headers: { accept: aggregated },
    });
    return answer.kind === 'APIGroupDiscoveryList' ? flatten(answer) : undefined;
  };

  const readLegacy = async (apiVersion: string): Promise<readonly Resource[]> => {
    const { group, version } = groupVersion(apiVersion);
    const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    try {
      const { resources = [] } = await requestJson<ResourceList>(transport, { method: 'GET', path });
      return resources
        .filter(({ name }) => !name.includes('/'))
        .map(({ name, kind, namespaced }) => ({ group, version, resource: name, kind, namespaced }));
    } catch (error) {
      if (isKnown(error, 'not-found')) return [];
      throw error;
    }
  };

  const remember = (key: string, read: () => Promise<readonly Resource[]>): Promise<readonly Resource[]> => {
    const held = known.get(key);
    if (held) return held;
    const reading = read();
    known.set(key, reading);
    reading.catch(() => known.delete(key));
    return reading;
  };

  return async ({ apiVersion, kind }: Kind, { fresh } = { fresh: false }): Promise<Resource | undefined> => {
    if (fresh) known.clear();
    const { group, version } = groupVersion(apiVersion);
    const root = group === '' ? '/api' : '/apis';
    const all = await remember(root, async () => (await readRoot(root)) ?? []);
    const fits = (resource: Resource): boolean =>
      resource.group === group && resource.version === version && resource.kind === kind;
    const found = all.find(fits);
    if (found) return found;
    // An aggregated answer leaves out API services that are slow or down; asked by name they may still speak.
    return (await remember(apiVersion, () => readLegacy(apiVersion))).find(fits);
  };
}

function flatten({ items }: GroupDiscoveryList): readonly Resource[] {
  return items.flatMap(({ metadata, versions = [] }) =>
    versions.flatMap(({ version, resources = [] }) =>
      resources.map(({ resource, scope, responseKind }) => {
        const gvr: Gvr = { group: metadata?.name ?? '', version, resource };
        return { ...gvr, kind: responseKind?.kind ?? '', namespaced: scope === 'Namespaced' };
      }),
    ),
  );
}
