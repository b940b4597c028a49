import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { agreement } from '../support/agreement.mjs';
import { fingerprint } from '../support/fingerprint.mjs';
import { goTestCounter, modulesWithTests } from '../support/go-tests.mjs';
import { endLeftovers, processesNaming } from '../support/leftovers.mjs';
import { countReport, failuresOf } from '../support/vitest-run.mjs';

function inFolder(work) {
  const dir = mkdtempSync(join(tmpdir(), 'counting-'));
  try {
    return work(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function countGo(...events) {
  const { count, add } = goTestCounter();
  for (const event of events) add(event);
  return count;
}

test('Go tests are counted, not packages', () => {
  const count = countGo(
    { Action: 'pass', Package: 'a', Test: 'TestOne' },
    { Action: 'skip', Package: 'a', Test: 'TestTwo' },
    { Action: 'pass', Package: 'a' },
  );
  assert.deepEqual(count, { passed: 1, failed: 0, skipped: 1 });
});

test('a Go package that does not build is one failure; one with a failed test is not counted twice', () => {
  assert.equal(countGo({ Action: 'fail', Package: 'a' }).failed, 1);
  assert.equal(countGo({ Action: 'fail', Package: 'a', Test: 'TestOne' }, { Action: 'fail', Package: 'a' }).failed, 1);
});

test('a test file that does not load, and an error outside any test, are failures', () => {
  const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 };
  const broken = { ...report, testResults: [{ status: 'failed', assertionResults: [] }] };
  assert.deepEqual(countReport(broken, 1), { passed: 3, failed: 1, skipped: 1 });
  assert.equal(countReport({ ...report, testResults: [] }, 1).failed, 1);
  assert.equal(countReport({ ...report, testResults: [] }, 0).failed, 0);
});

test('a module within a module has its tests for itself', () => {
  const found = inFolder((dir) => {
    for (const name of ['', 'inner', 'untested']) {
      mkdirSync(join(dir, name), { recursive: true });
      writeFileSync(join(dir, name, 'go.mod'), '');
    }
    mkdirSync(join(dir, 'pkg'));
    for (const file of ['pkg/a_test.go', 'inner/b_test.go']) writeFileSync(join(dir, file), '');
    return modulesWithTests(dir).map((path) => path.slice(dir.length));
  });
  assert.deepEqual(found, ['', '/inner']);
});

test('a fingerprint tells a changed content and a changed name', () => {
  const prints = inFolder((dir) => {
    const print = (name, text) => {
      rmSync(join(dir, 'src'), { recursive: true, force: true });
      mkdirSync(join(dir, 'src'));
      writeFileSync(join(dir, 'src', name), text);
      return fingerprint(dir, ['src', 'missing']);
    };
    return [print('a', 'x'), print('a', 'x'), print('a', 'y'), print('b', 'x')];
  });
  assert.equal(prints[0], prints[1]);
  assert.equal(new Set(prints).size, 3);
});

test('a process left behind is found by the folder in its command line, named and ended', async () => {
  const name = `left-behind-${process.pid}-${Date.now()}`;
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', name], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)));
  const left = await endLeftovers(name, 100);
  assert.deepEqual(
    left.map(({ pid }) => pid),
    [child.pid],
  );
  assert.equal(await ended, 'SIGKILL');
  assert.deepEqual(processesNaming(name), []);
});

test('each failure of vitest is named by file, test and first line', () => {
  const file = (name) => new URL(`../../test/${name}`, import.meta.url).pathname;
  const assertionResults = [
    { status: 'passed', fullName: 'join works' },
    { status: 'failed', fullName: 'join fails', failureMessages: ['expected 1 to be 2\n    at x.ts:1'] },
  ];
  const testResults = [
    { name: file('a.test.ts'), status: 'failed', message: '', assertionResults },
    { name: file('b.test.ts'), status: 'failed', message: 'No such module\nmore', assertionResults: [] },
    { name: file('c.test.ts'), status: 'passed', assertionResults: [] },
  ];
  assert.deepEqual(failuresOf({ testResults }), [
    'test/a.test.ts: join fails: expected 1 to be 2',
    'test/b.test.ts: No such module',
  ]);
});

test('each kind of question to each release is one test; what differs or cannot be asked is named', async () => {
  const count = await agreement(async ({ karmada, only, seed, cases }) => {
    if (only === 'detect') throw new Error('no Go');
    const isGood = !(only === 'override' && karmada === 'v1.10.7');
    return { isGood, report: [`seed ${seed}`], lastLine: `${cases} cases, ${isGood ? 0 : 3} disagreements` };
  });
  assert.deepEqual(count, {
    passed: 5,
    failed: 3,
    skipped: 0,
    failures: [
      'npm run differential -- --karmada v1.10.7 --only detect --cases 500: no Go',
      'npm run differential -- --karmada v1.10.7 --only override --cases 500: 500 cases, 3 disagreements',
      'npm run differential -- --karmada v1.18.2 --only detect --cases 500: no Go',
    ],
  });
});
