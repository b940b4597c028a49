import { readDuration } from './duration.ts';
import { KnownError } from './errors.ts';
import type { DocumentSource, Input, Param, Params } from './params.ts';

/**
 * The one gate: argv and tool arguments both enter here as `unknown` and leave typed. It holds the only cast.
 * `called` is how those who wrote the input know a parameter: by its flag on a command line.
 */
export function readInput<const P extends Params>(
  params: P,
  raw: Readonly<Record<string, unknown>>,
  called: (name: string) => string = (name) => `"${name}"`,
): Input<P> {
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(params, name)) throw new KnownError('usage', `Unknown input ${called(name)}.`);
  }
  for (const [name, param] of Object.entries(params)) {
    const other = isGiven(raw[name]) ? param.conflicts?.find((rival) => isGiven(raw[rival])) : undefined;
    if (other) throw new KnownError('usage', `${called(name)} and ${called(other)} cannot be given together.`);
  }
  const entries = Object.entries(params).map(([name, param]) => [name, readValue(called(name), param, raw[name])]);
  return Object.fromEntries(entries) as Input<P>;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== false;

function readValue(name: string, param: Param, value: unknown): unknown {
  if (param.type === 'boolean') return readBoolean(name, param, value);
  if (value === undefined && 'default' in param && param.default !== undefined) value = param.default;
  if (value === undefined || (param.type === 'list' && Array.isArray(value) && value.length === 0)) {
    if (param.optional) return undefined;
    if (param.type === 'list' && value !== undefined && 'default' in param) return value;
    throw new KnownError('usage', `Missing input ${name}: ${param.about}`);
  }
  switch (param.type) {
    case 'string':
      return readString(name, param, value);
    case 'integer':
      return readInteger(name, param, value);
    case 'list':
      return readList(name, param, value);
    case 'map':
      return readMap(name, param, value);
    case 'duration':
      return readDuration(name, value);
    case 'document':
      return readDocument(name, param, value);
  }
}

function refuse(name: string, param: Param, value: unknown, allowed = ''): never {
  throw new KnownError('usage', `${name} cannot be ${JSON.stringify(value)}: ${allowed || param.about}`);
}

function readBoolean(name: string, param: Param & { type: 'boolean' }, value: unknown): boolean {
  if (value === undefined) return param.default ?? false;
  return typeof value === 'boolean' ? value : refuse(name, param, value, 'it is true or false.');
}

function readString(name: string, param: Param & { type: 'string' }, value: unknown): string {
  if (typeof value !== 'string' || value === '') return refuse(name, param, value);
  if (param.oneOf && !param.oneOf.includes(value)) refuse(name, param, value, `choose ${param.oneOf.join(', ')}.`);
  return value;
}

function readInteger(name: string, param: Param & { type: 'integer' }, value: unknown): number {
  const number = typeof value === 'string' && /^[+-]?(0|[1-9]\d*)$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
    return refuse(name, param, value, 'it is a whole number.');
  }
  if (param.min !== undefined && number < param.min) refuse(name, param, number, `at least ${param.min}.`);
  if (param.max !== undefined && number > param.max) refuse(name, param, number, `at most ${param.max}.`);
  return number;
}

function readList(name: string, param: Param & { type: 'list' }, value: unknown): readonly string[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string' && item !== '')) {
    return refuse(name, param, value);
  }
  const stranger = param.oneOf && value.find((item) => !param.oneOf?.includes(item));
  return stranger === undefined ? value : refuse(name, param, stranger, `choose ${param.oneOf?.join(', ')}.`);
}

function readMap(name: string, param: Param, value: unknown): Readonly<Record<string, string>> {
  const entries = Array.isArray(value)
    ? value.map((pair) =>
        typeof pair === 'string' && /^[^=]+=/.test(pair) ? splitPair(pair) : refuse(name, param, pair),
      )
    : Object.entries(typeof value === 'object' && value !== null ? value : refuse(name, param, value));
  if (!entries.every(([, item]) => typeof item === 'string')) return refuse(name, param, value);
  return Object.fromEntries(entries);
}

const splitPair = (pair: string): [string, string] => [
  pair.slice(0, pair.indexOf('=')),
  pair.slice(pair.indexOf('=') + 1),
];

function readDocument(name: string, param: Param, value: unknown): readonly DocumentSource[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => {
    if (typeof item === 'string') return { text: item };
    if (isSource(item)) return item;
    return refuse(name, param, item);
  });
}

const isSource = (item: unknown): item is DocumentSource =>
  typeof item === 'object' &&
  item !== null &&
  (('from' in item && typeof item.from === 'string') || ('text' in item && typeof item.text === 'string'));
