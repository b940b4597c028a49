import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runMatrix } from '../faults/matrix.mjs';
import { isGood, lastLine } from '../faults/report.mjs';

const secret = { side: 'karmada', kind: 'secret', namespace: 'ns', name: 'c', path: '/x' };
const joined = { titles: ['karmada: secret/c in ns'], contents: { 'karmada: secret/c in ns': 'right' } };
const point = (command, path = '/x') => ({
  id: `${command}:${path}`,
  command,
  side: 'karmada',
  method: 'GET',
  path,
  n: 1,
});
const cases = (...points) => points.map((one) => ({ id: `${one.id}/403`, point: one, kind: '403' }));

const steps = [{ side: 'karmada', action: 'delete', object: 'secret/c', namespace: 'ns', state: 'planned' }];
const failure = JSON.stringify({ error: { code: 'forbidden', exit: 7, steps } });

const writes = [{ method: 'POST', path: '/x' }];

/** A member as data: `answers(run)` may change what a run with a fault does and says. */
function createFake(answers = () => ({})) {
  const world = { isJoined: false, runs: [], resets: 0, stays: false };
  const run = async (command, { fault } = {}) => {
    world.runs.push(`${command}${fault ? ` ${fault.point.path}` : ''}`);
    const {
      code = fault ? 7 : 0,
      fired = fault !== undefined,
      does = code === 0,
      stderr,
      asks = writes,
    } = answers({ command, fault });
    if (does) world.isJoined = command === 'join';
    const said = stderr ?? (code === 0 ? '' : failure);
    return { command, code, fired, stdout: '', stderr: said, log: asks };
  };
  const worker = {
    cluster: 'c',
    run,
    state: async () => ({ extra: world.isJoined ? [secret] : [], missing: [], changed: [] }),
    contents: async (extra) => Object.fromEntries(extra.map(() => ['karmada: secret/c in ns', 'right'])),
    reset: async () => {
      world.resets++;
      world.isJoined = false;
    },
  };
  return { world, workers: [{ worker, joined }] };
}

const run = async ({ workers }, chosen) => runMatrix(workers, chosen, { has: { unjoin: true }, onResult: () => {} });

test('a join that meets a fault is run again, then an unjoin that meets one; nothing is done in between', async () => {
  const fake = createFake();
  const { results } = await run(fake, cases(point('join'), point('unjoin')));
  assert.deepEqual(fake.world.runs, ['join /x', 'join', 'unjoin /x', 'unjoin']);
  assert.equal(lastLine(results), '2 faults injected, 2 recovered, 0 objects left over, 0 objects lost');
  assert.ok(isGood(results) && fake.world.resets === 0);
});

test('a run that has but asked before it failed needs no other after it, and the next fault is tried at once', async () => {
  const fake = createFake(() => ({ asks: [{ method: 'GET', path: '/x' }] }));
  const chosen = cases(point('join', '/1'), point('join', '/2'), point('unjoin', '/3'), point('unjoin', '/4'));
  const { results } = await run(fake, chosen);
  assert.deepEqual(fake.world.runs, ['join /1', 'join /2', 'join', 'unjoin /3', 'unjoin /4', 'unjoin']);
  assert.ok(isGood(results) && results.length === 4);
});

test('a run that gets over its fault is not run again', async () => {
  const fake = createFake(() => ({ code: 0 }));
  const { results } = await run(fake, cases(point('join')));
  assert.deepEqual(fake.world.runs, ['join /x', 'unjoin']);
  assert.ok(isGood(results));
});

test('a bug, and a failure that says nothing, are findings whatever is left', async () => {
  const wrong = async (stderr) => {
    const fake = createFake(({ fault }) => (fault ? { code: 1, stderr } : {}));
    const { results } = await run(fake, cases(point('join')));
    assert.deepEqual([isGood(results), fake.world.resets], [false, 1]);
    return results[0].findings.map((finding) => finding.wrong);
  };
  assert.deepEqual(await wrong('{"error":{"code":"bug","exit":1}}'), ['it ended as a bug']);
  assert.deepEqual(await wrong('error: no'), ['it gave no report in JSON']);
});

test('a point that is not reached is tried once more, and then said', async () => {
  const fake = createFake(({ fault }) => (fault ? { code: 0, fired: false } : {}));
  const { results } = await run(fake, cases(point('join')));
  assert.deepEqual(fake.world.runs, ['join /x', 'unjoin', 'join /x', 'unjoin']);
  assert.ok(!isGood(results));
});

test('what was found before a worker failed is not lost', async () => {
  const fake = createFake(({ command, fault }) => (command === 'unjoin' && !fault ? { code: 7 } : {}));
  fake.workers[0].worker.reset = () => Promise.reject(new Error('the lab is gone'));
  const { results, failure } = await run(fake, cases(point('join', '/1'), point('join', '/2')));
  assert.equal(results.length, 1);
  assert.match(failure.message, /the lab is gone/);
});
