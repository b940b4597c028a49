import type { AnyBinding } from '../detector/binding-for.ts';
import { groupBy } from '../group-by.ts';
import { inShort } from '../in-short.ts';
import type { ResourceBindingSpec } from '../karmada-types/work.ts';
import { bindingName, type Workload } from '../propagation.ts';
import { type ClusterPreview, callObject } from './preview.ts';
import type { Taker } from './takers.ts';

const shown = 3;

/** `deployment/web, deployment/api`. */
export const callTakers = (takers: readonly Taker[]): string =>
  inShort(
    takers.map(({ workload }) => callObject(workload)),
    shown,
  );

/**
 * Where a template goes, with where it is taken along (mergeTargetClusters, pkg/controllers/binding/common.go). `held` is
 * who takes it now.
 */
export function withTakers(
  clusters: readonly ClusterPreview[],
  takers: readonly Taker[],
  held: ResourceBindingSpec['requiredBy'] = [],
): readonly ClusterPreview[] {
  const going = groupBy(
    takers.flatMap((taker) => taker.clusters.map(({ name }) => ({ name, taker }))),
    ({ name }) => name,
  );
  const before = new Set(held.flatMap((binding) => (binding.clusters ?? []).map(({ name }) => name)));
  if (going.size + before.size === 0) return clusters;
  const own = new Map(clusters.map((one) => [one.cluster, one]));
  const names = new Set([...own.keys(), ...going.keys(), ...before]);
  return [...names].toSorted().map((cluster) => {
    const one: ClusterPreview = own.get(cluster) ?? { cluster, change: 'not chosen', why: '' };
    const had = one.before ?? (before.has(cluster) ? { name: cluster } : undefined);
    const here = going.get(cluster)?.map(({ taker }) => taker);
    if (one.after)
      return { ...one, ...(had ? { before: had } : {}), change: had && !one.before ? 'stays' : one.change };
    if (here) {
      const why = `goes along with ${callTakers(here)}`;
      const both = { cluster, after: { name: cluster }, why };
      return had ? { ...both, before: had, change: 'stays' } : { ...both, change: 'starts' };
    }
    if (!had || one.before) return one;
    return { ...one, before: had, change: 'stops', why: one.why || 'nothing that needs it goes there any more' };
  });
}

/** Its binding as Karmada writes it, or the one that is made for what has no policy of its own. */
export function withRequirers(
  { apiVersion = '', kind = '', metadata: { name, namespace } }: Workload,
  binding: AnyBinding | undefined,
  takers: readonly Taker[],
): AnyBinding | undefined {
  const { requiredBy: _, ...spec } = binding?.spec ?? {};
  const required = takers.map(({ binding: { name: by, namespace: at }, clusters }) => ({
    name: by,
    ...(at === undefined ? {} : { namespace: at }),
    clusters,
  }));
  if (!binding && (takers.length === 0 || namespace === undefined)) return undefined;
  const place = { name: bindingName(kind, name), ...(namespace === undefined ? {} : { namespace }) };
  return {
    ...(binding ?? { apiVersion: 'work.karmada.io/v1alpha2', kind: 'ResourceBinding', metadata: place }),
    spec: {
      resource: { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) },
      ...spec,
      ...(required.length > 0 ? { requiredBy: required } : {}),
    },
  } as AnyBinding;
}

/** Where that cannot be known, in sentences. */
export const takenPerhaps = (takers: readonly Taker[]): readonly string[] =>
  takers.flatMap((taker) =>
    taker.perhaps.length > 0
      ? [`whether it goes along to ${taker.perhaps.join(', ')}, as ${callTakers([taker])} may`]
      : [],
  );
