import { KnownError } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { isCrd, type Manifest } from '../../core/manifest.ts';
import {
  type Condition,
  describeCondition,
  findCondition,
  fullName,
  groupVersion,
  type KubeObject,
  type Place,
  type Resource,
} from '../../core/object.ts';
import { isKarmadaGroup, plainKubernetesHint } from '../../core/plain-kubernetes.ts';
import type { Template, Workload } from '../../core/propagation.ts';
import { sameJson } from '../../core/same-json.ts';

/** What came of one manifest. */
export interface Applied {
  readonly object: string;
  readonly namespace: string | null;
  readonly result: 'created' | 'configured' | 'unchanged';
  readonly source: string;
}

export interface AppliedObject {
  readonly report: Applied;
  readonly place: Place;
  readonly template: Template;
}

/** Looks, applies, and compares. */
export async function applyOne(ports: Ports, manifest: Manifest, force: boolean): Promise<AppliedObject> {
  const { karmada } = ports;
  try {
    const resource = await resolveKind(karmada, manifest);
    const place = await placeOf(karmada, manifest, resource);
    const before = await karmada.find<Workload>(place);
    const { object, created } = await karmada.apply(place, manifest.text, { force });
    if (isCrd(manifest)) await waitUntilEstablished(ports, place);
    const result = created || !before ? 'created' : isSameAs(before, object) ? 'unchanged' : 'configured';
    const changed = !before || before.metadata.generation !== object.metadata.generation;
    return {
      report: {
        object: fullName(manifest.kind, resource.group, manifest.name),
        namespace: place.namespace ?? null,
        result,
        source: manifest.at,
      },
      place,
      template: {
        object: { apiVersion: manifest.apiVersion, kind: manifest.kind, ...object } as Workload,
        changed,
        before,
      },
    };
  } catch (error) {
    throw error instanceof KnownError && error.code !== 'interrupted' ? named(error, manifest) : error;
  }
}

/** Controllers write statuses and notes of ownership meanwhile: these, and the version they raise, are no change of ours. */
function isSameAs(before: KubeObject, after: KubeObject): boolean {
  if (before.metadata.resourceVersion === after.metadata.resourceVersion) return true;
  const content = ({ apiVersion: _, kind: __, metadata, ...fields }: KubeObject): object => ({
    ...fields,
    status: undefined,
    metadata: { ...metadata, resourceVersion: undefined, managedFields: undefined },
  });
  return sameJson(content(before), content(after));
}

const named = (error: KnownError, { at, kind, name }: Manifest): KnownError =>
  new KnownError(
    error.code,
    error.message.startsWith(at) ? error.message : `${at}: ${kind} ${name}: ${error.message}`,
    {
      hint: error.hint ?? (error.code === 'conflict' ? 'To take those fields over: --force-conflicts' : undefined),
      cause: error,
    },
  );

/** A kind may have come into being a moment ago, with a CRD of this very run: then it is asked for afresh. */
async function resolveKind(karmada: Kube, { apiVersion, kind }: Manifest): Promise<Resource> {
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

/** A CRD is of use to what follows it only when its kind is served. */
async function waitUntilEstablished({ karmada, sleep }: Ports, place: Place): Promise<void> {
  const last: { condition?: Condition | undefined } = {};
  for (let tries = 0; tries < 50; tries++) {
    const { status } = await karmada.get<KubeObject & { status?: { conditions?: readonly Condition[] } }>(place);
    last.condition = findCondition(status?.conditions, 'Established');
    if (last.condition?.status === 'True') return;
    await sleep(100);
  }
  const why = last.condition ? `: ${describeCondition(last.condition)}` : '';
  throw new KnownError('timeout', `It was applied, but the server does not serve its kind after 5 s${why}`);
}
