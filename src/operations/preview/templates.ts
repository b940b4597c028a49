import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import type { AnyBinding } from '../../core/detector/binding-for.ts';
import { claimOf, isClaimOf } from '../../core/detector/claim.ts';
import { selects } from '../../core/detector/compare.ts';
import { whyIgnored } from '../../core/detector/event-filter.ts';
import type { Policy } from '../../core/detector/policy.ts';
import { didYouMean, nearest } from '../../core/nearest.ts';
import type { KubeObject, NamedResource } from '../../core/object.ts';
import type { Fleet } from '../../core/preview/fleet.ts';
import { asHeld, questionOf } from '../../core/preview/from-binding.ts';
import type { PreviewQuestion } from '../../core/preview/preview-workload.ts';
import { bindingPlace, type Workload } from '../../core/propagation.ts';
import { inParallel } from '../apply/in-parallel.ts';

const atOnce = 8;

const bindingsOf = (fleet: Fleet): readonly AnyBinding[] => [
  ...fleet.resourceBindings,
  ...fleet.clusterResourceBindings,
];

const isOf =
  ({ apiVersion, kind, metadata }: KubeObject) =>
  ({ spec: { resource } }: AnyBinding): boolean =>
    resource.kind === kind &&
    resource.apiVersion === apiVersion &&
    resource.name === metadata.name &&
    (resource.namespace || undefined) === metadata.namespace;

/** Templates with what Karmada has made of them so far: out of the fleet, or asked for one by one. */
export async function withBindings(
  { karmada }: Ports,
  fleet: Fleet,
  templates: readonly Pick<PreviewQuestion, 'template' | 'source' | 'mayBeUnchanged'>[],
  isWhole: boolean,
): Promise<readonly PreviewQuestion[]> {
  const found = new Map<Workload, AnyBinding | undefined>();
  await inParallel(templates, atOnce, async ({ template }) => {
    const { kind = '', metadata } = template;
    const held = isWhole
      ? bindingsOf(fleet).find(isOf(template))
      : await karmada.find<AnyBinding>(bindingPlace(kind, metadata.namespace, metadata.name));
    found.set(template, held && isOf(template)(held) ? held : undefined);
  });
  return templates.map((one) => {
    const binding = found.get(one.template);
    return { ...one, template: asHeld(one.template, binding), ...(binding ? { binding } : {}) };
  });
}

/** `deployment/nginx` of the control plane. */
export async function findWorkload({ karmada }: Ports, word: string): Promise<Workload> {
  const [type = '', name, ...more] = word.split('/');
  if (!name || more.length > 0 || type === '') {
    throw new KnownError('usage', `"${word}" is no TYPE/NAME.`, {
      hint: 'For example: karmate preview deployment/nginx',
    });
  }
  const all = await karmada.listable();
  const resource = all.find((one) => isCalled(one, type.toLowerCase()));
  if (!resource) {
    const near = didYouMean(
      nearest(
        type.toLowerCase(),
        all.map((one) => one.kind.toLowerCase()),
      ),
    );
    throw new KnownError('not-found', `The server has no kind of resource "${type}".`, {
      hint: near.trimEnd() || undefined,
    });
  }
  const { group, version, namespaced, kind } = resource;
  const { namespace } = await karmada.target();
  const place = { group, version, resource: resource.resource, name };
  const object = await karmada.get<Workload>(namespaced ? { ...place, namespace } : place);
  return { ...object, apiVersion: group === '' ? version : `${group}/${version}`, kind };
}

/** As kubectl takes it: `deployments`, `deployment`, `deploy`, and with `.apps` or `.v1.apps`. */
function isCalled({ kind, resource, shortNames = [], version, group }: NamedResource, type: string): boolean {
  const groups = group === '' ? [''] : ['', `.${group}`, `.${version}.${group}`];
  const words = [resource, kind.toLowerCase(), ...shortNames];
  return words.some((word) => groups.some((end) => type === `${word}${end}`));
}

/** What a change of a policy may move. */
export interface Reach {
  readonly questions: readonly PreviewQuestion[];
  /** What it selects and cannot be read, in sentences. */
  readonly unread: readonly string[];
}

/** What a policy holds now, and what of the control plane it would select: all that a change of it may move. */
export async function reachedBy(ports: Ports, fleet: Fleet, policy: Policy, canAsk: boolean): Promise<Reach> {
  const held = bindingsOf(fleet).filter((binding) => {
    const claim = claimOf(binding);
    return claim !== undefined && isClaimOf(policy, claim);
  });
  // A snapshot has no workloads: only their names are known, and no labels that a policy may select by.
  if (!canAsk)
    return { questions: held.map((binding) => ({ ...questionOf(binding), changed: 'policies' })), unread: [] };
  const known: PreviewQuestion[] = [];
  await inParallel(held, atOnce, async (binding) => {
    const question = await readHeld(ports, binding);
    if (question) known.push(question);
  });
  const { templates: selected, unread } = await selectedBy(ports, policy);
  const fresh = selected.filter((template) => !held.some(isOf(template)));
  const gained = await withBindings(
    ports,
    fleet,
    fresh.map((template) => ({ template })),
    true,
  );
  return { questions: [...known, ...gained].map((question) => ({ ...question, changed: 'policies' })), unread };
}

/** What a binding is for, as it is now; none where it is gone, and its binding goes too. */
async function readHeld({ karmada }: Ports, binding: AnyBinding): Promise<PreviewQuestion | undefined> {
  const { apiVersion = '', kind, name, namespace } = binding.spec.resource;
  const resource = await karmada.resolve({ apiVersion, kind });
  const place = resource && { ...resource, name, ...(namespace ? { namespace } : {}) };
  const object = place && (await karmada.find<Workload>(place));
  return object && { template: { ...object, apiVersion, kind }, binding };
}

async function selectedBy(
  { karmada }: Ports,
  policy: Policy,
): Promise<{ readonly templates: readonly Workload[]; readonly unread: readonly string[] }> {
  const { spec, metadata } = policy;
  const found = new Map<string, Workload>();
  const unread = new Set<string>();
  await inParallel(spec?.resourceSelectors ?? [], atOnce, async ({ apiVersion, kind, name, namespace }) => {
    const resource = await karmada.resolve({ apiVersion, kind });
    if (!resource) return;
    const where = metadata.namespace ?? namespace;
    const place = resource.namespaced && where ? { ...resource, namespace: where } : resource;
    try {
      const query = name ? { fieldSelector: `metadata.name=${name}` } : {};
      const { items } = await karmada.list<Workload>(place, query);
      for (const item of items) {
        const template = { ...item, apiVersion, kind };
        if (!selects(policy, template) || whyIgnored(template) !== undefined) continue;
        found.set(`${kind} ${item.metadata.namespace ?? ''}/${item.metadata.name}`, template);
      }
    } catch (error) {
      if (!isKnown(error, 'forbidden') && !isKnown(error, 'not-found')) throw error;
      if (error.code === 'forbidden')
        unread.add(`what ${policy.kind} ${metadata.name} selects: you may not list any ${kind}`);
    }
  });
  return { templates: [...found.values()], unread: [...unread] };
}
