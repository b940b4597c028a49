import type { Cell, View } from '../contract/view.ts';
import { visibleLine } from './visible.ts';

/** A view as Markdown, to be put into a pull request: tables become tables, the rest paragraphs. */
export function toMarkdown(view: View): string {
  switch (view.kind) {
    case 'text':
      return view.lines.map(paragraphLine).join('\n');
    case 'stack':
      return view.parts
        .map(toMarkdown)
        .filter((text) => text !== '')
        .join('\n\n');
    case 'tree':
      return toMarkdown(view.plain);
    case 'table': {
      if (view.rows.length === 0) return escaped(view.empty ?? '');
      const line = (cells: readonly Cell[]): string => `| ${cells.map((cell) => escaped(textOf(cell))).join(' | ')} |`;
      return [line(view.head), `|${'---|'.repeat(view.head.length)}`, ...view.rows.map(line)].join('\n');
    }
  }
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

/** What is set in stays so: it is a command, a piece of YAML or a difference. */
function paragraphLine(cell: Cell): string {
  const text = textOf(cell);
  return /^(?: {2,}|[-+ ]{2})/.test(text) && text.trim() !== '' ? `    ${visibleLine(text)}` : escaped(text);
}

/** What Markdown or HTML would take for its own; server strings must not become links, tags or cells. */
const escaped = (text: string): string => visibleLine(text).replace(/[\\`*_{}[\]<>|#~]/g, '\\$&');
