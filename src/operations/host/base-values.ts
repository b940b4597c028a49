import { isSeq, parseDocument } from 'yaml';
import { KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';

/** The values that come with karmate, with addresses in the place that is left open for one. Comments stay. */
export async function baseValues(ports: Ports, karmada: string, addresses: readonly string[]): Promise<string> {
  return withAddresses(await ports.shipped(`charts-values/karmada-${karmada}.yaml`), addresses);
}

/** In the file a template stands in that place which makes helm stop: nobody shall forget the address. */
const isOpen = (item: unknown): boolean => /\{\{-? *fail\b/.test(String(item));

export function withAddresses(text: string, addresses: readonly string[]): string {
  const document = parseDocument(text);
  const hosts = document.getIn(['certs', 'auto', 'hosts']);
  if (!isSeq(hosts)) return text;
  const kept = hosts.items.filter((item) => !isOpen(item));
  const there = kept.map(String);
  hosts.items = [...kept, ...addresses.filter((one) => !there.includes(one)).map((one) => document.createNode(one))];
  return document.toString({ lineWidth: 0 });
}

/** What stands for a chart and its values, so that a release tells whether it has them: no comment counts, any value does. */
export async function describeInput(
  chart: string,
  texts: readonly { readonly name: string; readonly text: string }[],
  set: readonly string[],
): Promise<string> {
  const values = texts.map(({ name, text }) => readValues(name, text));
  const bytes = new TextEncoder().encode(JSON.stringify([chart, values, set]));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).slice(0, 12);
  return `karmate: chart and values ${[...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function readValues(name: string, text: string): unknown {
  const document = parseDocument(text, { logLevel: 'error', prettyErrors: false });
  const [error] = document.errors;
  // No words of the parser: they quote the text.
  if (!error) return document.toJS();
  const line = text.slice(0, error.pos[0]).split('\n').length;
  throw new KnownError('usage', `${name}:${line}: these values are not valid YAML.`);
}
