/** What a person should see, as plain data. Colour and width are decided later, in output/. */
export type Tone = 'good' | 'bad' | 'warn' | 'dim';
export type Cell = string | { readonly text: string; readonly tone: Tone };

export type View =
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly Row[]; readonly empty?: string }
  | { readonly kind: 'text'; readonly lines: readonly Cell[]; readonly isProse?: boolean; readonly language?: 'diff' }
  | { readonly kind: 'stack'; readonly parts: readonly View[] }
  /** A tree on a terminal; anywhere else what is plain. */
  | { readonly kind: 'tree'; readonly root: TreeNode; readonly plain: View };
export type Row = readonly Cell[];

export interface TreeNode {
  readonly label: Cell;
  readonly children?: readonly TreeNode[];
}

/** What a surface may ask of a view; nothing of colour, width or format. */
export interface ViewOptions {
  readonly wide: boolean;
  /** Milliseconds since the epoch, for ages. */
  readonly now: number;
}

export const good = (text: string): Cell => ({ text, tone: 'good' });
export const bad = (text: string): Cell => ({ text, tone: 'bad' });
export const warn = (text: string): Cell => ({ text, tone: 'warn' });
export const dim = (text: string): Cell => ({ text, tone: 'dim' });

export const text = (...lines: readonly Cell[]): View => ({ kind: 'text', lines });
/** Sentences, which may be broken where a terminal ends. */
export const prose = (...lines: readonly Cell[]): View => ({ kind: 'text', lines, isProse: true });
/** Lines of a difference, as `diff -u` writes them. */
export const difference = (...lines: readonly Cell[]): View => ({ kind: 'text', lines, language: 'diff' });
export const stack = (...parts: readonly View[]): View => ({ kind: 'stack', parts });
