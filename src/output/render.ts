import type { Cell, TreeNode, View } from '../contract/view.ts';
import type { DrawnCell } from './table.ts';
import { visible, visibleLine } from './visible.ts';
import { wrapLine } from './wrap.ts';

export interface RenderOptions {
  /** Tables without their first line. */
  readonly noHeaders?: boolean;
  /** Columns of the terminal, where there is one: prose is broken there. */
  readonly width?: number | undefined;
  /** Takes the words that stand for an empty table, which are no data; without it they are part of the text. */
  readonly note?: ((words: string) => void) | undefined;
}

/** A view as text for people. What draws tables and colours is loaded only when the view has some. */
export async function renderView(
  view: View,
  color: boolean,
  { noHeaders = false, note, width }: RenderOptions = {},
): Promise<string> {
  const paints =
    color && cellsOf(view).some((cell) => typeof cell !== 'string') ? (await import('./paint.ts')).paints : undefined;
  const paint = (cell: Cell, shown = visible): string => {
    if (typeof cell === 'string') return shown(cell);
    return paints ? paints[cell.tone](shown(cell.text)) : shown(cell.text);
  };
  const draw = (cell: Cell): DrawnCell => ({
    text: visibleLine(typeof cell === 'string' ? cell : cell.text),
    painted: paint(cell, visibleLine),
  });
  const render = async (part: View): Promise<string> => {
    switch (part.kind) {
      case 'text':
        return part.lines
          .map((line) => paint(line, part.isProse && width ? (words) => wrapLine(visible(words), width) : visible))
          .join('\n');
      case 'stack':
        return (await Promise.all(part.parts.map(render))).filter((text) => text !== '').join('\n\n');
      case 'tree': {
        if (width === undefined) return render(part.plain);
        const { drawTree } = await import('./tree.ts');
        return drawTree(part.root, width, (cell, line) =>
          typeof cell === 'string' ? line : paint({ ...cell, text: line }, (words) => words),
        );
      }
      case 'table': {
        if (part.rows.length === 0) return empty(part.empty ?? '');
        const { renderTable } = await import('./table.ts');
        return renderTable(
          noHeaders ? [] : part.head.map(draw),
          part.rows.map((row) => row.map(draw)),
        );
      }
    }
  };
  const empty = (words: string): string => {
    if (!note || words === '') return words;
    note(words);
    return '';
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
    case 'tree':
      return [...cellsOf(view.plain), ...labelsOf(view.root)];
  }
}

const labelsOf = ({ label, children = [] }: TreeNode): readonly Cell[] => [label, ...children.flatMap(labelsOf)];
