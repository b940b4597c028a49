import { describe, expect, it } from 'vitest';
import {
  binaryQuantity,
  decimalQuantity,
  milliQuantity,
  milliValue,
  wholeValue,
} from '../../../src/core/resource-interpreter/exact-quantity.ts';

describe('a quantity is read to the last digit:', () => {
  it.each<[string | number, bigint | undefined, bigint | undefined]>([
    ['1', 1000n, 1n],
    [2, 2000n, 2n],
    [0.5, 500n, 1n],
    ['0.07', 70n, 1n],
    ['100.5m', 101n, 1n],
    ['1n', 1n, 1n],
    ['0', 0n, 0n],
    ['.5', 500n, 1n],
    ['1.', 1000n, 1n],
    ['1e3', 1_000_000n, 1000n],
    ['1E', 2n ** 63n - 1n, 1_000_000_000_000_000_000n],
    ['1E3', 1_000_000n, 1000n],
    ['1.5Gi', 1_610_612_736_000n, 1_610_612_736n],
    ['9007199254740993', 9_007_199_254_740_993_000n, 9_007_199_254_740_993n],
    ['100E', 2n ** 63n - 1n, 2n ** 63n - 1n],
    ['-1.5', -1500n, -2n],
    ['+3k', 3_000_000n, 3000n],
    ['', undefined, undefined],
    ['.', undefined, undefined],
    ['1 Gi', undefined, undefined],
    ['1gi', undefined, undefined],
    ['abc', undefined, undefined],
  ])('%s', (text, milli, whole) => {
    expect(milliValue(text)).toBe(milli);
    expect(wholeValue(text)).toBe(whole);
  });
});

describe('a quantity is written as short as it goes:', () => {
  it.each<[(value: bigint) => string, bigint, string]>([
    [binaryQuantity, 0n, '0'],
    [binaryQuantity, 512n, '512'],
    [binaryQuantity, 1000n, '1k'],
    [binaryQuantity, 1024n, '1Ki'],
    [binaryQuantity, 1536n, '1536'],
    [binaryQuantity, 128n * 2n ** 20n, '128Mi'],
    [binaryQuantity, 100_000_000n, '100000000'],
    [binaryQuantity, 2n ** 60n, '1Ei'],
    [decimalQuantity, 0n, '0'],
    [decimalQuantity, 999n, '999'],
    [decimalQuantity, 1000n, '1k'],
    [decimalQuantity, 1500n, '1500'],
    [decimalQuantity, 5_000_000n, '5M'],
    [milliQuantity, 500n, '500m'],
    [milliQuantity, 1500n, '1500m'],
    [milliQuantity, 2000n, '2'],
    [milliQuantity, 3_000_000n, '3k'],
  ])('%o of %s', (write, value, text) => {
    expect(write(value)).toBe(text);
  });
});
