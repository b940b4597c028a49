import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { codeOf } from '../failure.ts';
import { runCommand } from './command.ts';

/** Which processes there are. /proc is read where there is one: slim images have no `ps`, and macOS has no /proc. */
const hasProc = (): boolean => existsSync('/proc/self/stat');

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** The command line of a process; '' when it is not there. */
export const commandLineOf = async (pid: number): Promise<string> =>
  hasProc() ? readCommandLine(String(pid)) : ((await ps('-ww', '-p', String(pid), '-o', 'command=')) ?? '');

/** The command lines of all processes; undefined where nothing can tell. */
export async function commandLines(): Promise<readonly string[] | undefined> {
  if (!hasProc()) return (await ps('-A', '-ww', '-o', 'args='))?.split('\n');
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(pids.map(readCommandLine));
}

/** When a process began, as a text that only compares: a later process with the same pid has another. */
export async function startOf(pid: number): Promise<string | undefined> {
  if (!hasProc()) return (await ps('-p', String(pid), '-o', 'lstart='))?.trim() || undefined;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The 22nd field; the second one is the program's name, which may hold spaces and brackets.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

const readCommandLine = async (pid: string): Promise<string> =>
  (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');

async function ps(...args: readonly string[]): Promise<string | undefined> {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  const signal = new AbortController().signal;
  const { code, output } = await runCommand('ps', args, { cwd: tmpdir(), env, signal }).catch(() => ({
    code: 1,
    output: '',
  }));
  return code === 0 ? output : undefined;
}
