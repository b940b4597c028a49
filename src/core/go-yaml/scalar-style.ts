import { resolveScalar } from './resolve.ts';

/** How a text may be written, and how it is (go.yaml.in/yaml/v2: encode.go stringv, emitterc.go analyze_scalar). */
export type Style = 'plain' | 'single quotes' | 'double quotes' | 'literal';

const lineBreak = /[\r\n\u0085\u2028\u2029]/;
const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** A tab is no printable character here, nor is what lies beyond U+FFFF. */
const unprintable = /[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;

export const isMultiline = (text: string): boolean => lineBreak.test(text);

export function styleOf(text: string, isKey: boolean): Style {
  const wanted = wantedStyle(text, isKey);
  const breaksAfterBlank = / [\r\n\u0085\u2028\u2029]/.test(text);
  const isSpecial = breaksAfterBlank || unprintable.test(text);
  if (wanted === 'literal') return isSpecial || text.endsWith(' ') || isKey ? 'double quotes' : 'literal';
  if (wanted === 'double quotes' || (wanted === 'plain' && isPlain(text, isKey) && !isSpecial)) return wanted;
  const blankAfterBreak = /[\r\n\u0085\u2028\u2029] /.test(text);
  return isSpecial || blankAfterBreak ? 'double quotes' : 'single quotes';
}

function wantedStyle(text: string, isKey: boolean): Style {
  if (isKey && isMultiline(text)) return 'double quotes';
  if (text.includes('\n')) return 'literal';
  return resolveScalar(text).kind === 'text' && !base60.test(text) ? 'plain' : 'double quotes';
}

/** Nothing in it that means something in a block. */
function isPlain(text: string, isKey: boolean): boolean {
  if (text === '') return !isKey;
  if (/^(?:---|\.\.\.)/.test(text) || /^[#,[\]{}&*!|>'"%@`]/.test(text)) return false;
  if (/^[?:-](?:[ \t]|$)/.test(text) || /:(?:[ \t]|$)/.test(text.slice(1))) return false;
  if (/[ \t\r\n\u0085\u2028\u2029\0]#/.test(text)) return false;
  return !/^ | $/.test(text) && !isMultiline(text);
}
