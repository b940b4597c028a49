/** A cell as it is measured and as it is printed, which differ by colours. */
export interface DrawnCell {
  readonly text: string;
  readonly painted: string;
}

/** Blanks between columns, as kubectl has them. */
const gap = 3;

/** Columns as kubectl's, without borders, and no blanks at line ends. An empty head is none. */
export async function renderTable(
  head: readonly DrawnCell[],
  rows: readonly (readonly DrawnCell[])[],
): Promise<string> {
  const lines = head.length > 0 ? [head, ...rows] : rows;
  // Nearly all are plain, and for those what knows the width of every letter need not be loaded: a start would feel it.
  if (lines.every((cells) => cells.every(({ text }) => /^[ -~]*$/.test(text)))) return drawPlain(lines);
  const { drawAnyTable } = await import('./any-table.ts');
  const painted = (cells: readonly DrawnCell[]): readonly string[] => cells.map((cell) => cell.painted);
  return drawAnyTable(painted(head), rows.map(painted), gap);
}

function drawPlain(lines: readonly (readonly DrawnCell[])[]): string {
  const widths: number[] = [];
  for (const cells of lines)
    for (const [column, { text }] of cells.entries()) widths[column] = Math.max(widths[column] ?? 0, text.length);
  return lines
    .map((cells) =>
      cells
        .map(({ text, painted }, column) => painted + ' '.repeat((widths[column] ?? 0) - text.length + gap))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}
