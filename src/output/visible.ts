/** What steers a terminal or hides in a text: controls (Cc), marks without a width and of direction (Cf), line separators. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Most texts: nothing hides in them, and the tables of Unicode, which take a millisecond to build, are not needed. */
const isPlain = (text: string): boolean => /^[\n -~]*$/.test(text);

/** Control characters that a server sent are shown, never obeyed. Line ends stay. */
export function visible(text: string): string {
  if (isPlain(text)) return text;
  return text.replace(hidden, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (char === '\n') return char;
    return code < 0x100 ? `\\x${hex(code, 2)}` : code < 0x10000 ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 1)}}`;
  });
}

/** As `visible`, for what is one line: the cell of a table. */
export const visibleLine = (text: string): string => visible(text).replaceAll('\n', '\\n');

/** Of JSON that is already text: the same characters as JSON escapes, so that it says the same. */
export const visibleJson = (json: string): string =>
  escapeHidden(json, (char) =>
    [...Array(char.length).keys()].map((at) => `\\u${hex(char.charCodeAt(at), 4)}`).join(''),
  );

/** Of YAML where they stand between double quotes only. */
export const visibleYaml = (yaml: string): string =>
  escapeHidden(yaml, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
  });

const escapeHidden = (text: string, asEscape: (char: string) => string): string =>
  isPlain(text) ? text : text.replace(hidden, (char) => (char === '\n' ? char : asEscape(char)));

/** Whether there is anything to make visible. */
export const hidesSomething = (text: string): boolean =>
  !isPlain(text) && /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u.test(text);

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');
