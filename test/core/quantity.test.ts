import { describe, expect, it } from 'vitest';
import { percentOf, readQuantity } from '../../src/core/quantity.ts';
import { wrapWords } from '../../src/core/wrap.ts';

it.each<[string | number | undefined, number | undefined]>([
  ['250m', 0.25],
  ['16', 16],
  [16, 16],
  ['64Gi', 64 * 2 ** 30],
  ['1.5k', 1500],
  ['1e3', 1000],
  ['2E', 2e18],
  ['.5', 0.5],
  ['-1', -1],
  ['100n', 1e-7],
  ['', undefined],
  ['1Kb', undefined],
  ['1 Gi', undefined],
  [undefined, undefined],
])('the quantity %j is %j', (text, number) => {
  if (number === undefined) expect(readQuantity(text)).toBeUndefined();
  else expect(readQuantity(text)).toBeCloseTo(number, 12);
});

it.each<[string | undefined, string | undefined, number | undefined]>([
  ['8200m', '16', 51],
  ['33Gi', '64Gi', 51],
  [undefined, '16', 0],
  ['16', '16', 100],
  ['290m', '1', 29],
  ['1', '0', undefined],
  ['1', undefined, undefined],
  ['x', '1', undefined],
])('%j of %j is %j percent', (part, whole, percent) => {
  expect(percentOf(part, whole)).toBe(percent);
});

describe('words in lines', () => {
  it.each<[string, number, string[]]>([
    ['one two  three', 7, ['one two', 'three']],
    ['abcdefgh ij', 3, ['abc', 'def', 'gh', 'ij']],
    ['a\nb', 10, ['a b']],
    ['', 5, []],
  ])('%j in %i', (text, width, lines) => {
    expect(wrapWords(text, width)).toEqual(lines);
  });
});
