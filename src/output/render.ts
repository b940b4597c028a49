import type { Cell, View } from '../contract/view.ts';
import { visible, visibleLine } from './visible.ts';

/** A view as text for people. What draws tables and colours is loaded only when the view has some. */
export async function renderView(view: View, color: boolean): Promise<string> {
  const paints =
    color && cellsOf(view).some((cell) => typeof cell !== 'string') ? (await import('./paint.ts')).paints : undefined;
  const paint = (cell: Cell, shown = visible): string => {
    if (typeof cell === 'string') return shown(cell);
    return paints ? paints[cell.tone](shown(cell.text)) : shown(cell.text);
  };
  const render = async (part: View): Promise<string> => {
    switch (part.kind) {
      case 'text':
        return part.lines.map((line) => paint(line)).join('\n');
      case 'stack':
        return (await Promise.all(part.parts.map(render))).filter((text) => text !== '').join('\n\n');
      case 'table': {
        if (part.rows.length === 0) return visible(part.empty ?? '');
        const { renderTable } = await import('./table.ts');
        return renderTable(
          part.head.map(visibleLine),
          part.rows.map((row) => row.map((cell) => paint(cell, visibleLine))),
        );
      }
    }
  };
  return render(view);
}

function cellsOf(view: View): readonly Cell[] {
  switch (view.kind) {
    case 'text':
      return view.lines;
    case 'stack':
      return view.parts.flatMap(cellsOf);
    case 'table':
      return view.rows.flat();
  }
}
