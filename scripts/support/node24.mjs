// A Node 24 beside the one that runs this, for what must hold on both. It comes from npm's package `node`, which carries
// the program; as a dependency it would take the place of `node` in every script, so it lies in the user's cache.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { npmCommand } from './npm.mjs';
import { SetupError } from './requirements.mjs';

const limitMs = 5 * 60_000;

const isNode24 = (path) => (spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout || '').startsWith('v24.');

/** The path of its program; fetched (some 50 MB) when it is not there yet. */
export async function ensureNode24(env = process.env) {
  if (process.version.startsWith('v24.')) return process.execPath;
  const dir = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'karmate', 'node24');
  const path = join(dir, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (isNode24(path)) return path;
  return withLock(`${dir}.lock`, () => install(dir, path), { what: 'fetching Node 24' });
}

function install(dir, path) {
  if (isNode24(path)) return path;
  mkdirSync(dir, { recursive: true });
  const [npm, args] = npmCommand(['install', '--prefix', dir, '--no-audit', '--no-fund', 'node@24']);
  const { error, stdout, stderr } = spawnSync(npm, args, { cwd: dir, encoding: 'utf8', timeout: limitMs });
  if (isNode24(path)) return path;
  throw new SetupError(
    `Node 24 could not be fetched into ${dir}: ${error ? error.message : `${stderr}${stdout}`.trim()}`,
    `By hand: npm install --prefix ${dir} node@24`,
    1,
  );
}
