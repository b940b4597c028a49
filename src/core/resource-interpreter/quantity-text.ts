/** Quantities as Kubernetes writes them, as short as they go (k8s.io/apimachinery, pkg/api/resource, CanonicalizeBytes). */

const binary: Readonly<Record<string, bigint>> = Object.fromEntries(
  ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, index) => [suffix, 1024n ** BigInt(index + 1)]),
);

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
