/** Fields that an older server drops, by the minor release whose CRDs brought them (charts/karmada/_crds/bases). */
const since: Readonly<Record<string, number>> = {
  'spec.suspension': 11,
  'spec.preserveResourcesOnDeletion': 12,
  'spec.failover.application.statePreservation': 12,
  'spec.overriders.fieldOverrider': 12,
  'spec.overrideRules[].overriders.fieldOverrider': 12,
  'spec.schedulePriority': 13,
  'spec.failover.cluster': 15,
  'spec.placement.workloadAffinity': 17,
  'spec.placement.clusterAffinities[].overflowAffinities': 18,
};

/** A policy as a server of that release reads it: without the fields it does not know, and without nulls. */
export const knownFields = <T>(policy: T, minor: number): T => prune(policy, '', minor) as T;

function prune(value: unknown, path: string, minor: number): unknown {
  // What an override writes is anybody's.
  if (path.endsWith('.value')) return value;
  if (Array.isArray(value)) return value.map((item) => prune(item, `${path}[]`, minor));
  if (typeof value !== 'object' || value === null) return value;
  const known = Object.entries(value).flatMap(([key, item]): readonly [string, unknown][] => {
    const at = path === '' ? key : `${path}.${key}`;
    const isThere = item !== null && item !== undefined && (since[at] ?? 0) <= minor;
    return isThere ? [[key, prune(item, at, minor)]] : [];
  });
  return Object.fromEntries(known);
}
