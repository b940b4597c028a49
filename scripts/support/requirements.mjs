// What must be on the machine. Checked before anything long starts; node: modules and old syntax only, so that an
// old Node gets as far as the message.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class SetupError extends Error {
  constructor(message, hint, exitCode = 3) {
    super(message);
    this.name = 'SetupError';
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

/** `v20.19.4`, `go1.26.8`, `>=20.19` -> [20, 19, 4]; undefined when there is no version in it. */
export function versionNumbers(text) {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3] || 0)] : undefined;
}

export function isAtLeast(found, needed) {
  for (let i = 0; i < 3; i++) if (found[i] !== needed[i]) return found[i] > needed[i];
  return true;
}

export function checkNode(root, found = process.version) {
  const needed = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node;
  if (isAtLeast(versionNumbers(found), versionNumbers(needed))) return;
  throw new SetupError(
    `karmate needs Node ${needed.replace(/^>=\s*/, '')} or newer; this is Node ${found.slice(1)} (${process.execPath}).`,
    'Get a newer one from https://nodejs.org/ or with your version manager, then run this again.',
  );
}

/** The embedded control plane is built with Go, and runs where its parent-death pipes and Unix sockets do. */
export function checkGo(root, env = process.env, platform = process.platform) {
  if (platform === 'win32') {
    throw new SetupError(
      'The embedded control plane runs on Linux and macOS only.',
      'On Windows use WSL, or set up the client alone: node scripts/setup.mjs --no-controlplane',
    );
  }
  const needed = JSON.parse(readFileSync(join(root, 'controlplane', 'build.json'), 'utf8')).go;
  const other = 'The client alone needs no Go: node scripts/setup.mjs --no-controlplane';
  // Asked outside the checkout: inside a module Go may switch to, and download, that module's toolchain.
  const go = spawnSync('go', ['env', 'GOVERSION', 'GOROOT'], { cwd: tmpdir(), env, encoding: 'utf8' });
  if (go.error && go.error.code === 'ENOENT') {
    throw new SetupError(
      `The embedded control plane is built with Go ${needed} or newer; no "go" was found on PATH.`,
      `Get it from https://go.dev/dl/ or your package manager, then run this again. ${other}`,
    );
  }
  if (go.error || go.status !== 0) {
    throw new SetupError(`"go env GOVERSION" failed: ${go.error ? go.error.message : go.stderr.trim()}`, other);
  }
  const [version = '', goroot = ''] = go.stdout.trim().split('\n');
  const found = versionNumbers(version);
  if (!found || isAtLeast(found, versionNumbers(needed))) return; // a development build has no number to compare
  throw new SetupError(
    `The embedded control plane is built with Go ${needed} or newer; this is ${version.replace(/^go/, 'Go ')} (${goroot}).`,
    `Get a newer one from https://go.dev/dl/, or let Go fetch it itself: export GOTOOLCHAIN=go${needed}. ${other}`,
  );
}
