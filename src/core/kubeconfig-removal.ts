import type { Kubeconfig } from './kubeconfig.ts';
import type { Access } from './kubeconfig-access.ts';

/** A context as it was once written, to know it again: another one may bear its name by now. */
export interface WrittenContext {
  readonly name: string;
  readonly server: string;
  /** certificate-authority-data of its cluster; empty where it has none. */
  readonly authority: string;
}

export const writtenOf = ({ name, cluster }: Access): WrittenContext => ({
  name,
  server: cluster.server ?? '',
  authority: cluster['certificate-authority-data'] ?? '',
});

/** Why the context of that name is not what was written, as a clause; undefined when it still is, or is not there. */
export function whyOther(config: Kubeconfig, written: WrittenContext): string | undefined {
  const context = config.contexts.find(({ name }) => name === written.name);
  if (!context) return undefined;
  const cluster = config.clusters.find(({ name }) => name === context.value.cluster)?.value;
  if (!cluster) return 'its cluster is not there';
  const { server = '', 'certificate-authority-data': authority = '' } = cluster;
  if (server !== written.server) return `it leads to ${server || 'no server'} now`;
  return authority === written.authority ? undefined : 'it trusts another certificate authority now';
}

export interface KubeconfigRemoval {
  /** What to delete of the parsed file, in this order: the last of a list first, so that the others keep their places. */
  readonly paths: readonly (readonly (string | number)[])[];
  /** The contexts that were there. */
  readonly removed: readonly string[];
  /** Those that bear the name, and are others. */
  readonly left: readonly LeftContext[];
}

export interface LeftContext {
  readonly name: string;
  readonly why: string;
}

/**
 * How to take contexts out of a kubeconfig of one file, as far as they still are what was written. A cluster or user that
 * another context names too stays.
 */
export function planRemoval(config: Kubeconfig, written: readonly WrittenContext[]): KubeconfigRemoval {
  const left = written.flatMap((one): readonly LeftContext[] => {
    const why = whyOther(config, one);
    return why === undefined ? [] : [{ name: one.name, why }];
  });
  const names = written.map(({ name }) => name).filter((name) => !left.some((one) => one.name === name));
  const goes = ({ name }: { readonly name: string }): boolean => names.includes(name);
  const going = config.contexts.filter(goes);
  const staying = config.contexts.filter((context) => !goes(context));
  const onlyOurs =
    (field: 'cluster' | 'user') =>
    ({ name }: { readonly name: string }) =>
      going.some(({ value }) => value[field] === name) && !staying.some(({ value }) => value[field] === name);
  const pathsIn = <T>(list: string, entries: readonly T[], isGone: (entry: T) => boolean) =>
    entries.flatMap((entry, index) => (isGone(entry) ? [[list, index]] : [])).toReversed();
  const isCurrent = going.some(({ name }) => name === config.currentContext);
  return {
    paths: [
      ...pathsIn('contexts', config.contexts, goes),
      ...pathsIn('clusters', config.clusters, onlyOurs('cluster')),
      ...pathsIn('users', config.users, onlyOurs('user')),
      ...(isCurrent ? [['current-context']] : []),
    ],
    removed: going.map(({ name }) => name),
    left,
  };
}
