import { KnownError } from '../../contract/errors.ts';
import type { Kube } from '../../contract/ports.ts';
import { type KubeObject, type Place, pathOf } from '../../core/object.ts';
import { sameJson } from '../../core/same-json.ts';

/** What stood at a place before it was applied: enough to tell later whether anything changed. */
export interface Former {
  readonly object: KubeObject | undefined;
  readonly resourceVersion: string | undefined;
  readonly content: string;
}

/** From so many objects of one collection on, one list is cheaper than a request for each. */
const worthAList = 10;
const pageSize = 500;

/**
 * Looks at what is there before it is applied. Many objects of one collection are listed once, a page at a time, unless the
 * collection holds far more than is wanted; of each only what a comparison needs is kept.
 */
export function createFormers(karmada: Kube, wanted: readonly Place[]) {
  const collections = new Map<string, { readonly place: Place; readonly names: Set<string> }>();
  for (const { name = '', ...place } of wanted) {
    const path = pathOf(place);
    const collection = collections.get(path) ?? { place, names: new Set() };
    collection.names.add(name);
    collections.set(path, collection);
  }
  const listed = new Map<string, Promise<Map<string, Former | undefined>>>();

  return async (place: Place): Promise<Former | undefined> => {
    const { name = '', ...rest } = place;
    const path = pathOf(rest);
    const collection = collections.get(path);
    if (!collection || collection.names.size < worthAList) return formerOf(await karmada.find(place));
    const list = listed.get(path) ?? listAll(karmada, collection.place, collection.names);
    listed.set(path, list);
    const found = await list;
    if (!found.has(name)) return formerOf(await karmada.find(place));
    const former = found.get(name);
    // Who comes to the same object again asks for it again: it has been applied meanwhile.
    found.delete(name);
    return former;
  };
}

/** Of each name what is there, undefined for what is not; names that were not looked for are left out. */
async function listAll(
  karmada: Kube,
  place: Place,
  names: ReadonlySet<string>,
): Promise<Map<string, Former | undefined>> {
  const found = new Map<string, Former | undefined>();
  try {
    for (let next: string | undefined; ; ) {
      const { items, metadata } = await karmada.list(place, { limit: pageSize, ...(next ? { continue: next } : {}) });
      for (const item of items) if (names.has(item.metadata.name)) found.set(item.metadata.name, slimmed(item));
      next = metadata?.continue;
      if (!next) break;
      if ((metadata?.remainingItemCount ?? 0) > 4 * names.size) return found;
    }
  } catch (error) {
    // Who may not list may still get; and if the server fails with this too, it says so for each.
    if (!(error instanceof KnownError) || error.code === 'interrupted') throw error;
    return found;
  }
  for (const name of names) if (!found.has(name)) found.set(name, undefined);
  return found;
}

const slimmed = (object: KubeObject): Former => ({
  object: undefined,
  resourceVersion: object.metadata.resourceVersion,
  content: JSON.stringify(contentOf(object)),
});

const formerOf = (object: KubeObject | undefined): Former | undefined => object && { ...slimmed(object), object };

/** Controllers write statuses and notes of ownership meanwhile: these, and the version they raise, are no change of ours. */
export const isSame = (before: Former, after: KubeObject): boolean =>
  before.resourceVersion === after.metadata.resourceVersion || sameJson(JSON.parse(before.content), contentOf(after));

/** The same for an answer that only says what would be: it keeps the version of what is there. */
export const wouldBeSame = (before: Former, after: KubeObject): boolean =>
  sameJson(JSON.parse(before.content), contentOf(after));

const contentOf = ({ apiVersion: _, kind: __, metadata, ...fields }: KubeObject): object => ({
  ...fields,
  status: undefined,
  metadata: { ...metadata, resourceVersion: undefined, managedFields: undefined },
});
