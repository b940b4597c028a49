import { describe, expect, it } from 'vitest';
import { fnv32a } from '../../../src/core/go/fnv.ts';
import { int32, int64, quotient, toInt32 } from '../../../src/core/go/int.ts';
import { firstOf, GoPanic } from '../../../src/core/go/panic.ts';
import { inOrder } from '../../../src/core/go/string-order.ts';

it.each([
  ['', 2166136261],
  ['a', 3826002220],
  ['foobar', 3214735720],
  ['8c1b3f3e-2f2a-4f0c-9f53-1f6f1b8a5c11', 75515130],
  ['é世界', 2454334675],
])('the hash of "%s" is that of New32a', (text, hash) => {
  expect(fnv32a(text)).toBe(hash);
});

describe('integers', () => {
  it.each([
    [2 ** 31, -(2 ** 31)],
    [2 ** 32 + 7, 7],
    [-(2 ** 31) - 1, 2 ** 31 - 1],
  ])('%d as int32 is %d', (value, wrapped) => {
    expect(int32(value)).toBe(wrapped);
  });

  it('of 64 bits wrap too', () => {
    expect(int64(2n ** 63n)).toBe(-(2n ** 63n));
    expect(toInt32(3_000_000_000n)).toBe(-1_294_967_296);
  });

  it('are divided toward zero', () => {
    expect([quotient(7, 2), quotient(-7, 2), quotient(2 ** 53 - 1, 3)]).toEqual([3, -3, 3002399751580330]);
  });
});

it('text is in the order of its bytes', () => {
  expect(['b', 'a', '\u{1F600}', '\uFFFD', 'ab', ''].sort(inOrder)).toEqual([
    '',
    'a',
    'ab',
    'b',
    '\uFFFD',
    '\u{1F600}',
  ]);
});

it('a slice ends the program where its end is none', () => {
  expect(firstOf(['a', 'b'], 1)).toEqual(['a']);
  expect(() => firstOf(['a'], -1)).toThrow(new GoPanic('runtime error: slice bounds out of range [:-1]'));
});
