import { expect, it } from 'vitest';
import { age, humanDuration } from '../../src/core/age.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

it.each([
  [-5000, '<invalid>'],
  [0, '0s'],
  [119_000, '119s'],
  [2 * minute, '2m'],
  [2 * minute + 5000, '2m5s'],
  [10 * minute + 5000, '10m'],
  [179 * minute, '179m'],
  [3 * hour + 5 * minute, '3h5m'],
  [8 * hour + 5 * minute, '8h'],
  [47 * hour, '47h'],
  [2 * day + 3 * hour, '2d3h'],
  [8 * day + 3 * hour, '8d'],
  [729 * day, '729d'],
  [800 * day, '2y70d'],
  [9 * 365 * day, '9y'],
])('%i ms are %s, as kubectl says it', (ms, words) => {
  expect(humanDuration(ms)).toBe(words);
});

it('an object without a time has an unknown age', () => {
  expect(age(undefined, 0)).toBe('<unknown>');
  expect(age('2026-01-01T00:00:00Z', Date.parse('2026-01-01T00:00:30Z'))).toBe('30s');
});
