import type { Param } from '../contract/params.ts';
import { readCsv } from './csv.ts';

/** What one use of a flag gives: its items, or why its value cannot be one. */
export type FlagValue = { readonly items: readonly string[] } | { readonly problem: string };

// strconv.ParseBool
const yes = ['1', 't', 'T', 'true', 'TRUE', 'True'];
const no = ['0', 'f', 'F', 'false', 'FALSE', 'False'];

/** The value of a flag as pflag reads it, as far as that decides where it ends and how many items it has. */
export function readFlagValue(param: Param, text: string): FlagValue {
  switch (param.type) {
    case 'boolean':
      if (yes.includes(text)) return { items: ['true'] };
      return no.includes(text) ? { items: ['false'] } : { problem: 'it is true or false' };
    case 'list':
      return param.verbatim ? { items: [text] } : itemsOf(text);
    // kubectl's -f is such a list too.
    case 'document':
      return itemsOf(text);
    case 'map':
      return pairsOf(text);
    default:
      return { items: [text] };
  }
}

function itemsOf(text: string): FlagValue {
  const read = readCsv(text);
  return 'problem' in read ? read : { items: read.fields };
}

// string_to_string.go: with a single "=" the value may hold commas, and quotes around the whole are dropped.
function pairsOf(text: string): FlagValue {
  const count = text.split('=').length - 1;
  if (count === 0) return { problem: 'it is KEY=VALUE' };
  const read = count === 1 ? { items: [text.replace(/^"+|"+$/g, '')] } : itemsOf(text);
  if ('problem' in read) return read;
  return read.items.every((pair) => pair.includes('=')) ? read : { problem: 'each item is KEY=VALUE' };
}
