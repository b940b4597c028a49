import { readiness } from './cluster.ts';
import { counted } from './counted.ts';
import { groupBy } from './group-by.ts';
import { inShort } from './in-short.ts';
import { fullName, groupVersion, type KubeObject } from './object.ts';
import type { Binding, Work, Workload } from './propagation.ts';
import type { UnjoinFacts } from './unjoin-plan.ts';

/** What becomes of workloads when their cluster is unjoined, in names: told before anything is done. */
export interface Workloads {
  /** What Karmada deletes from the member, with its Works. */
  readonly deleted: readonly KindNames[];
  /** What stays there, since its Work says so or will say so. */
  readonly kept: readonly KindNames[];
  /** Works that have preserveResourcesOnDeletion already. */
  readonly preservedWorks: readonly string[];
  /** Bindings whose only target is this cluster: after it they have nowhere to go, unless the scheduler finds somewhere. */
  readonly nowhere: readonly string[];
  /** Bindings with other targets too. */
  readonly fewer: readonly string[];
  /** False where the cluster is not Ready: Karmada then deletes nothing there (pkg/controllers/execution). */
  readonly reachable: boolean;
  /** What this user may not read, so that nothing is said of it. */
  readonly unread: readonly string[];
}

export interface KindNames {
  readonly kind: string;
  readonly names: readonly string[];
}

/** Works that Karmada makes for itself are owned by the Cluster (pkg/controllers/unifiedauth): access, no workload. */
export const isOwn = ({ metadata }: KubeObject): boolean =>
  metadata.ownerReferences?.some(({ kind }) => kind === 'Cluster') === true;

export const isPreserved = ({ spec }: Work): boolean => spec.preserveResourcesOnDeletion === true;

/** `leaving` are all clusters of the run: none of them is somewhere to go. */
export function workloadsOf(facts: UnjoinFacts, name: string, keep: boolean, leaving: readonly string[]): Workloads {
  const { cluster, works, bindings } = facts;
  const theirs = (works ?? []).filter((work) => !isOwn(work));
  const staying = theirs.filter((work) => keep || isPreserved(work));
  const targeting = (bindings ?? []).filter((binding) => targetsOf(binding).includes(name));
  const isStranded = (binding: Binding): boolean => targetsOf(binding).every((target) => leaving.includes(target));
  return {
    deleted: byKind(theirs.filter((work) => !staying.includes(work))),
    kept: byKind(staying),
    preservedWorks: theirs.filter(isPreserved).map(({ metadata }) => metadata.name),
    nowhere: targeting.filter(isStranded).map(nameOf),
    fewer: targeting.filter((binding) => !isStranded(binding)).map(nameOf),
    reachable: !cluster || readiness(cluster) === 'True',
    unread: [...(works ? [] : ['works']), ...(bindings ? [] : ['bindings'])],
  };
}

/** GetBindingClusterNames (pkg/util/binding.go): what cluster-controller waits for. */
export const targetsOf = ({ spec }: Binding): readonly string[] => (spec.clusters ?? []).map(({ name }) => name);

const nameOf = ({ metadata: { namespace, name } }: KubeObject): string =>
  namespace === undefined ? name : `${namespace}/${name}`;

export const manifestsOf = (works: readonly Work[]): readonly Workload[] =>
  works.flatMap(({ spec }) => spec.workload.manifests ?? []);

function byKind(works: readonly Work[]): readonly KindNames[] {
  return [...groupBy(manifestsOf(works), ({ kind = 'object' }) => kind)]
    .map(([kind, manifests]) => ({ kind, names: manifests.map(nameOf).toSorted() }))
    .toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
}

const shown = 5;
const bindingsIn = (names: readonly string[]): string =>
  `${counted(names.length, 'binding')} (${inShort(names, shown)})`;
const listed = (kinds: readonly KindNames[]): string =>
  kinds.map(({ kind, names }) => `${names.length} ${kind} (${inShort(names, shown)})`).join(', ');

/** The summary that is shown before somebody says yes. */
export function workloadsInWords(name: string, workloads: Workloads): readonly string[] {
  const { deleted, kept, nowhere, fewer, reachable, unread } = workloads;
  return [
    ...(deleted.length > 0
      ? [
          reachable
            ? `Deleted from ${name}: ${listed(deleted)}.`
            : `${name} is not Ready, so that Karmada may delete nothing there and leave: ${listed(deleted)}.`,
        ]
      : []),
    ...(kept.length > 0 ? [`Stays in ${name}, no longer managed: ${listed(kept)}.`] : []),
    ...(deleted.length + kept.length === 0 && unread.length === 0 ? [`Karmada keeps no workloads in ${name}.`] : []),
    ...(nowhere.length > 0 ? [`Without another target than ${name}: ${bindingsIn(nowhere)}.`] : []),
    ...(fewer.length > 0 ? [`Lose ${name} and keep other targets: ${bindingsIn(fewer)}.`] : []),
    ...unread.map((what) => `What it has of ${what} cannot be told: this user may not read them.`),
  ];
}

/** Where Karmada does not delete them, somebody has to: one line for each object that a Work has made. */
export function leftByWorks(works: readonly Work[]) {
  return manifestsOf(works).map((manifest) => {
    const { group } = groupVersion(manifest.apiVersion ?? '');
    const { name, namespace } = manifest.metadata;
    const object = fullName(manifest.kind ?? '', group, name);
    return {
      object,
      ...(namespace === undefined ? {} : { namespace }),
      command: `kubectl delete ${object}${namespace === undefined ? '' : ` -n ${namespace}`}`,
    };
  });
}
