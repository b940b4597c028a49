import type { KubeObject } from './object.ts';

/** A server's own table of objects (meta.k8s.io/v1, Table): what it prints of each, and the objects themselves. */
export interface Table {
  /** None: the server gave the objects alone, and whoever shows them makes up the columns. */
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
}

export interface Column {
  readonly name: string;
  /** 0 is always shown, more only in wide output. */
  readonly priority: number;
}

export interface TableRow {
  readonly cells: readonly unknown[];
  /** Not there where the cells alone were asked for, and the server has made some. */
  readonly object?: KubeObject;
}

/** A cell as kubectl prints it (cli-runtime, pkg/printers/tableprinter.go): one line; what is cut off is said. */
export function cellText(cell: unknown): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell !== 'string') return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  const [line = ''] = cell.split(/[\f\n\r]/, 1);
  return line.length < cell.length ? `${line}...` : line;
}
