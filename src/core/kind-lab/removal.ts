import { clusterNames } from './answers.ts';
import type { KindLabRecord } from './record.ts';

/** What removing a lab on kind takes away, in words, before it does: each goes on from "This removes". */
export function whatGoes(record: KindLabRecord, dir: string): readonly string[] {
  const names = ownClusters(record);
  return [
    ...(names.length > 0 ? [`the kind ${names.length > 1 ? 'clusters' : 'cluster'} ${names.join(' and ')}`] : []),
    ...(record.release === undefined ? [] : [`Karmada ${record.answers.karmada} in test1 with its data`]),
    ...(record.merged ? [`${record.merged.contexts.join(', ')} in ${record.merged.path}`] : []),
    `the files of the lab in ${dir}`,
  ];
}

export const ownClusters = ({ clusters }: KindLabRecord): readonly ('test1' | 'test2')[] =>
  clusterNames.filter((name) => clusters[name] !== undefined);

/**
 * The record without a cluster that is gone. Karmada lived in test1, with all that was registered there; of test2 the
 * registration stays, and is known by its id.
 */
export function withoutCluster(record: KindLabRecord, name: 'test1' | 'test2'): KindLabRecord {
  const { [name]: _, ...clusters } = record.clusters;
  const { [name]: id, ...ids } = record.ids ?? {};
  if (name === 'test1') return { ...record, clusters, ids, formerIds: [], release: undefined, members: [] };
  return { ...record, clusters, ids, formerIds: [...(record.formerIds ?? []), ...(id === undefined ? [] : [id])] };
}
