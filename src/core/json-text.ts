/** JSON as text: what it says is sent as it stands, so it is cut and made fit for a YAML reader, never written anew. */

const token = /"(?:[^"\\]|\\.)*"|[{}[\]]/gs;

/** The objects of a JSON stream (`{…}{…}`, with blanks between or not) with their offsets; undefined: it is no such stream. */
export function splitJson(text: string): readonly { readonly text: string; readonly offset: number }[] | undefined {
  const found: { text: string; offset: number }[] = [];
  let depth = 0;
  let start = 0;
  let end = 0;
  for (const { 0: mark, index } of text.matchAll(token)) {
    if (depth === 0) {
      if (mark !== '{' || text.slice(end, index).trim() !== '') return undefined;
      start = index;
    }
    depth += mark === '{' || mark === '[' ? 1 : mark === '}' || mark === ']' ? -1 : 0;
    if (depth > 0) continue;
    end = index + 1;
    found.push({ text: text.slice(start, end), offset: start });
  }
  if (depth !== 0 || found.length === 0 || text.slice(end).trim() !== '') return undefined;
  return found.every((item) => isJson(item.text)) ? found : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The same JSON for a reader of YAML 1.1, as API servers are for server-side apply: there `\/` is no escape, two escapes
 * make no character beyond U+FFFF, and a few characters may not stand unescaped or would end a line.
 */
export const jsonAsYaml = (text: string): string =>
  text
    .replace(/\\(?:u(d[89ab][\da-f]{2})\\u(d[c-f][\da-f]{2})|.)/gis, (whole: string, high?: string, low?: string) => {
      if (high && low) return String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16));
      return whole === '\\/' ? '/' : whole;
    })
    .replace(
      /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
