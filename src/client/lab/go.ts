import { tmpdir } from 'node:os';
import { KnownError } from '../../contract/errors.ts';
import { isOlder } from '../../core/is-older.ts';
import { codeOf } from '../failure.ts';
import { runCommand } from './command.ts';

export interface Go {
  readonly version: string;
  /** What the key of a build depends on. */
  readonly identity: readonly string[];
}

const howToGet = 'Get Go from https://go.dev/dl/ (or: brew install go, apt install golang), then try again.';

/** Looks at Go before anything is built with it. Outside of any module, so that no other toolchain is fetched. */
export async function checkGo(
  needed: string,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<Go> {
  const { code, output } = await runCommand('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], {
    cwd: tmpdir(),
    env,
    signal,
  }).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
    throw new KnownError(
      'config',
      `Go is needed to build the control plane (${needed} or newer), and there is none on PATH.`,
      {
        hint: howToGet,
        cause: error,
      },
    );
  });
  const identity = output.trim().split('\n');
  const version = (identity[0] ?? '').replace(/^go/, '').split(/[\s-]/)[0] ?? '';
  if (code !== 0 || !/^\d+\.\d+/.test(version)) {
    throw new KnownError('config', `Go does not say its version: ${output.trim().split('\n')[0] ?? ''}`, {
      hint: howToGet,
    });
  }
  if (isOlder(version, needed)) {
    throw new KnownError(
      'config',
      `Go ${needed} or newer is needed to build the control plane; the one on PATH is ${version}.`,
      {
        hint: howToGet,
      },
    );
  }
  return { version, identity };
}
