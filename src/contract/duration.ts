import { KnownError } from './errors.ts';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const pattern = /^(?:\d+(?:\.\d+)?(?:ms|h|m|s))+$/;

/** Go's own notation (`90s`, `1h30m`, `0`), as milliseconds. A bare number is not a duration, except 0. */
export function readDuration(name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  if (value === '0') return 0;
  if (typeof value === 'string' && pattern.test(value)) {
    const parts = value.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g);
    return [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0), 0);
  }
  throw new KnownError('usage', `"${name}" cannot be ${JSON.stringify(value)}: it is a duration.`, {
    hint: 'Write it like 90s, 2m or 1h30m.',
  });
}
