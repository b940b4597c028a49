import { isKnown } from '../../contract/errors.ts';
import type { Karmada, ListQuery } from '../../contract/ports.ts';
import type { KubeObject, Place } from '../../core/object.ts';

const pageSize = 500;

/** Looks at each object of a list page by page: of many thousands, only those of one page are held at a time. */
export async function foldList<T extends KubeObject, R>(
  karmada: Karmada,
  place: Place,
  start: () => R,
  step: (held: R, item: T) => R,
  query: ListQuery = {},
): Promise<R> {
  let held = start();
  for (let next: string | undefined; ; ) {
    try {
      const page = { ...query, limit: pageSize, ...(next ? { continue: next } : {}) };
      const { items, metadata } = await karmada.list<T>(place, page);
      held = items.reduce(step, held);
      if (!metadata?.continue) return held;
      next = metadata.continue;
    } catch (error) {
      // The server has forgotten where it was (410): all of it at once.
      if (next === undefined || !isKnown(error, 'conflict')) throw error;
      return (await karmada.list<T>(place, query)).items.reduce(step, start());
    }
  }
}
