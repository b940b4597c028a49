import Table from 'cli-table3';

/** Columns as kubectl's: no borders, three blanks between. Loaded only when there is a table to show. */
const edges = ['top', 'bottom', 'left', 'right', 'mid', 'middle'];
const corners = ['top', 'bottom', 'left', 'right'].flatMap((edge) =>
  ['mid', 'left', 'right'].map((side) => `${edge}-${side}`),
);
const noBorders = Object.fromEntries([...edges, ...corners, 'mid-mid'].map((name) => [name, '']));

export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const style = { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 3 };
  const table = new Table({ ...(head.length > 0 ? { head: [...head] } : {}), style, chars: noBorders });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
