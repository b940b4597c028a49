import type { PatchOperation } from '../json-patch/apply-patch.ts';
import type { ImageOverrider } from '../karmada-types/policy.ts';
import { misfitOf } from '../resource-interpreter/typed-object.ts';
import { type Image, imageText, parseImage, withTagOrDigest } from './image.ts';
import { isFields, type Manifest, nestedField, podPathOf } from './manifest-fields.ts';
import { OverrideFailure } from './override-failure.ts';

/** buildPatches (pkg/util/overridemanager/imageoverride.go). */
export function imagePatches(
  manifest: Manifest,
  overrider: ImageOverrider,
  minor: number,
): readonly PatchOperation<unknown>[] {
  const { predicate } = overrider;
  if (!predicate) return containerPatches(manifest, overrider, minor);
  const image = imageAt(manifest, predicate.path);
  if (!predicate.path.startsWith('/')) {
    throw new OverrideFailure('imagePath should be start with / character', predicate.path);
  }
  return [replacement(predicate.path, image, overrider, minor)];
}

/** Without a predicate all containers are meant; an init container is none. The manifest must be a workload as a whole. */
function containerPatches(
  manifest: Manifest,
  overrider: ImageOverrider,
  minor: number,
): readonly PatchOperation<unknown>[] {
  const path = podPathOf(manifest);
  const misfit = misfitOf(manifest);
  if (misfit) {
    const what = `failed to convert ${manifest.kind} from unstructured object: ${misfit.message}`;
    throw new OverrideFailure(what, misfit.path);
  }
  const containers = path ? (nestedField(manifest, [...path, 'containers']) ?? []) : [];
  if (!Array.isArray(containers))
    throw new OverrideFailure('the containers are no list', `/${path?.join('/')}/containers`);
  return containers.map((container, index) => {
    const image = isFields(container) && typeof container.image === 'string' ? container.image : '';
    return replacement(`/${path?.join('/')}/containers/${index}/image`, image, overrider, minor);
  });
}

const replacement = (
  path: string,
  image: string,
  overrider: ImageOverrider,
  minor: number,
): PatchOperation<unknown> => ({
  op: 'replace',
  path,
  value: overriddenImage(image, overrider, minor, path),
});

/** obtainImageValue: it does not unescape a path, and what is no list or object on the way stops it. */
function imageAt(manifest: Manifest, path: string): string {
  const fail = (what: string): OverrideFailure =>
    new OverrideFailure(`failed to obtain imageValue with predicate path(${path}), error: ${what}`, path);
  const steps = path.replace(/^\/+|\/+$/g, '').split('/');
  let at: unknown = manifest;
  for (let index = 0; index < steps.length - 1; index++) {
    const step = steps[index] ?? '';
    const next: unknown = isFields(at) ? at[step] : undefined;
    if (Array.isArray(next)) {
      index++;
      const item = steps[index] ?? '';
      if (!/^[+-]?\d+$/.test(item)) throw fail(`path(${item}) of rawObj's is not number`);
      at = next[Number(item)];
      if (!isFields(at)) throw fail(`there is no object at path(${item})`);
    } else if (isFields(next)) at = next;
    else throw fail(`path(${step}) of rawObj's type is not map[string]interface{} and []interface{}`);
  }
  const last = steps.at(-1) ?? '';
  const image = isFields(at) ? at[last] : undefined;
  if (typeof image !== 'string') throw fail(`failed to convert path(${last}) to string`);
  return image;
}

function overriddenImage(text: string, overrider: ImageOverrider, minor: number, path: string): string {
  const image = parseImage(text, minor);
  if (typeof image === 'string')
    throw new OverrideFailure(`failed to parse image value(${text}), error: ${image}`, path);
  return imageText(overridden(image, overrider));
}

/** overrideImage. */
function overridden(image: Image, { component, operator, value = '' }: ImageOverrider): Image {
  const { hostname, repository, tag, digest } = image;
  switch (component) {
    case 'Registry':
      return { ...image, hostname: changed(hostname, operator, value) };
    case 'Repository':
      return { ...image, repository: changed(repository, operator, value) };
    case 'Tag':
      if (operator === 'remove') return { ...image, tag: '', digest: '' };
      return withTagOrDigest(image, operator === 'add' ? `${tag || digest}${value}` : value);
    default:
      throw new OverrideFailure(`unsupported image component(${component})`);
  }
}

const changed = (part: string, operator: ImageOverrider['operator'], value: string): string => {
  if (operator === 'add') return part + value;
  return operator === 'replace' ? value : '';
};
