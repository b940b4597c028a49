import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runsInside, runsOutside } from '../differential/ask-oracle.mjs';
import { countAllowed, differences } from '../differential/compare-schedule.mjs';
import { createJudge } from '../differential/judge.mjs';

const scheduled = (clusters, more) => ({ outcome: 'scheduled', clusters, attempts: [], ...more });
const [one, two] = [
  { name: 'a', replicas: 1 },
  { name: 'b', replicas: 2 },
];
const open = { undetermined: { clusters: ['a', 'b', 'c'], extra: 1 } };
const judgeOf = (answer, ask) => createJudge({ answer, ask, differences, countAllowed });

test('where chance decides, every answer must be one that is allowed', async () => {
  const answers = [scheduled([one, two, { name: 'c', replicas: 1 }]), scheduled([{ name: 'a', replicas: 2 }, two])];
  const kindOf = async (said) =>
    judgeOf(
      () => scheduled([one, two], open),
      async () => said,
    )({});
  assert.equal((await kindOf(answers)).kind, 'undetermined');
  assert.equal((await kindOf(answers)).isWider, true);
  assert.equal((await kindOf([...answers, scheduled([one, { name: 'b', replicas: 3 }])])).isWider, false);
  assert.equal((await kindOf([...answers, scheduled([one, two])])).kind, 'disagreed');
});

test('an answer that says it is one of several must be among them', async () => {
  const isOneOfMany = () => true;
  const kindOf = async (...said) => {
    const ask = async () => said.map((clusters) => scheduled(clusters));
    return (await createJudge({ answer: () => scheduled([one]), ask, differences, isOneOfMany })({})).kind;
  };
  assert.equal(await kindOf([one]), 'agreed');
  assert.equal(await kindOf([two], [one]), 'undetermined');
  assert.equal(await kindOf([two], [one, two]), 'disagreed');
});

test("a panic in Karmada's code is an answer that ours must give; a case that cannot be read ends all", async () => {
  const panics = runsInside(async () => ({ panic: 'index out of range\ngoroutine 1' }));
  const own = { outcome: 'failed', clusters: [], attempts: [], error: { kind: 'Panic', message: 'x' } };
  assert.equal((await judgeOf(() => own, panics)({})).kind, 'agreed');
  assert.deepEqual((await judgeOf(() => scheduled([]), panics)({})).differs, ['panic']);
  for (const runs of [runsInside, runsOutside])
    await assert.rejects(
      judgeOf(
        () => scheduled([]),
        runs(async () => ({ invalid: 'no JSON' })),
      )({}),
      /no JSON/,
    );
});

test('a crash that may be is allowed, and does not excuse another answer', async () => {
  const estimates = [{ cluster: 'a', available: 0, or: 'a crash' }];
  const own = { ...scheduled([one]), doubtful: ['a'], attempts: [{ estimates }] };
  const panic = { panic: 'x' };
  const isOneOfMany = ({ doubtful }) => doubtful !== undefined;
  const kindOf = async (answer, ...said) =>
    (await createJudge({ answer: () => answer, ask: async () => said, differences, isOneOfMany })({})).kind;
  assert.equal(await kindOf(own, panic), 'undetermined');
  assert.equal(await kindOf(own, panic, scheduled([one])), 'undetermined');
  assert.equal(await kindOf(own, panic, scheduled([two])), 'disagreed');
  assert.equal(await kindOf(scheduled([one]), panic), 'disagreed');
});

test('a panic that is one of several answers does not hide the others', async () => {
  const state = { asked: 0 };
  const ask = runsInside(async ({ runs }) =>
    runs > 1 || state.asked++ % 2 ? { panic: 'x' } : { answers: [scheduled([one])] },
  );
  assert.deepEqual(await ask({}, 1000), [scheduled([one]), { panic: 'x' }]);
  assert.equal(state.asked, 64);
});

test('who cannot run a case many times is asked many times, and each answer counts once', async () => {
  const state = { asked: 0 };
  const ask = runsOutside(async () => ({ id: state.asked, object: state.asked++ % 2 }));
  assert.deepEqual(await ask({}, 6), [{ object: 0 }, { object: 1 }]);
  assert.equal(state.asked, 6);
});
