import type { Cell, View } from '../contract/view.ts';
import { visibleLine } from './visible.ts';

/** A view as Markdown, to be put into a pull request: tables become tables, the rest paragraphs. */
export function toMarkdown(view: View): string {
  switch (view.kind) {
    case 'text':
      if (view.language) return fenced(view.language, view.lines.map(textOf).map(visibleLine));
      return view.lines.map(view.isProse ? proseLine : paragraphLine).join('\n');
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

/** A sentence that is set in belongs to the one above. */
function proseLine(cell: Cell): string {
  const [, indent = '', words = ''] = /^( *)(.*)$/s.exec(textOf(cell)) ?? [];
  return indent === '' ? escaped(words) : `- ${escaped(words)}`;
}

/** Between more backticks than stand in any of its lines. */
function fenced(language: string, lines: readonly string[]): string {
  const longest = Math.max(
    2,
    ...lines.map((line) => Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length))),
  );
  const fence = '`'.repeat(longest + 1);
  return [fence + language, ...lines, fence].join('\n');
}

/** What is set in stays so: it is a command or a piece of YAML. */
function paragraphLine(cell: Cell): string {
  const text = textOf(cell);
  return /^(?: {2,}|[-+ ]{2})/.test(text) && text.trim() !== '' ? `    ${visibleLine(text)}` : escaped(text);
}

/** What Markdown or HTML would take for its own; server strings must not become links, tags or cells. */
const escaped = (text: string): string => visibleLine(text).replace(/[\\`*_{}[\]<>|#~]/g, '\\$&');
