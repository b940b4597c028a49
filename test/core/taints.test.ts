import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/core/cluster.ts';
import { clusterNameIn, isClusterType } from '../../src/core/cluster-type.ts';
import type { Taint } from '../../src/core/karmada-types/kubernetes.ts';
import type { ClusterTaintPolicy } from '../../src/core/karmada-types/policy.ts';
import { taintNotes } from '../../src/core/taint-notes.ts';
import { originOf } from '../../src/core/taint-origins.ts';
import { readTaints, readTaintWords } from '../../src/core/taint-specs.ts';
import { changeTaints, cordonChange, taintText, uncordonChange } from '../../src/core/taints.ts';
import { givenRelease } from '../../src/core/versions.ts';

const now = Date.parse('2026-01-02T03:04:05.678Z');
const timeAdded = '2026-01-02T03:04:05Z';
const notReady: Taint = {
  key: 'cluster.karmada.io/not-ready',
  effect: 'NoSchedule',
  timeAdded: '2025-01-01T00:00:00Z',
};
const gpu: Taint = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' };

/** What becomes of [not-ready, dedicated=gpu] by some words. */
const changed = (words: readonly string[], onOther: 'replace' | 'keep' | 'refuse' = 'refuse') =>
  changeTaints([notReady, gpu], readTaints(words), { onOther, now });

describe('a list of taints', () => {
  it.each<[string, string[], string[], string[], string[]]>([
    ['gains one at its end', ['a=b:NoExecute'], ['not-ready', 'gpu', 'a=b:NoExecute'], ['a=b:NoExecute'], []],
    [
      'gains the same key with another effect',
      ['dedicated:NoExecute'],
      ['not-ready', 'gpu', 'dedicated:NoExecute'],
      ['dedicated:NoExecute'],
      [],
    ],
    ['is as it was when the taint is there already', ['dedicated=gpu:NoSchedule'], ['not-ready', 'gpu'], [], []],
    ['loses the one of key and effect', ['dedicated:NoSchedule-'], ['not-ready'], [], ['gpu']],
    ['loses all of a key', ['dedicated-'], ['not-ready'], [], ['gpu']],
    ['is as it was when what is to go is not there', ['other-', 'dedicated:NoExecute-'], ['not-ready', 'gpu'], [], []],
    [
      'gains and loses at once',
      ['dedicated-', 'a:NoSchedule'],
      ['not-ready', 'a:NoSchedule'],
      ['a:NoSchedule'],
      ['gpu'],
    ],
  ])('%s', (_, words, all, added, removed) => {
    const short = (taints: readonly Taint[]) =>
      taints.map((taint) => (taint === notReady ? 'not-ready' : taint === gpu ? 'gpu' : taintText(taint)));
    const result = changed(words);
    expect([short(result.taints), short(result.added), short(result.removed)]).toEqual([all, added, removed]);
  });

  it('says of a new taint when it was added, as tolerationSeconds need it, and touches that of no other', () => {
    expect(changed(['a=b:NoExecute']).taints).toEqual([
      notReady,
      gpu,
      { key: 'a', value: 'b', effect: 'NoExecute', timeAdded },
    ]);
  });

  it('is not changed at all where another value is in the way', () => {
    const result = changed(['a:NoSchedule', 'dedicated=cpu:NoSchedule']);
    expect(result).toEqual({ taints: [notReady, gpu], added: [], removed: [], others: [gpu] });
  });

  it('has another value in the same place with overwrite, from now on', () => {
    const cpu = { key: 'dedicated', value: 'cpu', effect: 'NoSchedule', timeAdded };
    const result = changeTaints([gpu, notReady], readTaints(['dedicated=cpu:NoSchedule']), { onOther: 'replace', now });
    expect(result).toEqual({ taints: [cpu, notReady], added: [cpu], removed: [gpu], others: [] });
  });

  it('is cordoned whatever the value, and uncordoned of that effect alone', () => {
    const key = 'cluster.karmada.io/unschedulable';
    const held: Taint[] = [
      { key, value: 'x', effect: 'NoSchedule' },
      { key, effect: 'NoExecute' },
    ];
    expect(changeTaints(held, [cordonChange], { onOther: 'keep', now }).taints).toEqual(held);
    expect(changeTaints(held, [uncordonChange], { onOther: 'keep', now }).taints).toEqual([held[1]]);
    expect(changeTaints([], [cordonChange], { onOther: 'keep', now }).taints).toEqual([
      { key, effect: 'NoSchedule', timeAdded },
    ]);
  });
});

describe('the words of taint', () => {
  it.each<[string[], string[]]>([
    [['m1', 'a:NoSchedule'], ['m1']],
    [
      ['clusters', 'm1', 'm2', 'a:NoSchedule', 'b-'],
      ['m1', 'm2'],
    ],
    [['cluster.cluster.karmada.io', 'm1', 'a:NoSchedule'], ['m1']],
    [
      ['cluster/m1', 'clusters.cluster.karmada.io/m2', 'a:NoSchedule'],
      ['m1', 'm2'],
    ],
    [['cluster', 'cluster', 'a:NoSchedule'], ['cluster']],
    [['clusters', 'a:NoSchedule'], []],
  ])('%j name %j', (words, names) => {
    expect(readTaintWords(words).names).toEqual(names);
  });

  it('are changes in their order', () => {
    expect(
      readTaints(['a.b/c=v:NoSchedule', 'a:NoExecute', 'b=:NoSchedule', 'x:NoExecute-', 'y-', 'z=1:NoSchedule-']),
    ).toEqual([
      { op: 'set', key: 'a.b/c', value: 'v', effect: 'NoSchedule' },
      { op: 'set', key: 'a', effect: 'NoExecute' },
      { op: 'set', key: 'b', effect: 'NoSchedule' },
      { op: 'remove', key: 'x', effect: 'NoExecute' },
      { op: 'remove', key: 'y' },
      { op: 'remove', key: 'z', effect: 'NoSchedule' },
    ]);
  });

  it.each<[string[], RegExp]>([
    [['m1'], /Which taint to set or remove is not said/],
    [['a:NoSchedule', 'm1'], /"m1" is in the wrong place/],
    [['m1', 'a=b'], /"a=b" is no taint: it has no effect/],
    [['m1', 'a=b-'], /in the key "a=b" only letters/],
    [['m1', 'a:Never'], /the effect is NoSchedule or NoExecute, not "Never"/],
    [['m1', 'a:PreferNoSchedule'], /Karmada takes no PreferNoSchedule at clusters/],
    [['m1', 'a:'], /not ""/],
    [['m1', 'a=b=c:NoSchedule'], /KEY=VALUE:EFFECT/],
    [['m1', 'a:b:NoSchedule'], /KEY=VALUE:EFFECT/],
    [['m1', '=v:NoSchedule'], /it has no key/],
    [['m1', '-a:NoSchedule'], /in the key "-a" only/],
    [['m1', 'a/b/c:NoSchedule'], /more than one "\/"/],
    [['m1', 'A.B/c:NoSchedule'], /prefix "A.B" is no DNS name/],
    [['m1', '/c:NoSchedule'], /prefix "" is no DNS name/],
    [['m1', `${'k'.repeat(64)}:NoSchedule`], /64 characters after its prefix/],
    [['m1', `a=${'v'.repeat(64)}:NoSchedule`], /value has 64 characters/],
    [['m1', 'a=b_:NoSchedule'], /in the value "b_" only/],
    [['m1', 'a=b:NoSchedule', 'a=c:NoSchedule'], /The taint a:NoSchedule is given twice/],
    [['m1', 'a=b:NoSchedule', 'a-'], /a cannot be set and removed at once/],
    [['m1', 'a:NoExecute-', 'a:NoExecute'], /a:NoExecute cannot be set and removed at once/],
  ])('%j are refused: %s', (words, message) => {
    expect(() => readTaintWords(words)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) }),
    );
  });

  it('may name one key with two effects, and remove one thing twice', () => {
    expect(readTaints(['a:NoSchedule', 'a:NoExecute', 'b-', 'b:NoSchedule-'])).toHaveLength(4);
  });
});

describe('what is to be known of a change', () => {
  const notes = (words: readonly string[], release?: string) =>
    taintNotes(readTaints(words), release === undefined ? undefined : givenRelease(release)).join('\n');
  it.each<[string, string[], string | undefined, RegExp]>([
    [
      'NoExecute evicts at once in v1.10',
      ['a:NoExecute'],
      '1.10',
      /^NoExecute moves workloads away at once(?!.*Failover)/,
    ],
    ['and v1.13', ['a:NoExecute'], '1.13', /^NoExecute moves workloads away at once(?!.*Failover)/],
    [
      'from v1.14 on only where it is switched on',
      ['a:NoExecute'],
      '1.14',
      /only where .*Failover=true and --enable-no-execute-taint-eviction/,
    ],
    [
      'of an unknown release both are said',
      ['a:NoExecute'],
      undefined,
      /at once.*From Karmada v1\.14 on: .*both are off/,
    ],
    [
      "Karmada's own may not last",
      ['cluster.karmada.io/not-ready-'],
      undefined,
      /^Karmada itself sets and removes cluster\.karmada\.io\/not-ready/,
    ],
    ['nothing of the rest', ['a:NoSchedule', 'b:NoExecute-'], undefined, /^$/],
  ])('%s', (_, words, release, expected) => {
    expect(notes(words, release)).toMatch(expected);
  });
});

describe('who sets a taint', () => {
  const cluster: Cluster = { metadata: { name: 'm1', labels: { env: 'prod' } }, spec: { syncMode: 'Push' } };
  const policy = (name: string, clusterNames: string[]): ClusterTaintPolicy => ({
    apiVersion: 'policy.karmada.io/v1alpha1',
    kind: 'ClusterTaintPolicy',
    metadata: { name },
    spec: { taints: [{ key: 'slow', effect: 'NoSchedule' }], targetClusters: { clusterNames } },
  });
  it.each<[string, Taint, string]>([
    ['the cluster controller', notReady, 'Karmada, while the cluster is not Ready'],
    ['cordon', { key: 'cluster.karmada.io/unschedulable', effect: 'NoSchedule' }, 'cordon'],
    ['a policy that means this cluster', { key: 'slow', effect: 'NoSchedule' }, 'ClusterTaintPolicy mine'],
    ['somebody', { key: 'slow', effect: 'NoExecute' }, 'by hand'],
  ])('%s', (_, taint, who) => {
    expect(originOf(taint, cluster, [policy('other', ['m2']), policy('mine', ['m1'])])).toBe(who);
  });
});

describe('the type Cluster', () => {
  it('is known by its names, and others are not', () => {
    expect(['cluster', 'Clusters', 'clusters.cluster.karmada.io', 'pods', 'clust'].map(isClusterType)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
  it('is taken off a name', () => {
    expect(['cluster/a', 'a', 'pod/a', 'cluster/', 'cluster/a/b'].map(clusterNameIn)).toEqual([
      'a',
      'a',
      'pod/a',
      'cluster/',
      'cluster/a/b',
    ]);
  });
});
