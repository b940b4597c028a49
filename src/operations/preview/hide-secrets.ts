import type { Manifest } from '../../core/override-manager/manifest-fields.ts';
import { isPlainObject } from '../../core/plain-object.ts';

/** Manifests of one object without the values of a Secret; that one differs from the first manifest's can be told. */
export function hideSecrets<M extends readonly Manifest[]>(manifests: M): M {
  return manifests.map((manifest) =>
    manifest.kind === 'Secret' && manifest.apiVersion === 'v1' ? hidden(manifest, manifests) : manifest,
  ) as unknown as M;
}

function hidden(manifest: Manifest, all: readonly Manifest[]): Manifest {
  const fields = ['data', 'stringData'].flatMap((field) => {
    const values = fieldOf(manifest, field);
    if (!isPlainObject(values)) return [];
    return [[field, Object.fromEntries(Object.keys(values).map((key) => [key, maskOf(values[key], field, key, all)]))]];
  });
  const { annotations, ...metadata } = manifest.metadata;
  const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...left } = annotations ?? {};
  return {
    ...manifest,
    ...Object.fromEntries(fields),
    metadata: { ...metadata, ...(annotations ? { annotations: left } : {}) },
  };
}

/** `***`; and `*** (changed)` where it is not what the first of them has. */
function maskOf(value: unknown, field: string, key: string, [first]: readonly Manifest[]): string {
  const known = first && valueIn(first, field, key);
  return known && (known.length === 0 || known[0] !== value) ? '*** (changed)' : '***';
}

const valueIn = (manifest: Manifest, field: string, key: string): readonly unknown[] => {
  const values = fieldOf(manifest, field);
  return isPlainObject(values) && key in values ? [values[key]] : [];
};

const fieldOf = (manifest: Manifest, field: string): unknown => (manifest as unknown as Record<string, unknown>)[field];
