import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { cases } from '../bench/cases.mjs';
import { buildMeasure, createMeasure } from '../bench/measure.mjs';
import { table, toJson } from '../bench/report.mjs';
import { runCases } from '../bench/run-cases.mjs';
import { compare, median, order, verdicts } from '../bench/statistics.mjs';

const run = (wall_s, peak_mib) => ({ wall_s, user_s: wall_s / 2, sys_s: wall_s / 4, peak_mib });
const example = () =>
  compare('get clusters', {
    karmate: [run(0.12, 50), run(9, 51), run(0.1, 52)],
    karmadactl: [run(0.1, 70), run(0.1, 71)],
  });

test('a median is the middle one, or halfway between the two in the middle; of nothing there is none', () => {
  assert.equal(median([9, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 10]), 3);
  assert.throws(() => median([]), /no median/);
});

test('runs of both programs come in turn, and change who is first', () => {
  assert.deepEqual(order(3, ['a', 'b']), ['a', 'b', 'b', 'a', 'a', 'b']);
});

test('a case is compared by medians: one slow run changes nothing', () => {
  const { karmate, karmadactl, wall_ratio } = example();
  assert.deepEqual([karmate.wall_s, karmate.peak_mib, karmadactl.peak_mib], [0.12, 51, 70.5]);
  assert.ok(Math.abs(wall_ratio - 1.2) < 1e-9);
  assert.ok(Math.abs(karmate.cpu_s - 0.09) < 1e-9);
});

test('a bar is met or missed, each by itself', () => {
  const met = (bars) => verdicts(example(), bars).map((one) => one.met);
  assert.deepEqual(met({ wall: 1.4, lessMemory: true }), [true, true]);
  assert.deepEqual(met({ wall: 1.0, peakMiB: 50 }), [false, false]);
  const heavy = { ...example(), karmate: { peak_mib: 71 } };
  assert.deepEqual(
    verdicts(heavy, { lessMemory: true }).map((one) => one.met),
    [false],
  );
  assert.deepEqual(verdicts(example(), {}), []);
});

test('what was measured before a case failed is not lost', async () => {
  const runs = { karmate: [run(1, 1)], karmadactl: [run(2, 2)] };
  const { results, failure } = await runCases(
    [
      { name: 'good', bars: { wall: 1 }, run: async () => runs },
      { name: 'bad', bars: { wall: 1 }, run: () => Promise.reject(new Error('the server is gone')) },
      { name: 'never', bars: { wall: 1 }, run: () => assert.fail('it ran') },
    ],
    {},
  );
  assert.deepEqual(
    results.map(({ name, wall_ratio }) => [name, wall_ratio]),
    [['good', 0.5]],
  );
  assert.equal(failure.message, 'the server is gone');
});

test('every case has a bar and a name of its own', () => {
  assert.equal(new Set(cases.map(({ name }) => name)).size, cases.length);
  for (const { bars } of cases) assert.ok(Object.keys(bars).length > 0);
});

test('the JSON has the documented shape and nothing else', () => {
  assert.deepEqual(JSON.parse(toJson([{ ...example(), verdicts: [] }])), [
    {
      name: 'get clusters',
      karmate: { wall_s: 0.12, peak_mib: 51 },
      karmadactl: { wall_s: 0.1, peak_mib: 70.5 },
      wall_ratio: 1.2,
    },
  ]);
});

test('the table says of each bar whether it was met', () => {
  const result = example();
  const text = table([{ ...result, verdicts: verdicts(result, { wall: 1.0, lessMemory: true }) }]);
  assert.match(text, /^CASE .*\nget clusters +1\.200 +0\.120 s \/ 0\.100 s/);
  assert.match(text, /time <= 1: MISSED, memory < karmadactl's: met$/);
});

test('a measured command has its own memory, none of its fat parent; what fails is said', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const measure = createMeasure(await buildMeasure(dir), dir);
    const fat = Buffer.alloc(200 * 2 ** 20, 1); // resident in this process while the others run
    const small = await measure(process.env, ['sh', '-c', 'exit 0']);
    assert.ok(small.peak_mib > 0.2 && small.peak_mib < 50, `sh: ${small.peak_mib} MiB beside ${fat.length} bytes here`);
    const allocate = `Buffer.alloc(150 * 2 ** 20, 1); setTimeout(() => {}, 200)`;
    const big = await measure(process.env, [process.execPath, '-e', allocate]);
    assert.ok(big.peak_mib > 150 && big.peak_mib < 350, `node: ${big.peak_mib} MiB`);
    assert.ok(big.wall_s >= 0.2 && big.user_s > 0);
    await assert.rejects(measure(process.env, ['sh', '-c', 'echo why >&2; exit 3']), /exit code 3.*why/s);
    await assert.rejects(measure(process.env, ['/nowhere/program']), /Cannot measure/);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
