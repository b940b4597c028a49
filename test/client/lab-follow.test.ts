import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { followStart, startFailure } from '../../src/client/lab/follow.ts';
import { findSupervisor, readLines } from '../../src/client/lab/supervisor.ts';
import { temporaryFolder } from '../support/temporary.ts';

it.each<[string, number, string[], object]>([
  [
    'its own error and hint',
    1,
    ['etcd is ready', 'error: port 1 is taken', 'hint: free it'],
    { code: 'failed', message: 'The lab did not start: port 1 is taken', hint: 'free it' },
  ],
  ['another one holds the folder', 6, ['error: it is in use'], { code: 'conflict', hint: 'Its log is /log' }],
  ['it does not like what was asked for', 2, ['error: no such version'], { code: 'usage' }],
  ['it has no such thing', 5, ['error: no member'], { code: 'not-found' }],
  ['no error line: its last words', 1, ['a', 'panic: b'], { message: 'The lab did not start: a\npanic: b' }],
  ['no word at all', 137, [], { message: 'The lab did not start: it said nothing (exit code 137)' }],
  ['stopped by somebody else', 0, ['a'], { message: 'The lab was stopped while it was starting.' }],
])('a supervisor that ends while it starts is a failure: %s', (_, code, said, expected) => {
  expect(startFailure(code, said, '/log')).toMatchObject(expected);
});

it('what an earlier run wrote is not shown, and clocks are taken off', async () => {
  const dir = temporaryFolder();
  const log = join(dir, 'supervisor.log');
  writeFileSync(log, 'error: of an earlier run\n');
  const offset = 25;
  appendFileSync(log, 'error: no\n{"kind":"Lab"}\n[  1.2s] etcd is ready\n');
  const said: string[] = [];
  const started = { pid: 1, log, offset, ended: () => 1 };
  const following = followStart(started, dir, (message) => void said.push(message), new AbortController().signal);
  await expect(following).rejects.toMatchObject({ message: 'The lab did not start: no' });
  expect(said).toEqual(['etcd is ready']);
});

it('a log is read by whole lines', async () => {
  const log = join(temporaryFolder(), 'log');
  writeFileSync(log, 'one\ntwo\nthr');
  const first = await readLines(log, 0);
  expect(first).toEqual({ lines: ['one', 'two'], next: 8 });
  appendFileSync(log, 'ee\n');
  expect(await readLines(log, first.next)).toEqual({ lines: ['three'], next: 14 });
});

it.each([
  ['gone', '999999999\n'],
  ['somebody else’s, as after a reboot', `${process.pid}\n`],
  ['no number', 'x'],
])('a lock whose process is %s names no supervisor', async (_, text) => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'lock'), text);
  expect(await findSupervisor(dir)).toBeUndefined();
});
