import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { KnownError } from '../contract/errors.ts';
import type { ProgramOptions, Programs } from '../contract/ports.ts';
import { commandLine, type ProgramArg, type ProgramRun, wordOf } from '../core/program.ts';
import { runProgram } from './program/run-program.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface ProgramsOptions {
  readonly env: Env;
  readonly home: string;
  readonly signal: AbortSignal;
  /** Told of the command line of each program that is run. */
  readonly show?: ((line: string) => void) | undefined;
  /** How long a program may take to end when asked to; then it is killed. */
  readonly graceMs?: number | undefined;
  /** As Node names it; this machine's unless said otherwise. */
  readonly platform?: string | undefined;
}

/** The programs on PATH. Nothing passes through a shell. */
export function createPrograms({
  env,
  home,
  signal,
  show,
  graceMs = 5000,
  platform = process.platform,
}: ProgramsOptions) {
  const run = async (name: string, args: readonly ProgramArg[], options: ProgramOptions = {}): Promise<ProgramRun> => {
    const whole = { ...env, ...options.env };
    const path = isAbsolute(name) ? name : findProgram(name, whole, platform);
    if (path === undefined) {
      throw new KnownError('config', `${name} was not found on PATH.`, { hint: options.hint });
    }
    const line = commandLine(name, args);
    if (options.show !== false) show?.(line);
    return runProgram({ ...options, name, path, args: args.map(wordOf), line, env: whole, signal, graceMs, platform });
  };
  return {
    find: async (name) => findProgram(name, env, platform),
    logFile: async (name) =>
      join(env.XDG_STATE_HOME || join(home, '.local', 'state'), 'karmate', 'logs', `${name}.log`),
    run,
  } satisfies Programs;
}

/** As Go's exec.LookPath: what PATH has first. Folders that depend on where one stands are passed by. */
function findProgram(name: string, env: Env, platform: string): string | undefined {
  const isWindows = platform === 'win32';
  const path = Object.entries(env).find(([key]) => (isWindows ? key.toUpperCase() : key) === 'PATH')?.[1] ?? '';
  const endings = isWindows ? ['', ...(env.PATHEXT || '.COM;.EXE;.BAT;.CMD').split(';').filter(Boolean)] : [''];
  return path
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .flatMap((folder) => endings.map((ending) => join(folder, `${name}${ending}`)))
    .find((file) => isProgram(file, isWindows, name));
}

function isProgram(file: string, isWindows: boolean, name: string): boolean {
  // There a file without an ending is none that can be started.
  if (isWindows && file.endsWith(name) && !/\.[a-z]+$/i.test(name)) return false;
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
