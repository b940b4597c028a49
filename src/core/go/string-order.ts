const surrogate = /[\ud800-\udfff]/;

/** Go's `a < b`: by bytes of UTF-8, which is by code points; JavaScript compares halves of surrogate pairs. */
export function isBefore(a: string, b: string): boolean {
  if (!surrogate.test(a) && !surrogate.test(b)) return a < b;
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((char, index) => char !== right[index]);
  if (at === -1) return left.length < right.length;
  return (left[at]?.codePointAt(0) ?? 0) < (right[at]?.codePointAt(0) ?? -1);
}

export const inOrder = (a: string, b: string): number => (a === b ? 0 : isBefore(a, b) ? -1 : 1);
