/** Quantities to the last digit (k8s.io/apimachinery, pkg/api/resource): Karmada adds them up and writes them again. */

const binary: Readonly<Record<string, bigint>> = Object.fromEntries(
  ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, index) => [suffix, 1024n ** BigInt(index + 1)]),
);
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

const largest = 2n ** 63n - 1n;

/** In units of 10^-9, the smallest that count: what is left below that is rounded up. undefined: it is no quantity. */
function nanos(quantity: string | number): bigint | undefined {
  const [, sign = '', whole = '', fraction = '', suffix = '', exponent = '0'] =
    /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/.exec(String(quantity)) ?? [];
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(`${whole}${fraction}`) * (binary[suffix] ?? 1n);
  const power = 9 - fraction.length + (decimal[suffix] ?? 0) + Number(exponent);
  const size = power >= 0 ? digits * 10n ** BigInt(power) : ceil(digits, 10n ** BigInt(-power));
  return sign === '-' ? -size : size;
}

const ceil = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor;

/** Away from zero, and no more than an int64 holds. */
function scaled(quantity: string | number, unit: bigint): bigint | undefined {
  const amount = nanos(quantity);
  if (amount === undefined) return undefined;
  const size = ceil(amount < 0n ? -amount : amount, unit);
  const bounded = size > largest ? largest : size;
  return amount < 0n ? -bounded : bounded;
}

/** Quantity.Value. */
export const wholeValue = (quantity: string | number): bigint | undefined => scaled(quantity, 1_000_000_000n);

/** Quantity.MilliValue. */
export const milliValue = (quantity: string | number): bigint | undefined => scaled(quantity, 1_000_000n);

/** NewQuantity(value, BinarySI).String(): `128Mi`, `1000`; what is below 1Ki is written in decimal. */
export function binaryQuantity(value: bigint): string {
  if (value > -1024n && value < 1024n) return decimalQuantity(value);
  const suffix = Object.keys(binary).findLast((name) => value % (binary[name] ?? 1n) === 0n);
  return suffix === undefined ? `${value}` : `${value / (binary[suffix] ?? 1n)}${suffix}`;
}

const thousands: readonly string[] = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** NewQuantity(value, DecimalSI).String(): `2`, `3k`. */
export function decimalQuantity(value: bigint): string {
  const power = thousands.findLastIndex((_, index) => value !== 0n && value % 1000n ** BigInt(index) === 0n);
  return power <= 0 ? `${value}` : `${value / 1000n ** BigInt(power)}${thousands[power]}`;
}

/** NewMilliQuantity(value, DecimalSI).String(): `500m`, `2`. */
export const milliQuantity = (value: bigint): string =>
  value % 1000n === 0n ? decimalQuantity(value / 1000n) : `${value}m`;
