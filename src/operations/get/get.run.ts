import { type Failure, KnownError } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Input } from '../../contract/params.ts';
import type { Need, Ports } from '../../contract/ports.ts';
import { bad, type Cell, good, type View, type ViewOptions, warn } from '../../contract/view.ts';
import { type Cluster, clusters, whyNotReady } from '../../core/cluster.ts';
import { fullName, type KubeList } from '../../core/object.ts';
import { cellText, type Table, type TableRow } from '../../core/table.ts';
import { clusterTable } from './cluster-table.ts';
import type { params } from './get.ts';

export interface Result {
  /** What was found, with the columns that the server prints. */
  readonly table: Table;
  /** Exactly one name was asked for: its object is the answer, and no List. */
  readonly single: boolean;
  readonly missing: readonly Failure[];
}

export async function run({ karmada, now }: Ports, { type, names }: Input<typeof params>, need: Need): Promise<Result> {
  if (!['cluster', 'clusters', 'cluster.cluster.karmada.io', 'clusters.cluster.karmada.io'].includes(type)) {
    throw new KnownError('usage', `"get ${type}" is not supported yet.`, { hint: 'Supported: karmate get clusters' });
  }
  const read = async (name?: string): Promise<Table> =>
    clusterTable(await karmada.table(name === undefined ? clusters : { ...clusters, name }, {}, need), now());
  if (!names) return { table: await read(), single: false, missing: [] };
  const tables = await Promise.all(names.map(read));
  return {
    // What is not there has no columns.
    table: {
      columns: tables.find(({ columns }) => columns.length > 0)?.columns ?? [],
      rows: tables.flatMap(({ rows }) => rows),
    },
    single: names.length === 1,
    missing: names.filter((_, index) => tables[index]?.rows.length === 0).map(notFound),
  };
}

const notFound = (name: string): Failure => ({
  code: 'not-found',
  message: `No member cluster named "${name}".`,
  hint: 'See them with: karmate get clusters',
});

function objectOf({ object }: TableRow): Cluster {
  if (!object) throw new Error('Only the cells were asked for.');
  return { apiVersion: 'cluster.karmada.io/v1alpha1', kind: 'Cluster', ...(object as Cluster) };
}

export function data({ table, single }: Result): Cluster | KubeList<Cluster> {
  const items = table.rows.map(objectOf);
  const [only] = items;
  if (single && only) return only;
  return { apiVersion: 'v1', kind: 'List', ...(table.metadata ? { metadata: table.metadata } : {}), items };
}

export const names = ({ table }: Result): readonly string[] =>
  table.rows.map((row) => fullName('cluster', clusters.group, objectOf(row).metadata.name));

export const outcome = ({ missing }: Result): Outcome =>
  missing.length > 0 ? { kind: 'partial', exit: 'not-found', failures: missing } : { kind: 'ok' };

export function view({ table, missing }: Result, { wide }: ViewOptions): View {
  const shown = table.columns.flatMap(({ name, priority }, index) =>
    wide || priority === 0 ? [{ head: name.toUpperCase(), index }] : [],
  );
  return {
    kind: 'table',
    head: [...shown.map(({ head }) => head), ...(wide ? ['REASON'] : [])],
    rows: table.rows.map((row) => [
      ...shown.map(({ head, index }) => cellOf(head, cellText(row.cells[index]))),
      ...(wide ? [whyNotReady(objectOf(row))] : []),
    ]),
    empty: missing.length > 0 ? '' : 'No member clusters. Join one with: karmate join NAME --cluster-kubeconfig FILE',
  };
}

function cellOf(head: string, text: string): Cell {
  if (head !== 'READY') return text;
  if (text === 'True') return good(text);
  return text === 'False' ? bad(text) : warn(text);
}
