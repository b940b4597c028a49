import { isKnown } from '../contract/errors.ts';
import { groupVersion, type NamedResource } from '../core/object.ts';
import { requestJson } from './json.ts';
import type { Transport } from './transport.ts';

/**
 * Every resource that a server can list: for those who must know all that is in a namespace. Aggregated discovery says it in
 * two requests; servers before Kubernetes 1.26 are asked group by group.
 */
const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

interface Discovery {
  readonly kind: string;
  readonly items?: readonly Group[];
  /** The older form: of /apis, and of /api. */
  readonly groups?: readonly { readonly preferredVersion?: { readonly groupVersion?: string } }[];
  readonly versions?: readonly string[];
}
interface Group {
  readonly metadata?: { readonly name?: string };
  readonly versions?: readonly { readonly version: string; readonly resources?: readonly Served[] }[];
}
interface Served {
  readonly resource: string;
  readonly scope: string;
  readonly verbs?: readonly string[];
  readonly responseKind?: { readonly kind?: string };
  readonly shortNames?: readonly string[];
}
interface ResourceList {
  readonly resources?: readonly {
    readonly name: string;
    readonly kind: string;
    readonly namespaced: boolean;
    readonly shortNames?: readonly string[];
    readonly verbs?: readonly string[];
  }[];
}

export async function readListable(transport: Transport): Promise<readonly NamedResource[]> {
  const read = async (path: string): Promise<readonly NamedResource[]> => {
    const answer = await requestJson<Discovery>(transport, { method: 'GET', path, headers: { accept } });
    if (answer.items) return answer.items.flatMap(listableOf);
    const groups =
      answer.groups?.map(({ preferredVersion }) => preferredVersion?.groupVersion) ?? answer.versions ?? [];
    return (await Promise.all(groups.map((group) => (group ? readGroup(transport, group) : [])))).flat();
  };
  return (await Promise.all([read('/api'), read('/apis')])).flat();
}

/** The first version that has a resource is the one the server prefers. */
function listableOf({ metadata, versions = [] }: Group): readonly NamedResource[] {
  const found = new Map<string, NamedResource>();
  for (const { version, resources = [] } of versions) {
    for (const { resource, scope, verbs, responseKind, shortNames } of resources) {
      if (!verbs?.includes('list') || found.has(resource)) continue;
      const gvr = { group: metadata?.name ?? '', version, resource };
      const kind = responseKind?.kind ?? '';
      found.set(resource, { ...gvr, kind, namespaced: scope === 'Namespaced', ...called(shortNames) });
    }
  }
  return [...found.values()];
}

async function readGroup(transport: Transport, apiVersion: string): Promise<readonly NamedResource[]> {
  const { group, version } = groupVersion(apiVersion);
  const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  try {
    const { resources = [] } = await requestJson<ResourceList>(transport, { method: 'GET', path });
    return resources
      .filter(({ name, verbs }) => !name.includes('/') && verbs?.includes('list'))
      .map(({ name, kind, namespaced, shortNames }) => ({
        ...{ group, version, resource: name, kind, namespaced },
        ...called(shortNames),
      }));
  } catch (error) {
    if (isKnown(error, 'not-found')) return [];
    throw error;
  }
}

const called = (shortNames: readonly string[] = []): Pick<NamedResource, 'shortNames'> =>
  shortNames.length > 0 ? { shortNames } : {};
