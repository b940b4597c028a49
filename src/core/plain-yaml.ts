/**
 * YAML as programs write kubeconfigs: mappings and lists in blocks, each value in its line and either a plain word or a
 * quoted text without escapes. Anything else, right or wrong, is undefined: then a real parser is asked. It gives what
 * that one would, and exists because loading and running that one is a tenth of a whole `get clusters`.
 */
export function readPlainYaml(text: string): object | undefined {
  if (!/^[\n -~]*$/.test(text)) return undefined;
  try {
    const reader = { lines: linesOf(text), at: 0 };
    const [first] = reader.lines;
    const value = first?.indent === 0 ? readBlock(reader, 0) : undefined;
    return reader.at === reader.lines.length ? value : undefined;
  } catch (error) {
    if (error === beyond) return undefined;
    throw error;
  }
}

/** Thrown at what is left to a real parser. */
const beyond = Symbol('beyond plain YAML');

interface Line {
  readonly indent: number;
  readonly words: string;
}

interface Reader {
  readonly lines: Line[];
  at: number;
}

const linesOf = (text: string): Line[] =>
  text.split('\n').flatMap((line) => {
    const words = line.trimStart();
    return words === '' || words.startsWith('#') ? [] : [{ indent: line.length - words.length, words }];
  });

const isItem = ({ words }: Line): boolean => words.startsWith('- ');

/** Deeper than any kubeconfig, and far from what a stack holds. */
const deepest = 200;

function readBlock(reader: Reader, indent: number): object {
  if (indent > deepest) throw beyond;
  const line = reader.lines[reader.at];
  if (line?.indent !== indent) throw beyond;
  return isItem(line) ? readList(reader, indent) : readMapping(reader, indent);
}

function readList(reader: Reader, indent: number): unknown[] {
  const items: unknown[] = [];
  for (let line = reader.lines[reader.at]; line?.indent === indent && isItem(line); line = reader.lines[reader.at]) {
    const rest = { indent: indent + 2, words: line.words.slice(2) };
    if (keyed.test(rest.words)) {
      // What follows the dash is the first line of a mapping, which goes on below it.
      reader.lines[reader.at] = rest;
      items.push(readMapping(reader, rest.indent));
    } else {
      items.push(readValue(reader, rest.words, indent));
    }
  }
  return items;
}

/** `key:` or `key: value`. A key that is no text, as `true`, is not for here. */
const keyed = /^(?!(?:null|true|false):)([A-Za-z][\w./-]{0,200}):(?: (.*))?$/i;

function readMapping(reader: Reader, indent: number): Record<string, unknown> {
  const entries = new Map<string, unknown>();
  for (let line = reader.lines[reader.at]; line?.indent === indent && !isItem(line); line = reader.lines[reader.at]) {
    const [, key, words] = keyed.exec(line.words) ?? [];
    if (key === undefined || entries.has(key)) throw beyond;
    entries.set(key, words === undefined ? readBelow(reader, indent) : readValue(reader, words, indent));
  }
  return Object.fromEntries(entries);
}

/** What stands below `key:`. A list may begin in the same column as its key. */
function readBelow(reader: Reader, indent: number): unknown {
  reader.at++;
  const next = reader.lines[reader.at];
  if (next && next.indent > indent) return readBlock(reader, next.indent);
  return next?.indent === indent && isItem(next) ? readList(reader, indent) : null;
}

function readValue(reader: Reader, words: string, indent: number): unknown {
  reader.at++;
  const next = reader.lines[reader.at];
  // A line that is further in would go on with the value.
  if (next && next.indent > indent) throw beyond;
  if (/^-{0,2}[A-Za-z/][\w+/=.:@-]*$/.test(words) && !words.endsWith(':')) return wordOf(words);
  if (/^(?:"[^"\\]*"|'[^']*')$/.test(words)) return words.slice(1, -1);
  if (words === '{}') return {};
  if (words === '[]') return [];
  throw beyond;
}

function wordOf(words: string): unknown {
  if (words === 'true' || words === 'false') return words === 'true';
  if (/^(?:null|true|false)$/i.test(words)) throw beyond;
  return words;
}
