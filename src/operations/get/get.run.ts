import { type Failure, KnownError } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { bad, type Cell, dim, good, type View, type ViewOptions } from '../../contract/view.ts';
import { age } from '../../core/age.ts';
import { type Cluster, clusters, readiness } from '../../core/cluster.ts';
import { fullName, type KubeList } from '../../core/object.ts';
import type { params } from './get.ts';

export interface Result {
  /** The object itself when exactly one name was asked for, else a List. */
  readonly found: Cluster | KubeList<Cluster> | undefined;
  readonly missing: readonly Failure[];
}

const typed = { apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster' } as const;

export async function run({ karmada }: Ports, { type, names }: Input<typeof params>): Promise<Result> {
  if (!['cluster', 'clusters', 'cluster.cluster.karmada.io', 'clusters.cluster.karmada.io'].includes(type)) {
    throw new KnownError('usage', `"get ${type}" is not supported yet.`, { hint: 'Supported: karmate get clusters' });
  }
  if (!names) {
    const list = await karmada.list<Cluster>(clusters);
    return { found: listOf(list.items, list.metadata), missing: [] };
  }
  const found = await Promise.all(names.map((name) => karmada.find<Cluster>({ ...clusters, name })));
  const missing = names.filter((_, index) => found[index] === undefined).map(notFound);
  const objects = found.filter((cluster) => cluster !== undefined);
  const [only] = objects;
  if (names.length === 1) return { found: only && { ...typed, ...only }, missing };
  return { found: listOf(objects), missing };
}

const listOf = (items: readonly Cluster[], metadata?: KubeList<Cluster>['metadata']): KubeList<Cluster> => ({
  apiVersion: 'v1',
  kind: 'List',
  ...(metadata ? { metadata } : {}),
  items: items.map((item) => ({ ...typed, ...item })),
});

const notFound = (name: string): Failure => ({
  code: 'not-found',
  message: `No member cluster named "${name}".`,
  hint: 'See them with: karmate get clusters',
});

const itemsOf = ({ found }: Result): readonly Cluster[] => {
  if (!found) return [];
  return 'items' in found ? found.items : [found];
};

export const data = ({ found }: Result): unknown => found ?? listOf([]);

export const names = (result: Result): readonly string[] =>
  itemsOf(result).map(({ metadata }) => fullName('cluster', clusters.group, metadata.name));

export const outcome = ({ missing }: Result): Outcome =>
  missing.length > 0 ? { kind: 'partial', exit: 'not-found', failures: missing } : { kind: 'ok' };

export function view(result: Result, { wide, now }: ViewOptions): View {
  const items = itemsOf(result);
  return {
    kind: 'table',
    head: [
      'NAME',
      'VERSION',
      'MODE',
      'READY',
      'AGE',
      ...(wide ? ['ZONES', 'REGION', 'PROVIDER', 'API-ENDPOINT', 'PROXY-URL'] : []),
    ],
    rows: items.map((cluster) => [
      cluster.metadata.name,
      cluster.status?.kubernetesVersion ?? '',
      cluster.spec.syncMode,
      readyCell(readiness(cluster)),
      age(cluster.metadata.creationTimestamp, now),
      ...(wide ? wideCells(cluster) : []),
    ]),
    empty:
      result.missing.length > 0 ? '' : 'No member clusters. Join one with: karmate join NAME --cluster-kubeconfig FILE',
  };
}

function readyCell(ready: string): Cell {
  if (ready === 'True') return good(ready);
  return ready === 'False' ? bad(ready) : dim(ready);
}

const wideCells = ({ spec }: Cluster): readonly Cell[] => [
  spec.zones?.length ? spec.zones.join(',') : '<none>',
  spec.region || '<none>',
  spec.provider || '<none>',
  spec.apiEndpoint ?? '',
  spec.proxyURL || '<none>',
];
