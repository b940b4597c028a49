import type { Cluster } from '../karmada-types/cluster.ts';
import { groupVersion } from '../object.ts';

export interface MissingApi {
  readonly groupVersion: string;
  readonly kind: string;
  /** The member clusters that have it. */
  readonly clusters: readonly string[];
  /** Versions of the same kind that it does have. */
  readonly otherVersions: readonly string[];
}

const enabled = ({ status }: Cluster): ReadonlyMap<string, { readonly groupVersion: string; readonly kind: string }> =>
  new Map(
    (status?.apiEnablements ?? []).flatMap(({ groupVersion, resources = [] }) =>
      resources.map(({ kind }) => [`${groupVersion} ${kind}`, { groupVersion, kind }] as const),
    ),
  );

/**
 * What others have and a cluster lacks. The scheduler compares group, version and kind, all three
 * (pkg/scheduler/framework/plugins/apienablement), so another version is none.
 */
export function missingApis(cluster: Cluster, all: readonly Cluster[]): readonly MissingApi[] {
  const own = enabled(cluster);
  if (own.size === 0) return [];
  const missing = new Map<string, { groupVersion: string; kind: string; clusters: string[] }>();
  for (const other of all) {
    if (other.metadata.name === cluster.metadata.name) continue;
    for (const [key, api] of enabled(other)) {
      if (own.has(key)) continue;
      const known = missing.get(key) ?? { ...api, clusters: [] };
      known.clusters.push(other.metadata.name);
      missing.set(key, known);
    }
  }
  return [...missing.values()]
    .map((api) => ({ ...api, otherVersions: versionsOf(own, api.kind, groupVersion(api.groupVersion).group) }))
    .sort((a, b) => (`${a.groupVersion} ${a.kind}` < `${b.groupVersion} ${b.kind}` ? -1 : 1));
}

const versionsOf = (own: ReturnType<typeof enabled>, kind: string, group: string): readonly string[] =>
  [...own.values()]
    .filter((api) => api.kind === kind && groupVersion(api.groupVersion).group === group)
    .map((api) => groupVersion(api.groupVersion).version);
