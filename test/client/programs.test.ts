import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPrograms } from '../../src/client/programs.ts';
import type { ProgramOptions } from '../../src/contract/ports.ts';
import { temporaryFolder } from '../support/temporary.ts';

const never = new AbortController().signal;
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // One that nobody has asked about yet is dead, and still listed.
    const status = `/proc/${pid}/status`;
    return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
  } catch {
    return false;
  }
};

/** Runs a few lines of JavaScript as a program of others. */
const runScript = (
  script: string,
  options: ProgramOptions = {},
  {
    signal = never,
    graceMs = 500,
    show,
  }: { signal?: AbortSignal; graceMs?: number; show?: (line: string) => void } = {},
) =>
  createPrograms({ home: '/home/x', env: process.env, signal, graceMs, show }).run(
    process.execPath,
    ['-e', script, ...(options.secret ? [{ secret: 'hidden-word' }] : [])],
    options,
  );

describe('finding a program', () => {
  const place = (path: string, mode = 0o755): string => {
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, mode);
    return path;
  };
  const find = (name: string, env: Record<string, string>, platform = 'linux') =>
    createPrograms({ home: '/home/x', env, signal: never, platform }).find(name);

  it.skipIf(process.platform === 'win32')('takes what PATH has first, and only what may be run', async () => {
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    place(join(first, 'helm'), 0o644);
    const there = place(join(second, 'helm'));
    mkdirSync(join(first, 'kind'));
    const env = { PATH: ['.', '', first, second].join(delimiter) };
    expect(await find('helm', env)).toBe(there);
    expect(await find('kind', env)).toBeUndefined();
    expect(await find('docker', env)).toBeUndefined();
  });

  it('takes the endings of PATHEXT on Windows, however PATH is written', async () => {
    const dir = temporaryFolder();
    place(join(dir, 'helm'));
    const there = place(join(dir, 'helm.exe'));
    expect(await find('helm', { Path: dir, PATHEXT: '.com;.exe' }, 'win32')).toBe(there);
    expect(await find('helm.exe', { Path: dir, PATHEXT: '.com' }, 'win32')).toBe(there);
  });

  it('says how to get one that is missing, when it is to be run', async () => {
    const programs = createPrograms({ home: '/home/x', env: { PATH: temporaryFolder() }, signal: never });
    await expect(programs.run('helm', ['version'], { hint: 'Get it: https://helm.sh' })).rejects.toMatchObject({
      code: 'config',
      message: 'helm was not found on PATH.',
      hint: 'Get it: https://helm.sh',
    });
  });
});

describe('a run', () => {
  it('gives stdout, stderr and the exit code, and no failure of its own', async () => {
    const script = 'process.stdout.write("out"); process.stderr.write("err"); process.exit(3)';
    expect(await runScript(script)).toEqual({ code: 3, signal: null, stdout: 'out', stderr: 'err', isCut: false });
  });

  it('hands over stdin and variables, and takes variables away', async () => {
    const script = 'process.stdin.on("data", (d) => console.log(String(d), process.env.KARMATE_X, process.env.HOME))';
    const { stdout } = await runScript(script, { input: 'text', env: { KARMATE_X: 'x', HOME: undefined } });
    expect(stdout).toBe('text x undefined\n');
  });

  it('does not mind a program that reads no stdin', async () => {
    expect(await runScript('process.exit(0)', { input: 'x'.repeat(1 << 20) })).toMatchObject({ code: 0 });
  });

  it('tells each line when it is whole, of either stream', async () => {
    const lines: string[] = [];
    const script =
      'process.stdout.write("a\\nb"); process.stderr.write("c\\r\\n"); setTimeout(() => console.log("d"), 50)';
    await runScript(script, { onLine: (line, stream) => lines.push(`${stream} ${line}`) });
    expect(lines.toSorted()).toEqual(['stderr c', 'stdout a', 'stdout bd']);
  });

  it('keeps the beginning of an endless stdout and the end of an endless stderr', async () => {
    const script =
      'const x = "x".repeat(1 << 20); for (let i = 0; i < 20; i++) process.stdout.write(i + x); ' +
      'for (let i = 0; i < 3; i++) process.stderr.write(x); process.stderr.write("last words")';
    const { stdout, stderr, isCut } = await runScript(script);
    expect([stdout.length, isCut, stdout.startsWith('0x')]).toEqual([16 * 2 ** 20, true, true]);
    expect(stderr.length).toBeLessThan(2 ** 20);
    expect(stderr).toMatch(/xlast words$/);
  });

  it('is ended with all that it started when time is up, if need be by force', async () => {
    const child = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)';
    const script = `process.on("SIGTERM", () => {}); const c = require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "inherit" }); console.log(c.pid); setInterval(() => {}, 1000)`;
    const pids: number[] = [];
    const running = runScript(script, { timeoutMs: 600, onLine: (line) => pids.push(Number(line)) });
    await expect(running).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining('within 0.6 s') });
    await expect.poll(() => pids.map(isAlive)).toEqual([false]);
  });

  it.skipIf(process.platform === 'win32')('is ended when interrupted, which is waited for', async () => {
    const controller = new AbortController();
    const log = join(temporaryFolder(), 'log');
    const script =
      'process.on("SIGTERM", () => { console.log("tidied"); process.exit(0) }); console.log("up"); setInterval(() => {}, 1000)';
    const running = runScript(script, { log, onLine: () => controller.abort() }, { signal: controller.signal });
    await expect(running).rejects.toMatchObject({ code: 'interrupted' });
    expect(readFileSync(log, 'utf8')).toMatch(/up\ntidied\n/);
    await expect(runScript('', {}, { signal: controller.signal })).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('does not wait for what a program leaves running with its output open', async () => {
    const script =
      'const c = require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 8000)"], { stdio: "inherit", detached: true }); c.unref(); console.log(c.pid)';
    const started = Date.now();
    const { stdout } = await runScript(script, {}, { graceMs: 100 });
    expect(Date.now() - started).toBeLessThan(5000);
    process.kill(Number(stdout));
  });

  it('of what is no program says so, and quotes no argument', async () => {
    const path = join(temporaryFolder(), 'no-program');
    writeFileSync(path, 'x');
    const { run } = createPrograms({ home: '/home/x', env: {}, signal: never });
    const failure = { code: 'config', message: expect.stringMatching(/could not be started/) };
    await expect(run(path, [{ secret: 's' }])).rejects.toMatchObject(failure);
    await expect(run(process.execPath, ['a\0b'])).rejects.toSatisfy(({ cause }) => cause === undefined);
  });
});

describe('what is shown and kept', () => {
  it('has its place in the state folder', async () => {
    const place = (env: Record<string, string>) =>
      createPrograms({ home: '/home/x', env, signal: never }).logFile('helm');
    expect(await place({})).toBe(join('/home/x', '.local', 'state', 'karmate', 'logs', 'helm.log'));
    expect(await place({ XDG_STATE_HOME: '/state' })).toBe(join('/state', 'karmate', 'logs', 'helm.log'));
  });

  it('is the command line as a shell takes it, secrets hidden; nothing where it is asked all the time', async () => {
    const shown: string[] = [];
    const show = (line: string): number => shown.push(line);
    await runScript('"a b"', { secret: true, env: { TOKEN: 'hidden-word' } }, { show });
    await runScript('1', { show: false }, { show });
    expect(shown).toEqual([`${process.execPath} -e '"a b"' '<hidden>'`]);
  });

  it.skipIf(process.platform === 'win32')('goes to a log for the owner alone: command, output, ending', async () => {
    const log = join(temporaryFolder(), 'new', 'log');
    await runScript('console.log("first")', { log });
    await runScript('console.error("second"); process.exit(2)', { log });
    const text = readFileSync(log, 'utf8');
    expect(statSync(log).mode & 0o777).toBe(0o600);
    expect(text).toMatch(
      /^\d{4}-\S+Z \$ \S+ -e 'console.log\("first"\)'\nfirst\n\n\S+Z ended with exit code 0 after \d+\.\d s$/m,
    );
    expect(text).toMatch(/second\n\n\S+ ended with exit code 2/);
  });

  it('leaves out what is secret', async () => {
    const log = join(temporaryFolder(), 'log');
    const { stdout } = await runScript('console.log("credentials"); console.error("words")', { log, secret: true });
    expect(stdout).toBe('credentials\n');
    expect(readFileSync(log, 'utf8')).toContain('words');
    expect(readFileSync(log, 'utf8')).not.toMatch(/^credentials|hidden-word/m);
  });

  it('is told apart from the work: a log that cannot be made is a failure before anything runs', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(runScript('', { log: join(file, 'log') })).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringMatching(/log .* cannot be written/),
    });
  });
});
