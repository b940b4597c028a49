import type { Failure } from '../../contract/errors.ts';
import { type Cell, type Row, text, type View, warn } from '../../contract/view.ts';
import { wrapWords } from '../../core/wrap.ts';

/** The page is for terminals as they come. */
const width = 80;
/** Between columns, as output/table.ts has it. */
const gap = 3;
const narrowest = 24;

/** A table whose last column goes on in further lines where the page ends. */
export function table(head: readonly string[], rows: readonly Row[]): View {
  const before = head
    .slice(0, -1)
    .reduce(
      (sum, title, column) => sum + Math.max(title.length, ...rows.map((row) => textOf(row[column]).length)) + gap,
      0,
    );
  const room = Math.max(width - before, narrowest);
  return {
    kind: 'table',
    head,
    rows: rows.flatMap((row) => {
      const last = row.at(-1) ?? '';
      const [first = '', ...more] = wrapWords(textOf(last), room);
      return [
        [...row.slice(0, -1), like(last, first)],
        ...more.map((line) => [...row.slice(0, -1).map(() => ''), like(last, line)]),
      ];
    }),
  };
}

const textOf = (cell: Cell | undefined): string => (typeof cell === 'object' ? cell.text : (cell ?? ''));
const like = (cell: Cell, words: string): Cell => (typeof cell === 'string' ? words : { ...cell, text: words });

/** Words in lines that fit on the page. */
export const tell = (words: string, paint: (line: string) => Cell = (line) => line, indent = ''): readonly Cell[] =>
  wrapWords(words, width - indent.length).map((line) => paint(indent + line));

/** The first of many, and what stands for the rest. */
export function firstOf<T>(items: readonly T[], most: number, rest: (more: number) => T): readonly T[] {
  return items.length <= most ? items : [...items.slice(0, most), rest(items.length - most)];
}

export const notKnown = (what: string, { message }: Failure): View =>
  text(...tell(`${what}: not known. ${message}`, warn));
