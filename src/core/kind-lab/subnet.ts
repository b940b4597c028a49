/** IPv4 addresses and ranges of them, as numbers: enough to see whether two ranges overlap, and to find a free one. */
export interface Subnet {
  /** As it was written: `10.6.0.0/16`. */
  readonly text: string;
  readonly first: number;
  readonly last: number;
  /** The length of its prefix. */
  readonly bits: number;
}

/** An address as a number; undefined when it is no IPv4 address. */
export function readAddress(text: string): number | undefined {
  const parts = text.split('.');
  const isByte = (part: string): boolean => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256;
  if (parts.length !== 4 || !parts.every(isByte)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** `10.6.0.0/16`; undefined when it is none. Bits behind the prefix are cut off, as every kernel does. */
export function readSubnet(text: string): Subnet | undefined {
  const [address = '', bits = '', ...more] = text.split('/');
  const number = readAddress(address);
  if (number === undefined || more.length > 0 || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
  const size = sizeOf(Number(bits));
  const first = number - (number % size);
  return { text, first, last: first + size - 1, bits: Number(bits) };
}

const sizeOf = (bits: number): number => 2 ** (32 - bits);

export const overlap = (a: Subnet, b: Subnet): boolean => a.first <= b.last && b.first <= a.last;

const addressText = (number: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');

/** How a subnet is written properly: the address is its first one. */
export const subnetText = ({ first, bits }: Pick<Subnet, 'first' | 'bits'>): string => `${addressText(first)}/${bits}`;

/** The private ranges (RFC 1918) in which a free one is looked for. */
const private4 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** The first private range of that size, from `wish` on, that overlaps with none of the others. */
export function freeSubnet(wish: Subnet, others: readonly Subnet[]): string | undefined {
  const size = sizeOf(wish.bits);
  const ranges = private4.flatMap((text) => readSubnet(text) ?? []);
  const home = ranges.filter((range) => overlap(range, wish));
  const starts = [
    ...home.map((range) => ({ range, from: Math.max(wish.first, range.first) })),
    ...ranges.map((range) => ({ range, from: range.first })),
  ];
  for (const { range, from } of starts) {
    for (let first = from; first + size - 1 <= range.last; ) {
      const candidate = { text: '', first, last: first + size - 1, bits: wish.bits };
      const inTheWay = others.filter((other) => overlap(other, candidate));
      if (inTheWay.length === 0) return subnetText(candidate);
      const end = Math.max(...inTheWay.map(({ last }) => last)) + 1;
      first = Math.ceil(end / size) * size;
    }
  }
  return undefined;
}
