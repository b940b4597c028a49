/** A document that is no manifest: thrown where that is seen, told with the others that are not. */
export class Unread extends Error {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** A sentence without its full stop. */
  readonly words: string;
  readonly hint: string | undefined;

  constructor(file: string, line: number, words: string, hint?: string) {
    super(words);
    this.file = file;
    this.line = line;
    this.words = words;
    this.hint = hint;
  }
}
