type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Everything in `part` stands in `whole` too; what else `whole` has does not matter. Lists match item by item. */
export function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    return Array.isArray(whole) && whole.length === part.length && part.every((item, i) => contains(whole[i], item));
  }
  if (isFields(part)) {
    if (!isFields(whole)) return Object.values(part).every((value) => value === undefined || value === null);
    return Object.entries(part).every(([key, value]) => value === null || contains(whole[key], value));
  }
  return whole === part;
}

export const sameJson = (a: unknown, b: unknown): boolean => contains(a, b) && contains(b, a);
