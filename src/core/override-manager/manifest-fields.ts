import type { Workload } from '../propagation.ts';
import { OverrideFailure } from './override-failure.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A manifest is what an overrider makes another one of. */
export type Manifest = Workload;

/** Where a kind has its Pod's spec; undefined: overriders of images, commands and arguments leave it alone. */
export const podPathOf = ({ kind = '' }: Manifest): readonly string[] | undefined =>
  kind === 'Pod' ? ['spec'] : templated.includes(kind) ? ['spec', 'template', 'spec'] : undefined;

const templated = ['ReplicaSet', 'Deployment', 'DaemonSet', 'StatefulSet', 'Job'];

/** unstructured.NestedFieldNoCopy: undefined where it is not there; what is no object on the way is a failure. */
export function nestedField(manifest: Manifest, path: readonly string[]): unknown {
  let value: unknown = manifest;
  for (const [index, field] of path.entries()) {
    if (value === null || value === undefined) return undefined;
    if (!isFields(value)) {
      const at = `/${path.slice(0, index).join('/')}`;
      throw new OverrideFailure(`${at} is no object`, at);
    }
    value = value[field];
  }
  return value;
}
