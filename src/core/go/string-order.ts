/**
 * Go's `a < b` is by bytes of UTF-8, and hence by code points; JavaScript's is by halves of surrogate pairs, which stand
 * below U+E000 and mean what is above U+FFFF. Negative, zero or positive.
 */
export function inOrder(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return place(left) - place(right);
  }
  return a.length - b.length;
}

const place = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);
