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

/** Whether `held` still has something that stood in `before` and is gone from `now`. Lists count item by item. */
export function keepsRemoved(held: unknown, before: unknown, now: unknown): boolean {
  if (Array.isArray(before)) {
    if (!Array.isArray(now) || !Array.isArray(held)) return false;
    return before.some((item, i) => i < now.length && keepsRemoved(held[i], item, now[i]));
  }
  if (!isFields(before) || !isFields(now) || !isFields(held)) return false;
  return Object.entries(before).some(([key, value]) => {
    if (isNothing(value)) return false;
    return isNothing(now[key]) ? contains(held[key], value) : keepsRemoved(held[key], value, now[key]);
  });
}

/** Servers write an empty list or mapping where nothing was said. */
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** Without what is empty: a Go program leaves that out, people may have written it. */
export function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled);
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, filled(item)] as const);
  return Object.fromEntries(entries.filter(([, item]) => !isEmpty(item)));
}

const isEmpty = (value: unknown): boolean => value === '' || value === 0 || value === false || isNothing(value);
