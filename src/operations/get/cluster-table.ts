import { age } from '../../core/age.ts';
import { type Cluster, readiness } from '../../core/cluster.ts';
import type { Table } from '../../core/table.ts';

/** The server's own columns; where it gave the objects alone, those of Karmada v1.18 (pkg/printers/internalversion). */
export function clusterTable(table: Table, now: number): Table {
  if (table.columns.length > 0 || table.rows.length === 0) return table;
  const rows = table.rows.map((row) => ({ ...row, cells: cellsOf(row.object as Cluster, now) }));
  return { ...table, columns, rows };
}

const columns = [
  ...['Name', 'Version', 'Mode', 'Ready', 'Age'].map((name) => ({ name, priority: 0 })),
  ...['Zones', 'Region', 'Provider', 'API-Endpoint', 'Proxy-URL'].map((name) => ({ name, priority: 1 })),
];

// A proxy may give less than a whole Cluster: what is not there is shown as such.
function cellsOf(cluster: Partial<Cluster> & Pick<Cluster, 'metadata'>, now: number): readonly string[] {
  const { metadata, spec, status } = cluster;
  return [
    metadata.name,
    status?.kubernetesVersion ?? '',
    spec?.syncMode ?? '',
    readiness(cluster),
    age(metadata.creationTimestamp, now),
    spec?.zones?.length ? spec.zones.join(',') : '<none>',
    spec?.region || '<none>',
    spec?.provider || '<none>',
    spec?.apiEndpoint ?? '',
    spec?.proxyURL || '<none>',
  ];
}
