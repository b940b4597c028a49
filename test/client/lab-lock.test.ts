import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { withLock } from '../../src/client/lab/lock.ts';
import { startOf } from '../../src/client/lab/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

const lockPath = (): string => join(temporaryFolder(), 'a.lock');
const never = new AbortController().signal;
const atOnce = { signal: never, onWait: () => expect.unreachable() };

it.each<[string, () => string]>([
  ['is gone', () => '999999999\n'],
  ['is gone, and another process has its pid now', () => `${process.pid}\nlong ago\n`],
  ['is not named', () => ''],
])('a lock whose holder %s counts for nothing', async (_, content) => {
  const path = lockPath();
  writeFileSync(path, content());
  expect(await withLock(path, atOnce, async () => Number.parseInt(readFileSync(path, 'utf8'), 10))).toBe(process.pid);
  expect(readdirSync(dirname(path))).toEqual([]);
});

it('a lock of a living process is waited for, also one that does not say when it began', async () => {
  for (const content of [`${process.pid}\n`, `${process.pid}\n${await startOf(process.pid)}\n`]) {
    const path = lockPath();
    writeFileSync(path, content);
    const controller = new AbortController();
    const waited: number[] = [];
    const onWait = (pid: number): void => {
      waited.push(pid);
      controller.abort();
    };
    const locked = withLock(path, { signal: controller.signal, onWait }, async () => expect.unreachable());
    await expect(locked).rejects.toMatchObject({ code: 'interrupted' });
    expect(waited).toEqual([process.pid]);
    expect(existsSync(path)).toBe(true);
  }
});

it('of many who find the same stale lock, one at a time gets in', async () => {
  const inside = { now: 0, most: 0 };
  const work = async (): Promise<void> => {
    inside.most = Math.max(inside.most, ++inside.now);
    await new Promise((resolve) => setTimeout(resolve, 5));
    inside.now--;
  };
  for (let round = 0; round < 10; round++) {
    const path = lockPath();
    writeFileSync(path, '999999999\n');
    // Who would have to wait has seen a living holder, and gives up.
    const giveUp = new AbortController();
    const waiting = { signal: giveUp.signal, onWait: () => giveUp.abort() };
    await Promise.allSettled(Array.from({ length: 6 }, () => withLock(path, waiting, work)));
  }
  expect(inside).toEqual({ now: 0, most: 1 });
});

it('a lock is never seen without its holder', async () => {
  const path = lockPath();
  const script = `
    const { readFileSync } = require('node:fs');
    process.stdout.write('looking');
    for (const until = Date.now() + 400; Date.now() < until; ) {
      try { if (readFileSync(process.argv[1], 'utf8') === '') process.exitCode = 1; } catch {}
    }`;
  const reader = spawn(process.execPath, ['-e', script, path]);
  const ended = new Promise((resolve) => reader.once('close', resolve));
  await new Promise((resolve) => reader.stdout.once('data', resolve));
  while (reader.exitCode === null) await withLock(path, atOnce, async () => {});
  expect(await ended).toBe(0);
});
