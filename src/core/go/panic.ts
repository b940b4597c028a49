/** What ends a Go program: an index out of range, a division by zero. `message` is as the runtime words it. */
export class GoPanic extends Error {
  override readonly name = 'GoPanic';
}

export const indexOutOfRange = (index: number, length: number): GoPanic =>
  new GoPanic(`runtime error: index out of range [${index}] with length ${length}`);

export const divisionByZero = (): GoPanic => new GoPanic('runtime error: integer divide by zero');

/** `list[:end]`, of a slice as long as its array. */
export function firstOf<T>(list: readonly T[], end: number): readonly T[] {
  if (end < 0) throw new GoPanic(`runtime error: slice bounds out of range [:${end}]`);
  if (end > list.length)
    throw new GoPanic(`runtime error: slice bounds out of range [:${end}] with capacity ${list.length}`);
  return list.slice(0, end);
}
