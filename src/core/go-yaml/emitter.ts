/** Where a YAML writer stands (go.yaml.in/yaml/v2, emitterc.go): what comes next depends on what was written last. */
export interface Emitter {
  text: string;
  column: number;
  indent: number;
  /** Whether the last character was a blank that separates. */
  whitespace: boolean;
  /** Whether only indentation and `-`, `?` or `:` stand in the line so far. */
  indention: boolean;
}

/** A line that is longer is broken at its next single blank. */
export const bestWidth = 80;

export const newEmitter = (): Emitter => ({ text: '', column: 0, indent: -1, whitespace: true, indention: true });

export function put(emitter: Emitter, characters: string): void {
  emitter.text += characters;
  emitter.column += [...characters].length;
}

export function putBreak(emitter: Emitter): void {
  emitter.text += '\n';
  emitter.column = 0;
}

export function writeIndent(emitter: Emitter): void {
  const indent = Math.max(emitter.indent, 0);
  const isPast = emitter.column > indent || (emitter.column === indent && !emitter.whitespace);
  if (!emitter.indention || isPast) putBreak(emitter);
  if (emitter.column < indent) put(emitter, ' '.repeat(indent - emitter.column));
  emitter.whitespace = true;
  emitter.indention = true;
}

export interface IndicatorFlags {
  /** A blank must stand before it. */
  readonly apart?: boolean;
  readonly whitespace?: boolean;
  readonly indention?: boolean;
}

export function writeIndicator(
  emitter: Emitter,
  indicator: string,
  { apart = false, whitespace = false, indention = false }: IndicatorFlags = {},
): void {
  if (apart && !emitter.whitespace) put(emitter, ' ');
  put(emitter, indicator);
  emitter.whitespace = whitespace;
  emitter.indention = emitter.indention && indention;
}

/** What `work` writes stands further in; without `isDeeper` a list stands where its key does. */
export function indented(emitter: Emitter, isDeeper: boolean, isFlow: boolean, work: () => void): void {
  const before = emitter.indent;
  if (before < 0) emitter.indent = isFlow ? 2 : 0;
  else if (isDeeper) emitter.indent += 2;
  work();
  emitter.indent = before;
}
