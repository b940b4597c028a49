import type { Kubeconfig } from './kubeconfig.ts';

export interface KubeconfigRemoval {
  /** What to delete of the parsed file, in this order: the last of a list first, so that the others keep their places. */
  readonly paths: readonly (readonly (string | number)[])[];
  /** The contexts that were there. */
  readonly removed: readonly string[];
}

/** How to take contexts out of a kubeconfig of one file. A cluster or user that another context names too stays. */
export function planRemoval(config: Kubeconfig, contexts: readonly string[]): KubeconfigRemoval {
  const goes = ({ name }: { readonly name: string }): boolean => contexts.includes(name);
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
  };
}
