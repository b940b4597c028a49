import Table from 'cli-table3';

/** Columns of any text: letters that take two columns or none. Loaded only when a table has more than ASCII. */
const edges = ['top', 'bottom', 'left', 'right', 'mid', 'middle'];
const corners = ['top', 'bottom', 'left', 'right'].flatMap((edge) =>
  ['mid', 'left', 'right'].map((side) => `${edge}-${side}`),
);
const noBorders = Object.fromEntries([...edges, ...corners, 'mid-mid'].map((name) => [name, '']));

/** Without borders, `gap` blanks between. An empty head is none. */
export function drawAnyTable(head: readonly string[], rows: readonly (readonly string[])[], gap: number): string {
  const style = { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': gap };
  const table = new Table({ ...(head.length > 0 ? { head: [...head] } : {}), style, chars: noBorders });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
