import { describe, expect, it } from 'vitest';
import { listAll, type PageQuery } from '../../src/client/pages.ts';
import { KnownError } from '../../src/contract/errors.ts';
import type { KubeList, KubeObject } from '../../src/core/object.ts';

const named = (...names: readonly string[]): readonly KubeObject[] => names.map((name) => ({ metadata: { name } }));
const page = (next: string, ...names: readonly string[]): KubeList<KubeObject> => ({
  kind: 'PodList',
  metadata: { resourceVersion: '7', ...(next ? { continue: next, remainingItemCount: 9 } : {}) },
  items: named(...names),
});
/** A server that gives these answers, one after the other, and remembers what it was asked. */
function pagesOf(...answers: readonly (KubeList<KubeObject> | KnownError)[]) {
  const asked: PageQuery[] = [];
  const read = async (query: PageQuery): Promise<KubeList<KubeObject>> => {
    const answer = answers[asked.length] ?? expect.unreachable();
    asked.push(query);
    if (answer instanceof KnownError) throw answer;
    return answer;
  };
  return { asked, read };
}
const expired = new KnownError('conflict', 'too old', { reason: 'Expired' });
const gone = new KnownError('unreachable', 'https://s closed the connection.', { hint: 'Try again.' });

describe('a large list', () => {
  it('is read in pages of 500, each with the selector, and is one list without a continue', async () => {
    const { asked, read } = pagesOf(page('a', '1', '2'), page('b', '3'), page('', '4'));
    const list = await listAll(read, { labelSelector: 'x=y' });
    expect(list).toEqual({ kind: 'PodList', metadata: { resourceVersion: '7' }, items: named('1', '2', '3', '4') });
    const query = { labelSelector: 'x=y', limit: 500 };
    expect(asked).toEqual([query, { ...query, continue: 'a' }, { ...query, continue: 'b' }]);
  });

  it('that has expired half way is read again in one piece, nothing twice', async () => {
    const { asked, read } = pagesOf(page('a', '1', '2'), expired, page('', '2', '3'));
    expect((await listAll(read, { labelSelector: 'x=y' })).items).toEqual(named('2', '3'));
    expect(asked[2]).toEqual({ labelSelector: 'x=y' });
  });

  it('that is refused from the start is not asked for again', async () => {
    const { asked, read } = pagesOf(expired);
    await expect(listAll(read, {})).rejects.toBe(expired);
    expect(asked).toHaveLength(1);
  });

  it('fails as a whole when the server goes half way, and says how far it was', async () => {
    const { read } = pagesOf(page('a', '1', '2'), gone);
    await expect(listAll(read, {})).rejects.toMatchObject({
      code: 'unreachable',
      message: 'The list broke off after 500 objects: https://s closed the connection.',
      hint: 'Try again.',
    });
  });

  it('ends at Ctrl-C with no more words than other work', async () => {
    const interrupted = new KnownError('interrupted', 'Interrupted.');
    await expect(listAll(pagesOf(page('a', '1'), interrupted).read, {})).rejects.toBe(interrupted);
  });

  it('does not go round in circles', async () => {
    const { read } = pagesOf(page('a', '1'), page('a', '1'));
    await expect(listAll(read, {})).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringMatching(/again and again/),
    });
  });
});
