import { applyPatch, type PatchOperation, type PatchRules } from '../json-patch/apply-patch.ts';
import { nodeOf, valueOfNode } from '../json-patch/json-node.ts';
import { PatchFailure } from '../json-patch/patch-failure.ts';
import { isFields, type Manifest } from './manifest-fields.ts';
import { OverrideFailure } from './override-failure.ts';

/** applyJSONPatch (pkg/util/overridemanager/overridemanager.go): what comes out must still be an object of a kind. */
export function patchManifest(
  manifest: Manifest,
  operations: readonly PatchOperation<unknown>[],
  rules: PatchRules = { scalarDocuments: 'refused' },
): Manifest {
  if (operations.length === 0) return manifest;
  const patched = patchOf(manifest, operations, rules);
  const isObject = isFields(patched) && typeof patched.kind === 'string' && patched.kind !== '';
  const apiVersion = isFields(patched) ? patched.apiVersion : undefined;
  if (!isObject || (typeof apiVersion === 'string' && apiVersion.split('/').length > 2)) {
    throw new OverrideFailure(`Object 'Kind' is missing in '${JSON.stringify(patched)}'`, '/kind');
  }
  return patched as unknown as Manifest;
}

function patchOf(manifest: Manifest, operations: readonly PatchOperation<unknown>[], rules: PatchRules): unknown {
  try {
    const patch = operations.map(({ value, ...operation }) => ({ ...operation, value: nodeOf(value) }));
    return valueOfNode(applyPatch(nodeOf(manifest), patch, rules));
  } catch (error) {
    if (error instanceof PatchFailure) throw new OverrideFailure(error.message, error.path);
    throw error;
  }
}
