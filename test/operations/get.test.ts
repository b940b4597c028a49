import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/contract/operation.ts';
import { get } from '../../src/operations/get/get.ts';
import { formatAnswer } from '../../src/output/format.ts';
import { answerOf, type FakePorts, fakeKube, fakePorts } from '../support/fake-ports.ts';

const now = Date.parse('2026-01-01T01:00:00Z');

function world(): FakePorts {
  const karmada = fakeKube();
  const put = (name: string, ready: string | undefined, spec: object) =>
    karmada.objects.set(`/apis/cluster.karmada.io/v1alpha1/clusters/${name}`, {
      metadata: { name, creationTimestamp: '2026-01-01T00:58:20Z' },
      ...{ spec: { syncMode: 'Push', apiEndpoint: 'https://m', ...spec } },
      ...(ready ? { status: { kubernetesVersion: 'v1.35.3', conditions: [{ type: 'Ready', status: ready }] } } : {}),
    });
  put('member1', 'True', { zones: ['a', 'b'], region: 'eu', provider: 'p', proxyURL: 'http://x' });
  put('member2', undefined, {});
  return { ...fakePorts(karmada), now: () => now };
}
const ask = async (input: object, format: 'table' | 'wide' | 'json' | 'name' = 'table') =>
  formatAnswer(await answerOf(get.invoke(world(), { type: 'clusters', ...input })), { format, color: false, now });

describe('get clusters', () => {
  it('has the columns of karmadactl', async () => {
    expect((await ask({})).split('\n')).toEqual([
      'NAME      VERSION   MODE   READY     AGE',
      'member1   v1.35.3   Push   True      100s',
      'member2             Push   Unknown   100s',
    ]);
  });

  it('asks for no objects where only cells are shown', async () => {
    const asked: unknown[] = [];
    const ports = world();
    const table: typeof ports.karmada.table = (place, query, need) => {
      asked.push(need);
      return ports.karmada.table(place, query, need);
    };
    const served = { ...ports, karmada: { ...ports.karmada, table } };
    await answerOf(get.invoke(served, { type: 'clusters' }, 'cells'));
    await answerOf(get.invoke(served, { type: 'clusters' }));
    expect(asked).toEqual(['cells', 'objects']);
  });

  it('wide adds where each one is', async () => {
    expect((await ask({}, 'wide')).split('\n')).toEqual([
      'NAME      VERSION   MODE   READY     AGE    ZONES    REGION   PROVIDER   API-ENDPOINT   PROXY-URL   REASON',
      'member1   v1.35.3   Push   True      100s   a,b      eu       p          https://m      http://x',
      'member2             Push   Unknown   100s   <none>   <none>   <none>     https://m      <none>      no status yet',
    ]);
  });

  it('has the columns that the server prints, whichever they are, and its cells', async () => {
    const ports = world();
    const object = (name: string, ready: string) => ({
      metadata: { name },
      status: { conditions: [{ type: 'Ready', status: ready, reason: 'Gone', message: 'not\nreachable ' }] },
    });
    const table = async () => ({
      columns: [
        { name: 'Name', priority: 0 },
        { name: 'Ready', priority: 0 },
        { name: 'Later', priority: 0 },
        { name: 'Wide-One', priority: 1 },
      ],
      rows: [
        { cells: ['a', 'True', 7], object: object('a', 'True') },
        { cells: ['b\nc', 'False', null, '<none>', 'too many'], object: object('b', 'False') },
      ],
    });
    const served = { ...ports, karmada: { ...ports.karmada, table } };
    const answer = await answerOf(get.invoke(served, { type: 'clusters' }));
    const shown = async (format: 'table' | 'wide', color: boolean) =>
      (await formatAnswer(answer, { format, color, now })).split('\n');
    expect(await shown('table', false)).toEqual(['NAME   READY   LATER', 'a      True    7', 'b...   False']);
    expect(await shown('wide', false)).toEqual([
      'NAME   READY   LATER   WIDE-ONE   REASON',
      'a      True    7',
      'b...   False           <none>     Gone: not reachable',
    ]);
    expect((await shown('table', true)).slice(1)).toEqual([
      'a      \u001b[32mTrue\u001b[39m    7',
      'b...   \u001b[31mFalse\u001b[39m',
    ]);
  });

  it('-o name is what kubectl says', async () => {
    expect(await ask({}, 'name')).toBe('cluster.cluster.karmada.io/member1\ncluster.cluster.karmada.io/member2');
  });

  it('-o json is a List, and the object itself for one name', async () => {
    expect(JSON.parse(await ask({}, 'json'))).toMatchObject({
      kind: 'List',
      apiVersion: 'v1',
      items: [{ kind: 'Cluster' }, { kind: 'Cluster' }],
    });
    expect(JSON.parse(await ask({ names: ['member1'] }, 'json'))).toMatchObject({
      kind: 'Cluster',
      metadata: { name: 'member1' },
    });
    expect(JSON.parse(await ask({ names: ['member1', 'member2'] }, 'json'))).toMatchObject({ kind: 'List' });
  });

  it('shows those that are there, and tells of the others; exit 5', async () => {
    const answer = await answerOf(get.invoke(world(), { type: 'clusters', names: ['member1', 'nope'] }));
    expect(answer.data).toMatchObject({ items: [{ metadata: { name: 'member1' } }] });
    expect(answer.outcome).toMatchObject({
      failures: [{ code: 'not-found', message: 'No member cluster named "nope".' }],
    });
    expect(exitCodeOf(answer.outcome)).toBe(5);
  });

  it('shows those that are there with all columns, also when the first is not', async () => {
    expect((await ask({ names: ['nope', 'member1'] })).split('\n')).toEqual([
      'NAME      VERSION   MODE   READY   AGE',
      'member1   v1.35.3   Push   True    100s',
    ]);
  });

  it('of none says how to join one', async () => {
    const answer = await answerOf(get.invoke(fakePorts(fakeKube()), { type: 'clusters' }));
    const notes: string[] = [];
    const note = (words: string): void => void notes.push(words);
    expect(await formatAnswer(answer, { format: 'table', color: false, now, note })).toBe('');
    expect(notes).toEqual([expect.stringMatching(/^No member clusters\. Join one with/)]);
    expect(JSON.parse(await formatAnswer(answer, { format: 'json', color: false, now, note }))).toMatchObject({
      items: [],
    });
    expect(notes).toHaveLength(1);
  });

  it('of another type says what is supported', async () => {
    await expect(ask({ type: 'pods' })).rejects.toMatchObject({
      code: 'usage',
      hint: 'Supported: karmate get clusters',
    });
  });
});
