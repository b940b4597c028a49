import { KnownError } from '../../contract/errors.ts';

/** The control plane lives by Unix sockets, signals and process groups. Everything else of karmate runs on Windows too. */
export function checkPlatform(platform: string): void {
  if (platform !== 'win32') return;
  throw new KnownError('config', 'The lab runs on Linux and macOS only.', {
    hint: 'On Windows use WSL: install Node.js, Go and karmate there, then: karmate lab up',
  });
}
