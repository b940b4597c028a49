import type { PatchOperation } from '../json-patch/apply-patch.ts';
import type { LabelAnnotationOverrider } from '../karmada-types/policy.ts';
import { isFields, type Manifest } from './manifest-fields.ts';
import { withMetadata } from './manifest-metadata.ts';
import { patchManifest } from './patch-manifest.ts';

/**
 * applyLabelAnnotationOverriders (pkg/util/overridemanager/labelannotationoverrider.go): what is not there is neither
 * removed nor replaced; what is added may be there.
 */
export function overrideMarks(
  manifest: Manifest,
  { operator, value = {} }: LabelAnnotationOverrider,
  target: 'labels' | 'annotations',
): Manifest {
  const held = marksOf(manifest, target);
  const isMeant = (key: string): boolean => operator === 'add' || (held !== undefined && Object.hasOwn(held, key));
  const operations = Object.entries(value)
    .filter(([key]) => isMeant(key))
    .map(
      ([key, text]): PatchOperation<unknown> => ({
        op: operator,
        path: `/metadata/${target}/${key.replaceAll('/', '~1')}`,
        value: text,
      }),
    );
  const prepared =
    operator === 'add' && operations.length > 0 && held === undefined
      ? withMetadata(manifest, { [target]: {} })
      : manifest;
  return patchManifest(prepared, operations);
}

/** NestedStringMap: labels that are not all texts are none. */
function marksOf(
  { metadata }: Manifest,
  target: 'labels' | 'annotations',
): Readonly<Record<string, string>> | undefined {
  const marks: unknown = isFields(metadata) ? metadata[target] : undefined;
  return isFields(marks) && Object.values(marks).every((mark) => typeof mark === 'string')
    ? (marks as Readonly<Record<string, string>>)
    : undefined;
}
