import { inOrder } from './string-order.ts';

/** fmt.Sprintf("%s", value) of what has been read from JSON: what is no text is written as the mistake that it is. */
export function sprint(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '%!s(<nil>)';
  if (Array.isArray(value)) return `[${value.map(sprint).join(' ')}]`;
  if (typeof value !== 'object') return `%!s(${typeOf(value)}=${value})`;
  const members = Object.entries(value).toSorted(([a], [b]) => inOrder(a, b));
  return `map[${members.map(([key, member]) => `${key}:${sprint(member)}`).join(' ')}]`;
}

function typeOf(value: unknown): string {
  if (typeof value === 'boolean') return 'bool';
  return Number.isInteger(value) ? 'int64' : 'float64';
}
