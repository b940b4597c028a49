import { bestWidth, type Emitter, put, putBreak, writeIndent, writeIndicator } from './emitter.ts';
import { isMultiline, type Style, styleOf } from './scalar-style.ts';

/** A text as go-yaml writes it where the emitter stands; a key is never broken. */
export function writeText(emitter: Emitter, text: string, isKey: boolean): void {
  writers[styleOf(text, isKey)](emitter, text, !isKey);
}

/** Numbers, true, false, null. */
export function writeWord(emitter: Emitter, word: string): void {
  writePlain(emitter, word, true);
}

type Writer = (emitter: Emitter, text: string, mayBreak: boolean) => void;

const writePlain: Writer = (emitter, text, mayBreak) => {
  if (!emitter.whitespace) put(emitter, ' ');
  writeFolded(emitter, text, mayBreak, (character) => character);
  emitter.whitespace = false;
  emitter.indention = false;
};

const writeSingle: Writer = (emitter, text, mayBreak) => {
  writeIndicator(emitter, "'", { apart: true });
  const isInner = (index: number, length: number): boolean => index > 0 && index < length - 1;
  writeFolded(emitter, text, mayBreak, (character) => (character === "'" ? "''" : character), isInner);
  writeIndicator(emitter, "'");
};

/** A line that is too long goes on in the next one after a single blank. */
function writeFolded(
  emitter: Emitter,
  text: string,
  mayBreak: boolean,
  write: (character: string) => string,
  isInner: (index: number, length: number) => boolean = () => true,
): void {
  const characters = [...text];
  let afterBlank = false;
  let afterBreak = false;
  characters.forEach((character, index) => {
    if (isMultiline(character)) {
      afterBreak = true;
      writeBreak(emitter, character);
      return;
    }
    const isBlank = character === ' ';
    if (afterBreak && !isBlank) {
      writeIndent(emitter);
      afterBreak = false;
    }
    const isSingle = isBlank && !afterBlank && characters[index + 1] !== ' ';
    if (mayBreak && isSingle && emitter.column > bestWidth && isInner(index, characters.length)) writeIndent(emitter);
    else put(emitter, write(character));
    if (!isBlank) emitter.indention = false;
    afterBlank = isBlank;
  });
}

function writeBreak(emitter: Emitter, character: string): void {
  emitter.text += character;
  emitter.column = 0;
  emitter.indention = true;
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '0',
  '\u0007': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\u001b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u00a0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};
const isEscaped = /[^\u0020\u0021\u0023-\u005b\u005d-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;

const writeDouble: Writer = (emitter, text, mayBreak) => {
  writeIndicator(emitter, '"', { apart: true });
  const characters = [...text];
  // The library asks each time whether the text begins with a byte order mark.
  const hasMark = text.startsWith('\ufeff');
  let afterBlank = false;
  characters.forEach((character, index) => {
    const isInner = index > 0 && index < characters.length - 1;
    if (hasMark || isEscaped.test(character)) put(emitter, `\\${escapes[character] ?? numeric(character)}`);
    else if (character === ' ' && mayBreak && !afterBlank && emitter.column > bestWidth && isInner) {
      writeIndent(emitter);
      if (characters[index + 1] === ' ') put(emitter, '\\');
    } else put(emitter, character);
    afterBlank = character === ' ' && !hasMark;
  });
  writeIndicator(emitter, '"');
};

function numeric(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16).toUpperCase();
  if (code <= 0xff) return `x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `u${digits.padStart(4, '0')}` : `U${digits.padStart(8, '0')}`;
}

/** Line by line below a `|`, with what tells of blanks in front and breaks at the end. */
const writeLiteral: Writer = (emitter, text) => {
  const leading = /^[ \r\n\u0085\u2028\u2029]/.test(text) ? '2' : '';
  writeIndicator(emitter, '|', { apart: true });
  writeIndicator(emitter, `${leading}${chomping(text)}`);
  putBreak(emitter);
  emitter.indention = true;
  emitter.whitespace = true;
  let isNewLine = true;
  for (const character of text) {
    if (isMultiline(character)) {
      writeBreak(emitter, character);
      isNewLine = true;
    } else {
      if (isNewLine) writeIndent(emitter);
      put(emitter, character);
      emitter.indention = false;
      isNewLine = false;
    }
  }
};

const chomping = (text: string): string => {
  if (!/[\r\n\u0085\u2028\u2029]$/.test(text)) return '-';
  return /(?:^|[\r\n\u0085\u2028\u2029])[\r\n\u0085\u2028\u2029]$/.test(text) ? '+' : '';
};

const writers: Readonly<Record<Style, Writer>> = {
  plain: writePlain,
  'single quotes': writeSingle,
  'double quotes': writeDouble,
  literal: writeLiteral,
};
