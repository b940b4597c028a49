/**
 * The fields of one CSV record, or what is wrong with it. Flags that hold lists are read so by pflag (string_slice.go),
 * with the rules of Go's encoding/csv: a field in double quotes may hold commas, and "" in it is one quote.
 */
export function readCsv(text: string): { readonly fields: readonly string[] } | { readonly problem: string } {
  if (text === '') return { fields: [] };
  const fields: string[] = [];
  for (let rest = text; ; ) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    if (rest.startsWith('"') && !quoted) return { problem: 'a double quote in it is not closed' };
    const field = quoted ? quoted[0] : (/^[^,]*/.exec(rest)?.[0] ?? '');
    if (!quoted && field.includes('"')) return { problem: 'a double quote stands in the middle of an item' };
    if (!quoted && /[\r\n]/.test(field)) return { problem: 'a line ends in it' };
    fields.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : field);
    rest = rest.slice(field.length);
    if (rest === '') return { fields };
    if (!rest.startsWith(',')) return { problem: 'a double quote stands in the middle of an item' };
    rest = rest.slice(1);
  }
}
