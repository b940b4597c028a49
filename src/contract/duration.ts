import { KnownError } from './errors.ts';

const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const amount = '(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|ms|h|m|s)';
const whole = new RegExp(`^\\+?(?:${amount})+$`);

/** Go's own notation (`90s`, `1h30m`, `0`), as milliseconds. No time is negative; a bare number other than 0 is none. */
export function readDuration(name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  if (value === '0') return 0;
  if (typeof value === 'string' && whole.test(value)) {
    const parts = value.matchAll(new RegExp(amount, 'g'));
    return [...parts].reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit ?? ''] ?? 0), 0);
  }
  throw new KnownError('usage', `${name} cannot be ${JSON.stringify(value)}: it is a duration.`, {
    hint: 'Write it like 90s, 2m or 1h30m.',
  });
}
