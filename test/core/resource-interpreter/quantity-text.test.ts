import { describe, expect, it } from 'vitest';
import {
  binaryQuantity,
  decimalQuantity,
  milliQuantity,
} from '../../../src/core/resource-interpreter/quantity-text.ts';

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
