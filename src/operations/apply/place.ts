import { KnownError } from '../../contract/errors.ts';
import type { Kube } from '../../contract/ports.ts';
import type { Manifest } from '../../core/manifest.ts';
import { groupVersion, type Kind, type Place, type Resource } from '../../core/object.ts';
import { isKarmadaGroup, plainKubernetesHint } from '../../core/plain-kubernetes.ts';

/** Where manifests go: asked once for each kind in a step. */
export function createPlaces(karmada: Kube) {
  const asked = new Map<string, Promise<Resource>>();
  const resolve = (kind: Kind): Promise<Resource> => {
    const key = `${kind.apiVersion} ${kind.kind}`;
    const asking = asked.get(key) ?? resolveKind(karmada, kind);
    asked.set(key, asking);
    return asking;
  };
  return async (manifest: Manifest): Promise<Place> => placeOf(karmada, manifest, await resolve(manifest));
}

/** A kind may have come into being a moment ago, with a CRD of this very run: then it is asked for afresh. */
async function resolveKind(karmada: Kube, { apiVersion, kind }: Kind): Promise<Resource> {
  const resource =
    (await karmada.resolve({ apiVersion, kind })) ?? (await karmada.resolve({ apiVersion, kind }, { fresh: true }));
  if (resource) return resource;
  const { group } = groupVersion(apiVersion);
  throw new KnownError('not-found', `The server has no kind ${kind} in ${apiVersion}.`, {
    hint: isKarmadaGroup(group)
      ? plainKubernetesHint(group, await karmada.target())
      : 'Check apiVersion and kind, or apply its CRD first.',
  });
}

async function placeOf(karmada: Kube, { name, namespace, at }: Manifest, resource: Resource): Promise<Place> {
  const { group, version, resource: plural, namespaced } = resource;
  const place = { group, version, resource: plural, name };
  if (!namespaced) return place;
  const target = await karmada.target();
  if (namespace !== undefined && target.namespaceIsExplicit && namespace !== target.namespace) {
    throw new KnownError('usage', `${at}: it is for namespace "${namespace}", but -n says "${target.namespace}".`);
  }
  return { ...place, namespace: namespace ?? target.namespace };
}
