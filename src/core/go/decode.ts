/** A Go type, as far as reading JSON into it goes (encoding/json). */
export type Shape =
  | 'string'
  | 'integer'
  /** map[string]string */
  | 'strings by name'
  | { readonly list: Shape }
  | { readonly pointer: Shape }
  | Fields;

/** A struct; what it embeds has its fields here too. */
export interface Fields {
  readonly fields: Readonly<Record<string, Shape>>;
}

/** JSON that does not go into the type. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
}

/**
 * A value as the type holds it: what the type does not have is dropped, what is not there is zero, and an empty list is
 * not the same as none. Two are the same to reflect.DeepEqual where their JSON is the same. `folds`: names match in any
 * case, as they do in JSON text; the names of an object from an API server match as they are.
 */
export function decode(value: unknown, shape: Shape, folds: boolean): unknown {
  if (shape === 'string') return typed(value, 'string') ?? '';
  if (shape === 'integer') return readInteger(value);
  if (shape === 'strings by name') return readMap(value);
  if ('pointer' in shape) return isNil(value) ? null : decode(value, shape.pointer, folds);
  if ('list' in shape) return readList(value, shape.list, folds);
  return decodeFields(value, shape, folds);
}

export function decodeFields(value: unknown, { fields }: Fields, folds: boolean): Readonly<Record<string, unknown>> {
  const given: Record<string, unknown> = {};
  for (const [key, of] of Object.entries(typed(value, 'object') ?? {})) {
    const name = Object.hasOwn(fields, key) ? key : folds ? nameLike(key, fields) : undefined;
    if (name !== undefined) given[name] = of;
  }
  return Object.fromEntries(Object.entries(fields).map(([name, shape]) => [name, decode(given[name], shape, folds)]));
}

const nameLike = (key: string, fields: Fields['fields']): string | undefined =>
  Object.keys(fields).find((name) => name.toLowerCase() === key.toLowerCase());

const isNil = (value: unknown): value is null | undefined => value === undefined || value === null;

function typed(value: unknown, type: 'string'): string | undefined;
function typed(value: unknown, type: 'object'): object | undefined;
function typed(value: unknown, type: 'string' | 'object'): unknown {
  if (isNil(value)) return undefined;
  const isWrong = Array.isArray(value) || typeof value !== type;
  if (isWrong) throw new DecodeError(`${JSON.stringify(value)} is no ${type}`);
  return value;
}

function readInteger(value: unknown): number {
  if (isNil(value)) return 0;
  if (!Number.isInteger(value)) throw new DecodeError(`${JSON.stringify(value)} is no integer`);
  return Number(value);
}

function readList(value: unknown, shape: Shape, folds: boolean): readonly unknown[] | null {
  if (isNil(value)) return null;
  if (!Array.isArray(value)) throw new DecodeError(`${JSON.stringify(value)} is no list`);
  return value.map((item) => decode(item, shape, folds));
}

function readMap(value: unknown): Readonly<Record<string, string>> | null {
  const map = typed(value, 'object');
  if (!map) return null;
  const entries = Object.entries(map).map(([key, of]) => [key, typed(of, 'string') ?? ''] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
