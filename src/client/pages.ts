import { isKnown, KnownError } from '../contract/errors.ts';
import type { ListQuery } from '../contract/ports.ts';
import type { KubeList, KubeObject } from '../core/object.ts';

/** Large lists, in pages: what a server is asked to hold at once stays small. */
export interface PageQuery extends ListQuery {
  readonly limit?: number;
  readonly continue?: string;
}

/** As kubectl's --chunk-size. */
const pageSize = 500;

/** All pages as one list. When the server has forgotten where it was (410), all is asked for at once, as client-go does. */
export async function listAll<T extends KubeObject>(
  readPage: (page: PageQuery) => Promise<KubeList<T>>,
  query: ListQuery,
): Promise<KubeList<T>> {
  const items: T[] = [];
  let next: string | undefined;
  do {
    try {
      const page: KubeList<T> = await readPage({ ...query, limit: pageSize, ...(next ? { continue: next } : {}) });
      items.push(...page.items);
      const after = page.metadata?.continue || undefined;
      if (after === undefined) return whole(page, items);
      if (after === next) throw new KnownError('failed', 'The server sends the same page of a list again and again.');
      next = after;
    } catch (error) {
      if (next === undefined || !(error instanceof KnownError)) throw error;
      if (isExpired(error)) return whole(await readPage(query));
      throw brokenOff(error, items.length);
    }
  } while (next !== undefined);
  return { items };
}

const isExpired = (error: KnownError): boolean =>
  isKnown(error, 'conflict') && (error.reason === 'Expired' || error.reason === 'Gone');

function whole<T extends KubeObject>(list: KubeList<T>, items: readonly T[] = list.items): KubeList<T> {
  const { continue: _, remainingItemCount: __, ...metadata } = { remainingItemCount: 0, ...list.metadata };
  return { ...list, ...(list.metadata ? { metadata } : {}), items };
}

function brokenOff(cause: KnownError, count: number): KnownError {
  if (cause.code === 'interrupted') return cause;
  return new KnownError(cause.code, `The list broke off after ${count} objects: ${cause.message}`, {
    hint: cause.hint,
    cause,
  });
}

export function searchOf(query: PageQuery): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return '';
  return `?${new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, String(value)])))}`;
}
