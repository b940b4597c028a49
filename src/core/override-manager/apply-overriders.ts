import { wayOf } from '../behaviours.ts';
import type { YamlModule } from '../go-yaml/read-yaml.ts';
import type { Overriders } from '../karmada-types/policy.ts';
import { commandArgsPatches } from './command-args-override.ts';
import { overrideField } from './field-override.ts';
import { imagePatches } from './image-override.ts';
import { overrideMarks } from './label-annotation-override.ts';
import type { Manifest } from './manifest-fields.ts';
import { OverrideFailure } from './override-failure.ts';
import { patchManifest } from './patch-manifest.ts';

export interface OverrideRules {
  /** The minor release: 10 for v1.10, 18 for v1.18. */
  readonly minor: number;
  /** The package `yaml`, for overrides within a text of YAML: without it they fail. */
  readonly yaml?: YamlModule;
}

/** One overrider of a rule, by its place in the policy. */
export interface OverriderPlace {
  readonly overrider: keyof Overriders;
  /** Which of them, from 0; plaintext is one patch of them all. */
  readonly index?: number;
}

/** An overrider that failed, and what the manifest was before it. */
export interface OverriderFailure extends OverriderPlace {
  readonly failure: OverrideFailure;
}

interface Step extends OverriderPlace {
  readonly apply: (manifest: Manifest) => Manifest;
}

/** applyPolicyOverriders (pkg/util/overridemanager/overridemanager.go): the plain patch has the last word. */
export function applyOverriders(
  manifest: Manifest,
  overriders: Overriders,
  rules: OverrideRules,
): { readonly manifest: Manifest; readonly failed?: OverriderFailure } {
  let overridden = manifest;
  for (const { apply, ...place } of stepsOf(overriders, rules)) {
    try {
      overridden = apply(overridden);
    } catch (failure) {
      if (!(failure instanceof OverrideFailure)) throw failure;
      return { manifest: overridden, failed: { ...place, failure } };
    }
  }
  return { manifest: overridden };
}

function stepsOf(overriders: Overriders, { minor, yaml }: OverrideRules): readonly Step[] {
  const { imageOverrider, commandOverrider, argsOverrider, labelsOverrider, annotationsOverrider } = overriders;
  const fieldOverrider = wayOf('fieldOverrider', minor) === 'known' ? overriders.fieldOverrider : [];
  const patching = { scalarDocuments: wayOf('scalarDocuments', minor) };
  const plaintext = (overriders.plaintext ?? []).map(({ operator, path, value }) => ({ op: operator, path, value }));
  return [
    ...steps('imageOverrider', imageOverrider, (manifest, one) =>
      patchManifest(manifest, imagePatches(manifest, one, minor)),
    ),
    ...steps('commandOverrider', commandOverrider, (manifest, one) =>
      patchManifest(manifest, commandArgsPatches(manifest, one, 'command')),
    ),
    ...steps('argsOverrider', argsOverrider, (manifest, one) =>
      patchManifest(manifest, commandArgsPatches(manifest, one, 'args')),
    ),
    ...steps('labelsOverrider', labelsOverrider, (manifest, one) => overrideMarks(manifest, one, 'labels')),
    ...steps('annotationsOverrider', annotationsOverrider, (manifest, one) =>
      overrideMarks(manifest, one, 'annotations'),
    ),
    ...steps('fieldOverrider', fieldOverrider, (manifest, one) =>
      overrideField(manifest, one, { ...patching, ...(yaml ? { yaml } : {}) }),
    ),
    { overrider: 'plaintext', apply: (manifest) => patchManifest(manifest, plaintext, patching) },
  ];
}

const steps = <T>(
  overrider: keyof Overriders,
  items: readonly T[] | undefined,
  apply: (manifest: Manifest, item: T) => Manifest,
): readonly Step[] =>
  (items ?? []).map((item, index) => ({ overrider, index, apply: (manifest) => apply(manifest, item) }));
