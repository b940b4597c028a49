import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../failure.ts';
import { commandLineOf, isAlive } from './processes.ts';

/** The supervisor as a process: started so that it outlives karmate, and found again by its folder. */
export interface Started {
  readonly pid: number;
  readonly log: string;
  /** Where its own words begin in the log. */
  readonly offset: number;
  /** The exit code once it has ended. */
  readonly ended: () => number | undefined;
}

export async function startSupervisor(
  program: string,
  args: readonly string[],
  dir: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Started> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const log = join(dir, 'supervisor.log');
  const sink = openSync(log, 'a', 0o600);
  const offset = (await stat(log)).size;
  const child = spawn(program, args, { cwd: dir, env, detached: true, stdio: ['ignore', sink, sink] });
  closeSync(sink);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.unref();
  return { pid: child.pid ?? 0, log, offset, ended: () => exitCodeOf(child) };
}

const exitCodeOf = ({ exitCode, signalCode }: ChildProcess): number | undefined =>
  exitCode ?? (signalCode === null ? undefined : 1);

/** The whole lines of a log from `offset` on, and where the next ones will begin. */
export async function readLines(
  log: string,
  offset: number,
): Promise<{ readonly lines: readonly string[]; readonly next: number }> {
  const file = await open(log, 'r');
  try {
    const length = (await file.stat()).size - offset;
    if (length <= 0) return { lines: [], next: offset };
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
    const whole = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
    const text = buffer.subarray(0, whole).toString('utf8');
    return { lines: text.split('\n').filter((line) => line.trim() !== ''), next: offset + whole };
  } finally {
    await file.close();
  }
}

/** The supervisor's pid, from its lock, if that process really is the supervisor of this folder. */
export async function findSupervisor(dir: string): Promise<number | undefined> {
  const text = await readFile(join(dir, 'lock'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return undefined;
  const command = await commandLineOf(pid);
  return command.includes(' up ') && command.includes(dir) ? pid : undefined;
}

/** Asks a process to end. One that is gone already has done so. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}
