import { describe, expect, it } from 'vitest';
import { KnownError } from '../../src/contract/errors.ts';
import { exitCodeOf, type Operation } from '../../src/contract/operation.ts';
import type { Ports } from '../../src/contract/ports.ts';
import type { Taint } from '../../src/core/karmada-types/kubernetes.ts';
import { cordon } from '../../src/operations/clusters/cordon.ts';
import { taint } from '../../src/operations/clusters/taint.ts';
import { uncordon } from '../../src/operations/clusters/uncordon.ts';
import { renderView } from '../../src/output/render.ts';
import { answerOf } from '../support/fake-ports.ts';
import { taintedWorld } from '../support/tainted.ts';

const key = 'cluster.karmada.io/unschedulable';
const notReady: Taint = { key: 'cluster.karmada.io/not-ready', effect: 'NoSchedule' };
const cordoned: Taint = { key, effect: 'NoSchedule', timeAdded: '1970-01-01T00:00:00Z' };

async function said(operation: Operation, ports: Ports, input: Readonly<Record<string, unknown>>) {
  const answer = await answerOf(operation.invoke(ports, input));
  const text = await renderView(answer.view({ wide: false, now: 0 }), false);
  const { outcome, data } = answer;
  return { text, exit: exitCodeOf(outcome), data, outcome, names: answer.names?.() };
}

describe('cordon', () => {
  it('adds its taint to those there are, and says what it did', async () => {
    const { ports, taintsOf } = taintedWorld({ m1: [notReady], m2: [] });
    const { text, exit, data, names } = await said(cordon, ports, { names: ['m1', 'm2'] });
    expect([text, exit]).toEqual(['cluster/m1 cordoned\ncluster/m2 cordoned', 0]);
    expect([taintsOf('m1'), taintsOf('m2')]).toEqual([[notReady, cordoned], [cordoned]]);
    expect(data).toEqual({
      apiVersion: 'karmate.dev/v1',
      kind: 'TaintResult',
      operation: 'cordon',
      clusters: [
        { name: 'm1', result: 'changed', added: [`${key}:NoSchedule`], removed: [], taints: [notReady, cordoned] },
        { name: 'm2', result: 'changed', added: [`${key}:NoSchedule`], removed: [], taints: [cordoned] },
      ],
      notes: [],
      failures: [],
    });
    expect(names).toEqual(['cluster.cluster.karmada.io/m1', 'cluster.cluster.karmada.io/m2']);
  });

  it('of a cluster that is cordoned already writes nothing, and is well', async () => {
    const { ports, patches } = taintedWorld({ m1: [cordoned] });
    expect(await said(cordon, ports, { names: ['m1', 'm1'] })).toMatchObject({
      text: 'cluster/m1 already cordoned',
      exit: 0,
    });
    expect(patches).toEqual([]);
  });

  it('does the others when one name is wrong, and says which one was meant', async () => {
    const { ports, taintsOf } = taintedWorld({ member1: [], member2: [] });
    const { exit, outcome, text } = await said(cordon, ports, { names: ['member1', 'membr2'] });
    expect([exit, text]).toEqual([9, 'cluster/member1 cordoned']);
    expect(outcome).toMatchObject({
      failures: [
        {
          cluster: 'membr2',
          code: 'not-found',
          message: 'No member cluster named "membr2".',
          hint: expect.stringMatching(/^Did you mean "member2"\? See/),
        },
      ],
    });
    expect(taintsOf('member1')).toEqual([cordoned]);
  });

  it.each<[string, string[], Record<string, 'forbidden'>, number]>([
    ['no name is right', ['x', 'y'], {}, 5],
    ['the one may not be written', ['m1'], { m1: 'forbidden' }, 7],
    ['one is wrong and one may not be written', ['x', 'm1'], { m1: 'forbidden' }, 9],
  ])('has the exit code of what went wrong where %s', async (_, names, refused, exit) => {
    const { ports, kube } = taintedWorld({ m1: [] });
    for (const [name, code] of Object.entries(refused))
      kube.refuse.set(`patch /apis/cluster.karmada.io/v1alpha1/clusters/${name}`, new KnownError(code, 'no'));
    expect(await said(cordon, ports, { names })).toMatchObject({ exit });
  });

  it.each([
    ['client', 0, ' (dry run)'],
    ['server', 1, ' (server dry run)'],
  ] as const)('with --dry-run=%s changes nothing', async (dryRun, asked, mark) => {
    const { ports, patches, taintsOf } = taintedWorld({ m1: [] });
    const { text, data } = await said(cordon, ports, { names: ['m1'], dryRun });
    expect(text).toBe(`cluster/m1 cordoned${mark}`);
    expect(data).toMatchObject({ dryRun, clusters: [{ result: 'changed', taints: [{ key }] }] });
    expect([patches.length, patches.every((patch) => patch.dryRun), taintsOf('m1')]).toEqual([asked, true, []]);
  });

  it('reads and decides again where somebody was faster, and loses nothing of theirs', async () => {
    const { ports, rivals, put, taintsOf } = taintedWorld({ m1: [] });
    let times = 0;
    rivals.push((name) => {
      if (times++ < 10) put(name, [...taintsOf(name), { key: `theirs-${times}`, effect: 'NoSchedule' }]);
    });
    await said(cordon, ports, { names: ['m1'] });
    expect(taintsOf('m1').map((one) => one.key)).toEqual([
      ...Array.from({ length: 10 }, (_, n) => `theirs-${n + 1}`),
      key,
    ]);
  });

  it('gives up in the end, with a conflict', async () => {
    const { ports, rivals, put, taintsOf } = taintedWorld({ m1: [] });
    rivals.push((name) => put(name, taintsOf(name)));
    const { exit, outcome } = await said(cordon, ports, { names: ['m1'] });
    expect(exit).toBe(6);
    expect(outcome).toMatchObject({
      failures: [{ message: expect.stringMatching(/^m1 was changed by others each of 50 times/) }],
    });
  });

  it('that is interrupted says what it has changed', async () => {
    const { ports, kube } = taintedWorld({ m1: [], m2: [] });
    kube.refuse.set(
      'patch /apis/cluster.karmada.io/v1alpha1/clusters/m2',
      new KnownError('interrupted', 'Interrupted.'),
    );
    await expect(answerOf(cordon.invoke(ports, { names: ['m1', 'm2'] }))).rejects.toMatchObject({
      code: 'interrupted',
      message: 'Interrupted. Changed so far: m1.',
    });
  });

  it.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ['no names', {}, /Which clusters are meant is not said/],
    ['names and --all', { names: ['m1'], all: true }, /Names and --all cannot be given together/],
    ['names and --selector', { names: ['m1'], selector: 'a=b' }, /Names and --selector/],
  ])('refuses %s', async (_, input, message) => {
    const { ports } = taintedWorld({ m1: [] });
    await expect(answerOf(cordon.invoke(ports, input))).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    });
  });
});

describe('uncordon', () => {
  it('names what keeps new workloads away all the same', async () => {
    const { ports, taintsOf } = taintedWorld({
      m1: [cordoned, notReady],
      m2: [cordoned],
      m3: [],
    });
    const { text } = await said(uncordon, ports, { all: true });
    expect(text.split('\n')).toEqual([
      'cluster/m1 uncordoned, but still kept free of new workloads by cluster.karmada.io/not-ready:NoSchedule',
      'cluster/m2 uncordoned',
      'cluster/m3 not cordoned',
    ]);
    expect(taintsOf('m1')).toEqual([notReady]);
  });
});

describe('taint', () => {
  it.each<[string, string[], string]>([
    ['one more', ['m1', 'a=b:NoSchedule'], 'cluster/m1 tainted: a=b:NoSchedule'],
    ['one less', ['clusters', 'm1', 'dedicated-'], 'cluster/m1 untainted: dedicated=gpu:NoSchedule'],
    [
      'both',
      ['m1', 'dedicated-', 'a:NoSchedule'],
      'cluster/m1 modified: a:NoSchedule added, dedicated=gpu:NoSchedule removed',
    ],
    ['what is so already', ['m1', 'dedicated=gpu:NoSchedule', 'b-'], 'cluster/m1 unchanged: it is so already'],
  ])('says %s', async (_, words, expected) => {
    const { ports } = taintedWorld({ m1: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] });
    expect(await said(taint, ports, { words })).toMatchObject({ text: expected, exit: 0 });
  });

  it('keeps another value unless it may overwrite', async () => {
    const { ports, taintsOf } = taintedWorld({
      m1: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }],
      m2: [],
    });
    const words = ['m1', 'm2', 'dedicated=cpu:NoSchedule'];
    const { exit, outcome } = await said(taint, ports, { words });
    expect(exit).toBe(9);
    expect(outcome).toMatchObject({
      failures: [{ cluster: 'm1', code: 'conflict', hint: 'Replace it with --overwrite.' }],
    });
    expect([taintsOf('m1')[0]?.value, taintsOf('m2')[0]?.value]).toEqual(['gpu', 'cpu']);
    expect((await said(taint, ports, { words, overwrite: true })).text).toBe(
      'cluster/m1 modified: dedicated=cpu:NoSchedule added, dedicated=gpu:NoSchedule removed\ncluster/m2 unchanged: it is so already',
    );
  });

  it('warns of NoExecute, also where the release cannot be known', async () => {
    const { ports } = taintedWorld({ m1: [] });
    const refused = {
      ...ports,
      karmada: { ...ports.karmada, release: () => Promise.reject(new KnownError('forbidden', 'no')) },
    };
    expect((await said(taint, refused, { words: ['m1', 'a:NoExecute'] })).text).toMatch(
      /tainted: a:NoExecute\n\nwarning: NoExecute moves .* From Karmada v1\.14 on/,
    );
  });
});
