import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { KnownError } from '../../contract/errors.ts';
import { codeOf, interruptedFailure } from '../failure.ts';

export interface PluginRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The plugin may ask the user: it gets the terminal. */
  readonly interactive: boolean;
  readonly installHint: string | undefined;
  readonly signal: AbortSignal;
}

/** More than any credential needs; a program that never stops printing is none. */
const mostOutput = 1 << 20;

/** Runs a credential plugin to its end and gives its stdout. What it says on stderr goes to the user as it is. */
export function runPlugin({ command, args, env, interactive, installHint, signal }: PluginRun): Promise<string> {
  if (signal.aborted) return Promise.reject(interruptedFailure());
  return new Promise((resolve, reject) => {
    const child = start(command, args, { env, stdio: [interactive ? 'inherit' : 'ignore', 'pipe', 'inherit'] });
    if (!child) {
      reject(failed(command, 'could not be started: its name, args or env hold what none can'));
      return;
    }
    const chunks: Buffer[] = [];
    const size = { bytes: 0 };
    const finish = (settle: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const stop = (error: KnownError): void => {
      child.kill();
      // What the plugin has started may hold stdout open: nobody waits for that.
      child.stdout?.destroy();
      finish(() => reject(error));
    };
    const onAbort = (): void => stop(interruptedFailure());
    signal.addEventListener('abort', onAbort, { once: true });
    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size.bytes += chunk.length;
      if (size.bytes > mostOutput) stop(failed(command, 'printed more than a credential'));
    });
    child.on('error', (error) => finish(() => reject(notStarted(command, installHint, error))));
    child.on('close', (code, killedBy) => {
      const failure = failed(command, killedBy ? `was ended by ${killedBy}` : `ended with exit code ${code}`);
      finish(() => (code === 0 ? resolve(Buffer.concat(chunks).toString('utf8')) : reject(failure)));
    });
  });
}

/** Node throws at once where a text has a zero byte, and quotes it. */
function start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess | undefined {
  try {
    return spawn(command, args, options);
  } catch {
    return undefined;
  }
}

const failed = (command: string, words: string): KnownError =>
  new KnownError('config', `The credential plugin ${command} ${words}.`, {
    hint: 'The kubeconfig asks it for credentials (exec). What it says itself stands above.',
  });

function notStarted(command: string, installHint: string | undefined, error: Error): KnownError {
  const isMissing = codeOf(error) === 'ENOENT';
  const words = isMissing ? 'was not found' : `could not be started (${codeOf(error)})`;
  const hint = installHint?.trim() || 'The kubeconfig asks it for credentials (exec): install it, or put it on PATH.';
  // No cause: Node's holds the arguments.
  return new KnownError('config', `The credential plugin ${command} ${words}.`, { hint });
}
