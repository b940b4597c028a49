import { wayOf } from '../behaviours.ts';
import { defined } from '../defined.ts';
import type { Metadata } from '../object.ts';
import { type Fields, isFields, type Manifest } from './manifest-fields.ts';

type Marks = Readonly<Record<string, string>>;

/** What Karmada reads of a manifest's metadata. */
type Read = Pick<Metadata, 'name' | 'namespace' | 'uid' | 'generation' | 'labels' | 'annotations'>;

/**
 * A patch may make anything of the metadata; what is not of its type is then as if it were not there (the accessors of
 * Unstructured in k8s.io/apimachinery).
 */
export function metadataOf({ metadata }: Manifest, minor: number): Read {
  const held: Fields = isFields(metadata) ? metadata : {};
  return defined<Read>({
    name: textOf(held.name) ?? '',
    namespace: textOf(held.namespace),
    uid: textOf(held.uid),
    generation: Number.isInteger(held.generation) ? Number(held.generation) : undefined,
    labels: marksOf(held.labels, minor),
    annotations: marksOf(held.annotations, minor),
  });
}

/** Where the metadata are no object, nothing is written into them. */
export function withMetadata(manifest: Manifest, fields: Partial<Metadata>): Manifest {
  const metadata: unknown = manifest.metadata ?? (Object.hasOwn(manifest, 'metadata') ? null : {});
  return isFields(metadata) ? { ...manifest, metadata: { ...manifest.metadata, ...fields } } : manifest;
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** One that is no text takes all others with it. */
function marksOf(marks: unknown, minor: number): Marks | undefined {
  if (!isFields(marks)) return undefined;
  const isNullEmpty = wayOf('nullMarks', minor) === 'empty';
  const texts = Object.entries(marks).map(([key, mark]) => [key, mark === null && isNullEmpty ? '' : mark] as const);
  return texts.every(([, text]) => typeof text === 'string') ? (Object.fromEntries(texts) as Marks) : undefined;
}
