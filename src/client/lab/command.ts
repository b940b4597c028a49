import { spawn } from 'node:child_process';
import { interruptedFailure } from '../failure.ts';

export interface CommandOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** A file descriptor that takes stdout and stderr; without it they are returned together. */
  readonly log?: number;
}

export interface CommandResult {
  readonly code: number;
  readonly output: string;
}

/** Runs a program to its end, in a process group of its own; cancelling ends the whole group. */
export function runCommand(program: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const { cwd, env, signal, log } = options;
  if (signal.aborted) return Promise.reject(interruptedFailure());
  return new Promise((resolve, reject) => {
    const sink = log ?? 'pipe';
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', sink, sink] });
    const chunks: Buffer[] = [];
    const onAbort = (): void => {
      if (child.pid !== undefined) endGroup(child.pid);
      reject(interruptedFailure());
    };
    signal.addEventListener('abort', onAbort, { once: true });
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code, killedBy) => {
      signal.removeEventListener('abort', onAbort);
      const note = killedBy ? `\nended by ${killedBy}` : '';
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') + note });
    });
  });
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It ended by itself in the meantime.
  }
}
