import { isSeq, parseDocument } from 'yaml';
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
