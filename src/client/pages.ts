import { isKnown, KnownError } from '../contract/errors.ts';
import type { ListQuery } from '../contract/ports.ts';
import type { KubeList, KubeObject } from '../core/object.ts';

/** Large lists, in pages: what a server is asked to hold at once stays small. A part of a list, of objects or of a Table's rows. */
export interface Page {
  readonly metadata?: { readonly continue?: string };
}

/** As kubectl's --chunk-size. */
const pageSize = 500;

/** All pages of a list. When the server has forgotten where it was (410), one page with all of it, as client-go does. */
export async function readPages<P extends Page>(
  readPage: (page: ListQuery) => Promise<P>,
  query: ListQuery,
): Promise<readonly P[]> {
  const pages: P[] = [];
  for (let next: string | undefined; ; ) {
    try {
      const page = await readPage({ ...query, limit: pageSize, ...(next ? { continue: next } : {}) });
      pages.push(page);
      const after = page.metadata?.continue || undefined;
      if (after === undefined) return pages;
      if (after === next) throw new KnownError('failed', 'The server sends the same page again and again.');
      next = after;
    } catch (error) {
      if (next === undefined || !(error instanceof KnownError)) throw error;
      if (isExpired(error)) return [await readPage(query)];
      throw brokenOff(error, pages.length);
    }
  }
}

/** All pages as one list. */
export async function listAll<T extends KubeObject>(
  readPage: (page: ListQuery) => Promise<KubeList<T>>,
  query: ListQuery,
): Promise<KubeList<T>> {
  const pages = await readPages(readPage, query);
  const list = pages.at(-1) ?? { items: [] };
  const { continue: _, remainingItemCount: __, ...metadata } = { remainingItemCount: 0, ...list.metadata };
  return { ...list, ...(list.metadata ? { metadata } : {}), items: pages.flatMap(({ items }) => items) };
}

const isExpired = (error: KnownError): boolean =>
  isKnown(error, 'conflict') && (error.reason === 'Expired' || error.reason === 'Gone');

function brokenOff(cause: KnownError, pages: number): KnownError {
  if (cause.code === 'interrupted') return cause;
  const words = `The list broke off after ${pages * pageSize} objects: ${cause.message}`;
  return new KnownError(cause.code, words, { hint: cause.hint, cause });
}

export function searchOf(query: ListQuery & { readonly includeObject?: 'Object' | 'None' }): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  if (given.length === 0) return '';
  return `?${new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, String(value)])))}`;
}
