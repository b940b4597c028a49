import { type ChildProcess, spawn } from 'node:child_process';
import { KnownError } from '../../contract/errors.ts';
import type { ProgramOptions } from '../../contract/ports.ts';
import type { ProgramRun } from '../../core/program.ts';
import { codeOf, interruptedFailure } from '../failure.ts';
import { endGroup } from './end-group.ts';
import { keepBeginning, keepEnd, splitLines } from './kept-output.ts';
import { openLog, type ProgramLog } from './program-log.ts';

export interface Start extends Omit<ProgramOptions, 'env' | 'hint' | 'show'> {
  /** What messages call it. */
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  /** The command line as it may be shown. */
  readonly line: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly graceMs: number;
  readonly platform: string;
}

/** More than any answer that is read here; the end of what a program complains of. */
const most = { stdout: 16 * 2 ** 20, stderr: 256 * 2 ** 10 };

/** Runs a program to its end, in a process group of its own. Cancelling ends the whole group, and waits for that. */
export async function runProgram(start: Start): Promise<ProgramRun> {
  if (start.signal.aborted) throw interruptedFailure();
  const log = start.log === undefined ? undefined : openLog(start.log, start.line);
  try {
    const run = await runLogged(start, log);
    log?.end(run);
    return run;
  } catch (error) {
    log?.end(error);
    throw error;
  } finally {
    log?.close();
  }
}

function runLogged(start: Start, log: ProgramLog | undefined): Promise<ProgramRun> {
  const { name, input, timeoutMs, onLine, secret, signal, graceMs, platform } = start;
  return new Promise((resolve, reject) => {
    const child = spawnChild(start);
    const stdout = keepBeginning(most.stdout);
    const stderr = keepEnd(most.stderr);
    const lines = {
      stdout: splitLines((line) => onLine?.(line, 'stdout')),
      stderr: splitLines((line) => onLine?.(line, 'stderr')),
    };
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout.add(chunk);
      lines.stdout.add(chunk);
      if (!secret) log?.write(chunk);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr.add(chunk);
      lines.stderr.add(chunk);
      log?.write(chunk);
    });
    // It may end without reading all, or any of it.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input ?? '');

    const why: KnownError[] = [];
    const timers: NodeJS.Timeout[] = [];
    const later = (ms: number, work: () => void): void => void timers.push(setTimeout(work, ms));
    const letGo = (): void => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    };
    const stop = (reason: KnownError): void => {
      if (why.push(reason) > 1) return;
      endGroup(child, 'SIGTERM', platform);
      later(graceMs, () => endGroup(child, 'SIGKILL', platform));
    };
    const onAbort = (): void => stop(interruptedFailure());
    // Whoever ends karmate at once ends this too: it would go on with nobody to note what it makes.
    const onExit = (): void => endGroup(child, 'SIGKILL', platform);
    process.once('exit', onExit);
    signal.addEventListener('abort', onAbort, { once: true });
    if (timeoutMs !== undefined && timeoutMs > 0) later(timeoutMs, () => stop(tooLong(name, timeoutMs)));
    const settle = (finish: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      process.off('exit', onExit);
      for (const timer of timers) clearTimeout(timer);
      finish();
    };
    child.on('error', (error) => settle(() => reject(notStarted(name, error))));
    // What it has left running may hold its output open: nobody waits long for that.
    child.on('exit', () => later(graceMs, letGo));
    child.on('close', (code, killedBy) => {
      lines.stdout.end();
      lines.stderr.end();
      const [reason] = why;
      if (reason) endGroup(child, 'SIGKILL', platform);
      const run = { code, signal: killedBy, stdout: stdout.text(), stderr: stderr.text(), isCut: stdout.isCut() };
      settle(() => (reason ? reject(reason) : resolve(run)));
    });
  });
}

function spawnChild({ name, path, args, cwd, env, platform }: Start): ChildProcess {
  try {
    // On Windows a group of its own would be a window of its own.
    return spawn(path, args, { cwd, env, detached: platform !== 'win32', windowsHide: true, stdio: 'pipe' });
  } catch (error) {
    // Node throws at once where a word has a zero byte, and quotes it.
    throw notStarted(name, error);
  }
}

// No cause: Node's holds the arguments.
const notStarted = (name: string, error: unknown): KnownError =>
  new KnownError('config', `${name} could not be started (${codeOf(error) || 'its arguments hold what none can'}).`, {
    hint: 'Is it a program for this machine, and may you run it?',
  });

const tooLong = (name: string, ms: number): KnownError =>
  new KnownError('timeout', `${name} did not end within ${ms / 1000} s and was ended.`);
