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

/** The record without a cluster that is gone. Karmada lived in test1, and who had joined it is joined no more. */
export function withoutCluster(record: KindLabRecord, name: 'test1' | 'test2'): KindLabRecord {
  const { [name]: _, ...clusters } = record.clusters;
  return name === 'test1' ? { ...record, clusters, release: undefined, members: [] } : { ...record, clusters };
}
