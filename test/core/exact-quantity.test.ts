import { describe, expect, it } from 'vitest';
import { compare, milliValue, minus, parseQuantity, wholeValue } from '../../src/core/exact-quantity.ts';
import quantities from './quantities.json' with { type: 'json' };

const read = (text: string) => {
  const quantity = parseQuantity(text);
  if (!quantity) throw new Error(`"${text}" is no quantity`);
  return quantity;
};

/** What k8s.io/apimachinery v0.35.3 makes of them. */
describe('as Kubernetes does,', () => {
  it.each(quantities.parsed)('it reads "$text"', ({ text, ok, whole, milli, format }) => {
    const quantity = parseQuantity(text);
    expect(quantity !== undefined).toBe(ok);
    if (!quantity) return;
    expect([wholeValue(quantity).toString(), milliValue(quantity).toString(), quantity.format]).toEqual([
      whole,
      milli,
      format,
    ]);
  });

  it.each(quantities.subtracted)('it compares $a with $b, and takes $b from $a', ({ a, b, ...is }) => {
    const [left, right] = [read(a), read(b)];
    const rest = minus(left, right);
    expect({
      whole: wholeValue(rest).toString(),
      milli: milliValue(rest).toString(),
      cmp: compare(left, right),
      format: rest.format,
    }).toEqual(is);
  });
});
