import type { PatchOperation } from '../json-patch/apply-patch.ts';
import type { CommandArgsOverrider } from '../karmada-types/policy.ts';
import { isFields, type Manifest, nestedField, podPathOf } from './manifest-fields.ts';
import { OverrideFailure } from './override-failure.ts';

/** buildCommandArgsPatches (pkg/util/overridemanager/commandargsoverride.go); a container without the field gets it. */
export function commandArgsPatches(
  manifest: Manifest,
  { containerName, operator, value = [] }: CommandArgsOverrider,
  target: 'command' | 'args',
): readonly PatchOperation<unknown>[] {
  const path = podPathOf(manifest);
  if (!path) return [];
  const at = `/${path.join('/')}/containers`;
  const containers = nestedField(manifest, [...path, 'containers']);
  if (containers === undefined) return [];
  if (!Array.isArray(containers)) {
    throw new OverrideFailure(`failed to retrieves path(${at.slice(1)}) from rawObj, error: it is no list`, at);
  }
  return containers.flatMap((container, index): readonly PatchOperation<unknown>[] => {
    if (!isFields(container)) throw new OverrideFailure('a container is no object', `${at}/${index}`);
    if (container.name !== containerName) return [];
    const held = container[target] ?? undefined;
    if (held !== undefined && !Array.isArray(held)) {
      throw new OverrideFailure(`the ${target} of container ${containerName} is no list`, `${at}/${index}/${target}`);
    }
    const words = (held ?? []).map(String);
    const changed = operator === 'add' ? [...words, ...value] : words.filter((word) => !value.includes(word));
    return [{ op: held === undefined ? 'add' : 'replace', path: `${at}/${index}/${target}`, value: changed }];
  });
}
