import { parseQuantity } from '../exact-quantity.ts';
import type { KubeObject } from '../object.ts';
import { isPlainObject } from '../plain-object.ts';
import { type Shape, workloadShape } from './workload-shapes.ts';

/** A field whose value is of another kind than Go's type for it. */
export interface Misfit {
  /** A JSON pointer. */
  readonly path: string;
  /** In the words of Go's converter. */
  readonly message: string;
}

/**
 * Where a workload is none that Go can read (ConvertToTypedObject in pkg/util/helper/unstructured.go; FromUnstructured in
 * k8s.io/apimachinery): an API server never holds such a one, but an override makes it. A null is as good as nothing.
 */
export function misfitOf(workload: KubeObject): Misfit | undefined {
  const shape = workloadShape(workload.kind ?? '');
  return shape && misfitAt(workload, shape, '');
}

function misfitAt(value: unknown, shape: Shape, path: string): Misfit | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof shape === 'string') return fits(value, shape) ? undefined : { path, message: whyNot(value, shape) };
  if ('listOf' in shape) {
    if (!Array.isArray(value)) return { path, message: `cannot restore slice from ${kindOf(value)}` };
    return firstOf(value.entries(), path, () => shape.listOf);
  }
  const kind = 'mapOf' in shape ? 'map' : 'struct';
  if (!isPlainObject(value)) return { path, message: whyNot(value, kind) };
  return firstOf(Object.entries(value), path, (key) => shapeAt(shape, `${key}`));
}

/** What Go does not know it passes over. */
function shapeAt(shape: Exclude<Shape, string | { readonly listOf: Shape }>, key: string): Shape | undefined {
  if ('mapOf' in shape) return shape.mapOf;
  return Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
}

function firstOf(
  entries: Iterable<readonly [string | number, unknown]>,
  path: string,
  shapeOf: (key: string | number) => Shape | undefined,
): Misfit | undefined {
  for (const [key, value] of entries) {
    const shape = shapeOf(key);
    const step = String(key).replaceAll('~', '~0').replaceAll('/', '~1');
    const misfit = shape && misfitAt(value, shape, `${path}/${step}`);
    if (misfit) return misfit;
  }
  return undefined;
}

function fits(value: unknown, shape: Extract<Shape, string>): boolean {
  if (shape === 'text') return typeof value === 'string';
  if (shape === 'boolean') return typeof value === 'boolean';
  if (shape === 'whole number') return Number.isInteger(value);
  if (shape === 'object') return isPlainObject(value);
  return (typeof value === 'string' || typeof value === 'number') && parseQuantity(value) !== undefined;
}

const goTypes = { text: 'string', boolean: 'bool', 'whole number': 'int64', quantity: 'quantity' } as const;

function whyNot(value: unknown, shape: Extract<Shape, string> | 'map' | 'struct'): string {
  if (shape === 'map') return `cannot restore map from ${kindOf(value)}`;
  if (shape === 'struct' || shape === 'object') return `cannot restore struct from: ${kindOf(value)}`;
  return `cannot convert ${kindOf(value)} to ${goTypes[shape]}`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'slice';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'map';
}
