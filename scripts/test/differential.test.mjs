import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asGoWrites } from '../differential/cases/go-json.mjs';
import { scheduleCase } from '../differential/cases/schedule-case.mjs';
import { createSource } from '../differential/compare.mjs';
import { countAllowed, differences } from '../differential/compare-schedule.mjs';
import { countStatements, functionsOf } from '../differential/coverage.mjs';
import { smallest, sortOut } from '../differential/disagreement.mjs';
import { couldSay } from '../differential/fit-error.mjs';
import { createJudge } from '../differential/judge.mjs';
import { runCases } from '../differential/run-cases.mjs';
import { shrink } from '../differential/shrink.mjs';
import { createTally, isGood, lastLine } from '../differential/tally.mjs';
import { createTelling } from '../differential/telling.mjs';

const manyCases = (count, karmada, seed = 1) =>
  Array.from({ length: count }, (_, index) => scheduleCase(seed, index, karmada));

test('a case is the same whenever it is made, and another with another seed, index or release', () => {
  const made = scheduleCase(7, 3, 'v1.18.2');
  assert.deepEqual(scheduleCase(7, 3, 'v1.18.2'), made);
  const others = [scheduleCase(8, 3, 'v1.18.2'), scheduleCase(7, 4, 'v1.18.2')];
  for (const other of others) assert.notDeepEqual(other, made);
  assert.deepEqual(JSON.parse(JSON.stringify(made)), made);
});

test('as many cases of each kind as are wanted, and a run that was broken off goes on', () => {
  const wish = { kinds: ['schedule', 'detect'], cases: 2, seed: 1, karmada: 'v1.18.2' };
  const all = (next) => [next(), next(), next(), next(), next()].map((one) => one && `${one.ask} ${one.index}`);
  assert.deepEqual(all(createSource(wish)), ['schedule 0', 'schedule 1', 'detect 0', 'detect 1', undefined]);
  const rest = ['schedule 7', 'schedule 8', 'detect 7', 'detect 8', undefined];
  assert.deepEqual(all(createSource({ ...wish, skip: 7 })), rest);
});

test('cases hold what a release knows, and nothing newer', () => {
  const hold = (cases, word) => cases.filter((one) => JSON.stringify(one).includes(`"${word}"`)).length;
  const [old, now] = [manyCases(600, 'v1.10.7'), manyCases(600, 'v1.18.2')];
  for (const word of ['overflowAffinities', 'components', 'suspension', 'workloadAffinity']) {
    assert.equal(hold(old, word), 0, word);
    assert.ok(hold(now, word) > 5, word);
  }
  const both = [
    'taints',
    'clusterAffinities',
    'fieldSelector',
    'labelSelector',
    'gracefulEvictionTasks',
    'dynamicWeight',
  ];
  const more = ['resourceModels', 'deletionTimestamp', 'rescheduleTriggeredAt', 'staticWeightList', 'allocating'];
  for (const word of [...both, ...more]) assert.ok(hold(old, word) > 5 && hold(now, word) > 5, word);
  const sizes = now.map(({ clusters }) => clusters.length);
  assert.ok(Math.max(...sizes) > 50 && sizes.filter((size) => size > 12).length < 120);
});

test('the annotation is what Go writes: no empty fields, but zero seconds and rules without a cluster', () => {
  const placement = {
    clusterAffinity: { clusterNames: [], labelSelector: { matchLabels: {} } },
    clusterTolerations: [{ key: 'a', value: '', tolerationSeconds: 0 }],
    spreadConstraints: [{ spreadByField: 'cluster', minGroups: 0, maxGroups: 2 }],
    replicaScheduling: { weightPreference: { staticWeightList: [{ targetCluster: {}, weight: 1 }] } },
  };
  assert.deepEqual(asGoWrites(placement), {
    clusterAffinity: { labelSelector: {} },
    clusterTolerations: [{ key: 'a', tolerationSeconds: 0 }],
    spreadConstraints: [{ spreadByField: 'cluster', maxGroups: 2 }],
    replicaScheduling: { weightPreference: { staticWeightList: [{ targetCluster: {}, weight: 1 }] } },
  });
});

const scheduled = (clusters, more) => ({ outcome: 'scheduled', clusters, attempts: [], ...more });
const [one, two] = [
  { name: 'a', replicas: 1 },
  { name: 'b', replicas: 2 },
];
const open = { undetermined: { clusters: ['a', 'b', 'c'], extra: 1 } };
const fails = (kind, message) => ({ outcome: 'failed', clusters: [], attempts: [], error: { kind, message } });

for (const [name, ours, theirs, differs] of [
  ['clusters in another order are the same', scheduled([one, two]), scheduled([two, one]), []],
  ['no replicas are zero replicas', scheduled([{ name: 'a' }]), scheduled([{ name: 'a', replicas: 0 }]), []],
  [
    'another number of replicas is another answer',
    scheduled([one]),
    scheduled([{ name: 'a', replicas: 2 }]),
    ['clusters'],
  ],
  ['a cluster more is another answer', scheduled([one]), scheduled([one, two]), ['clusters']],
  ['no name of a group is an empty one', scheduled([one]), scheduled([one], { affinityName: '' }), []],
  ['the group counts', scheduled([one], { affinityName: 'x' }), scheduled([one]), ['affinityName']],
  [
    'one open replica may be anywhere it is open',
    scheduled([one, two], open),
    scheduled([one, { name: 'b', replicas: 3 }]),
    [],
  ],
  ['also where nothing is yet', scheduled([one, two], open), scheduled([one, two, { name: 'c', replicas: 1 }]), []],
  ['it must be somewhere', scheduled([one, two], open), scheduled([one, two]), ['clusters']],
  ['and nowhere else', scheduled([one, two], open), scheduled([one, two, { name: 'd', replicas: 1 }]), ['clusters']],
  ['the kind of error counts', fails('Error', 'x'), fails('UnschedulableError', 'x'), ['error kind']],
  ['the words of an error count', fails('Error', 'x'), fails('Error', 'y'), ['error message']],
]) {
  test(`compared: ${name}`, () => assert.deepEqual(differences(ours, theirs), differs));
}

test('the ways to give two open replicas to three clusters are three', () => {
  assert.equal(countAllowed({ undetermined: { clusters: ['a', 'b', 'c'], extra: 2 } }), 3);
  assert.equal(countAllowed({}), 1);
});

test('of several reasons any one plugin order may name one, but one order for all clusters', () => {
  const rejections = ['A', 'B'].map((plugin) => ({ plugin, reason: `no ${plugin}` }));
  const verdicts = [{ rejections }, { rejections }, { rejections: [rejections[1]] }];
  const said = (reasons) => couldSay(`0/3 clusters are available: ${reasons}.`, verdicts);
  assert.deepEqual(['2 no A, 1 no B', '1 no B, 2 no A', '3 no B', '1 no A, 2 no B'].map(said), [
    false,
    true,
    true,
    false,
  ]);
  assert.ok(couldSay('0/1 clusters are available: no cluster exists.', [{ rejections: [{ plugin: 'Deletion' }] }]));
});

test('a found case shrinks to what shows it', async () => {
  const found = { clusters: [{ a: 9, b: 1 }, { a: 12, c: [1, 2] }, { a: 3 }], other: { x: 'y' } };
  const shows = async ({ clusters }) => clusters.some(({ a }) => a > 5);
  assert.deepEqual(await shrink(found, shows), { clusters: [{ a: 6 }] });
  const state = { asked: 0 };
  await shrink(found, async () => state.asked++ < 0, { tries: 5 });
  assert.equal(state.asked, 5);
});

/** Clusters without taints; `blind` overlooks those that evict. */
const toy =
  (blind) =>
  ({ clusters }) => {
    const keeps = ({ spec }) => (spec.taints ?? []).every(({ effect }) => blind && effect === 'NoExecute');
    return scheduled(clusters.filter(keeps).map(({ metadata }) => ({ name: metadata.name })));
  };

const judgeOf = (answer, ask) => createJudge({ answer, ask, differences, countAllowed });

test('a mistake in the port is found among random cases, and made small', async () => {
  const judge = judgeOf(toy(true), async (question) => [toy(false)(question)]);
  const cases = manyCases(100, 'v1.18.2').map((question, index) => ({ index, question }));
  const tally = createTally();
  const found = [];
  await runCases(
    () => cases.shift(),
    [({ question }) => judge(question)],
    (which, verdict) => {
      tally.add(verdict, { sort: 'x', notes: [] });
      if (verdict.kind === 'disagreed') found.push({ ...which, ...verdict });
    },
  );
  assert.ok(found.length > 5 && !isGood(tally.get()));
  assert.equal(lastLine(tally.get()), `100 cases, ${found.length} disagreements`);
  const small = await smallest(found[0].question, found[0], judge, (smaller) => smaller);
  assert.deepEqual(small.differs, ['clusters']);
  assert.equal(small.question.clusters.length, 1);
  assert.equal(small.question.clusters[0].spec.taints.length, 1);
});

test('a case that gets no answer ends all, and is named', async () => {
  const cases = [{ index: 5 }, { index: 6 }];
  const judge = ({ index }) => (index === 6 ? new Promise(() => {}) : Promise.resolve({}));
  await assert.rejects(
    runCases(
      () => cases.shift(),
      [judge],
      () => {},
      { patience: 20 },
    ),
    /Case 6 gets no answer/,
  );
});

test('a port without mistakes is good; no cases are not', async () => {
  const judge = judgeOf(toy(false), async (question) => [toy(false)(question)]);
  const tally = createTally();
  assert.ok(!isGood(tally.get()));
  for (const question of manyCases(20, 'v1.10.7')) tally.add(await judge(question), { sort: 'x', notes: [] });
  assert.ok(isGood(tally.get()));
});

test('disagreements that look alike are one sort, of which the first few are shown', () => {
  const found = ['0/3 clusters', '0/4 clusters', 'other'].map((message, index) => {
    const ours = { outcome: 'failed', error: { kind: 'Error', message } };
    return { index, ask: 'schedule', differs: ['clusters'], ours, theirs: [{ outcome: 'scheduled' }] };
  });
  assert.deepEqual(
    sortOut(found, 1).map(({ index, alike }) => [index, alike]),
    [
      [0, 2],
      [2, 1],
    ],
  );
});

test('coverage counts a statement once, however often it is listed, and what a gate closes apart', () => {
  const text =
    'x/core/a.go:10:\tSchedule\t75.0%\nx/core/a.go:30:\tbuildAssumedWorkloadsByCluster\t0.0%\ntotal:\t(statements)\t50.0%\n';
  const functions = functionsOf(text);
  assert.deepEqual(functions[0], { file: 'x/core/a.go', line: 10, name: 'Schedule', percent: 75 });
  const blocks = ['a.go:11.1,12.2 3 0', 'a.go:11.1,12.2 3 1', 'a.go:13.1,14.2 1 0', 'a.go:31.1,32.2 5 0'];
  const profile = [...blocks.map((block) => `x/core/${block}`), 'karmate/oracle/main.go:1.1,2.2 7 0'].join('\n');
  const { packages, gates, total, missed } = countStatements(profile, functions);
  assert.deepEqual([...packages], [['x/core', { statements: 4, reached: 3 }]]);
  assert.deepEqual(total, { statements: 4, reached: 3 });
  assert.deepEqual(missed, [{ file: 'x/core/a.go', line: 13 }]);
  assert.deepEqual([...gates], [['SchedulingOvercommitProtection', { statements: 5, reached: 0 }]]);
});

test('telling cases are few, small and rare first, and each says what it is there for', () => {
  const telling = createTelling(({ has }) => new Set(has));
  const agreed = { kind: 'agreed', ours: {} };
  for (const has of [['a', 'b', 'c'], ['a'], ['a', 'b'], ['a', 'b', 'd', 'e'], ['a', 'd']])
    telling.add({ question: { has } }, agreed);
  telling.add({ question: { has: ['f'] } }, { kind: 'disagreed', ours: {} });
  const { chosen, covered, known } = telling.choose(9);
  assert.deepEqual(
    chosen.map(({ question, features }) => [question.has, features]),
    [
      [
        ['a', 'b', 'c'],
        ['a', 'b', 'c'],
      ],
      [
        ['a', 'b', 'd', 'e'],
        ['d', 'e'],
      ],
    ],
  );
  assert.deepEqual([covered, known], [5, 5]);
});
