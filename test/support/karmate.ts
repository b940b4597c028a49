import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { noteSaid } from './notes.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly program?: string;
  /** A credential is asked for by name: what is said may hold it. Otherwise `npm test` fails where one is found. */
  readonly asksForSecrets?: true;
  /** Called with the process once it runs, for instance to send it a signal. */
  readonly onStart?: (child: ChildProcess) => void;
  /** Called with all of stderr each time more arrives. */
  readonly onStderr?: (text: string, child: ChildProcess) => void;
}

/** Runs the bundled karmate (or another program) to its end, without a terminal. */
export function karmate(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { env = {}, input, program, asksForSecrets, onStart, onStderr } = options;
  const [command, ...first] = program ? [program] : [process.execPath, `${root}bin/karmate.js`];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], { env: { ...process.env, ...env }, cwd: root });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
      onStderr?.(stderr, child);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      noteSaid([program ?? 'karmate', ...args].join(' '), `${stdout}\n${stderr}`, asksForSecrets);
      resolve({ code: code ?? -1, stdout, stderr });
    });
    child.stdin.on('error', () => {}); // the process may end without reading
    child.stdin.end(input ?? '');
    onStart?.(child);
  });
}
