import { int64, maxInt64 } from './go/int.ts';

/**
 * Quantities to the last digit, with the limits of Kubernetes' own (k8s.io/apimachinery pkg/api/resource, the same in
 * v0.29 and v0.35): `unscaled` × 10^-`scale`. What fits is held in an int64, the rest in a decimal of any length, and
 * the two round and overflow in their own ways.
 */
export interface ExactQuantity {
  readonly unscaled: bigint;
  readonly scale: number;
  readonly isLong: boolean;
  readonly format: 'DecimalSI' | 'BinarySI' | 'DecimalExponent';
}

export const zero: ExactQuantity = { unscaled: 0n, scale: 0, isLong: false, format: 'DecimalSI' };

const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const binary: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
const powersOfTen: readonly bigint[] = Array.from({ length: 64 }, (_, power) => 10n ** BigInt(power));
const tenTo = (power: number): bigint => powersOfTen[power] ?? 10n ** BigInt(power);
const shape = /^([+-]?)0*(\d*)(?:\.(\d*))?([numkMGTPE]?|[KMGTPE]i|[eE][+-]?\d+)$/;
const nano = 9;

/** ParseQuantity; undefined for what is no quantity. */
export function parseQuantity(text: string | number): ExactQuantity | undefined {
  const [match, sign, whole = '', fraction = '', suffix = ''] = shape.exec(String(text).trim()) ?? [];
  if (!match) return undefined;
  const digits = `${whole || '0'}${fraction}`;
  const [size, format] = sizeOf(suffix);
  const power = format === 'BinarySI' ? 0 : size;
  const magnitude = format === 'BinarySI' ? BigInt(digits) << BigInt(size) : BigInt(digits);
  const signed = (value: bigint): bigint => (sign === '-' ? -value : value);
  const scale = fraction.length - power;
  if (fitsShort(format, size, digits.length, fraction.length) && scale <= nano && magnitude <= maxInt64)
    return { unscaled: signed(magnitude), scale, isLong: false, format };
  if (magnitude === 0n) return { unscaled: 0n, scale, isLong: true, format };
  const rounded = rescale(magnitude, scale, nano);
  if (format !== 'BinarySI') return { unscaled: signed(rounded), scale: nano, isLong: true, format };
  if (rounded > maxInt64 * tenTo(nano)) return { unscaled: signed(maxInt64), scale: 0, isLong: true, format };
  return {
    unscaled: signed(rounded),
    scale: nano,
    isLong: true,
    format: rounded < tenTo(nano) ? 'DecimalSI' : 'BinarySI',
  };
}

function sizeOf(suffix: string): [number, ExactQuantity['format']] {
  if (suffix in decimal) return [decimal[suffix] ?? 0, 'DecimalSI'];
  if (suffix in binary) return [binary[suffix] ?? 0, 'BinarySI'];
  return [Number(suffix.slice(1)), 'DecimalExponent'];
}

/** Whether the parser takes its short way, by the digits it counts on. */
function fitsShort(format: ExactQuantity['format'], size: number, digits: number, fraction: number): boolean {
  if (format !== 'BinarySI') return digits <= 18;
  return fraction === 0 && 15 - digits - Math.trunc((size * 3) / 10) - 1 >= 0;
}

/** The digits at another scale, rounded away from zero where some are lost. */
function rescale(unscaled: bigint, scale: number, to: number): bigint {
  if (to === scale) return unscaled;
  if (to > scale) return unscaled * tenTo(to - scale);
  const divisor = tenTo(scale - to);
  const rest = unscaled % divisor;
  return unscaled / divisor + (rest === 0n ? 0n : rest > 0n ? 1n : -1n);
}

/** Quantity.Value: in whole units, rounded up. */
export const wholeValue = (quantity: ExactQuantity): bigint => scaledValue(quantity, 0);

/** Quantity.MilliValue. */
export const milliValue = (quantity: ExactQuantity): bigint => scaledValue(quantity, 3);

function scaledValue({ unscaled, scale, isLong }: ExactQuantity, to: number): bigint {
  if (!isLong) return scale > to ? rescale(unscaled, scale, to) : scaledUp(unscaled, to - scale);
  if (scale === to) return int64(unscaled);
  if (scale < to) return int64(int64(unscaled) * tenTo(to - scale));
  const divisor = tenTo(scale - to);
  // The short way cuts off and adds one, also below zero; the long way rounds down and adds one.
  const isShort = unscaled < maxInt64 && scale - to < 19;
  const dividend = isShort ? int64(unscaled) : unscaled;
  const rest = dividend % divisor;
  const cut = dividend / divisor - (!isShort && rest < 0n ? 1n : 0n);
  return int64(cut + (rest === 0n ? 0n : 1n));
}

/** positiveScaleInt64: what does not fit wraps where the power is one that is multiplied by at once, and is 0 elsewhere. */
function scaledUp(unscaled: bigint, power: number): bigint {
  if (power === 0) return unscaled;
  const value = unscaled * tenTo(power);
  if (int64(value) === value) return value;
  return [1, 2, 3, 6, 9].includes(power) && unscaled !== -maxInt64 - 1n ? int64(value) : 0n;
}

/** Quantity.Sub. */
export function minus(a: ExactQuantity, b: ExactQuantity): ExactQuantity {
  const format = a.unscaled === 0n ? b.format : a.format;
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [rescale(a.unscaled, a.scale, scale), rescale(b.unscaled, b.scale, scale)];
  const exact = left - right;
  if (a.isLong || b.isLong) return { unscaled: exact, scale, isLong: true, format };
  if (b.unscaled === 0n) return { ...a, format };
  if (a.unscaled === 0n) return { ...b, unscaled: -b.unscaled };
  const fits = [left, right, exact].every((value) => int64(value) === value);
  return { unscaled: exact, scale, isLong: !fits, format };
}

/** Quantity.Cmp: negative, zero or positive. */
export function compare(a: ExactQuantity, b: ExactQuantity): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = rescale(a.unscaled, a.scale, scale) - rescale(b.unscaled, b.scale, scale);
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
}
