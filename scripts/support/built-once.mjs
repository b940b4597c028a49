// Programs in Go for tests: built into the user's cache, each once for what it is made from and for the Go at hand.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLogged } from './children.mjs';
import { withLock } from './lock.mjs';
import { step } from './progress.mjs';
import { checkGo } from './requirements.mjs';
import { root } from './script.mjs';

/**
 * The path of the program. If it is not there yet, `command(dir)` says how Go puts a file called `name` into `dir`: its
 * arguments, and the folder and the variables to run it with. Of other builds with the same `label` the newest `keep` stay.
 * @param {{ name: string, label: string, madeFrom: string, title: string, keep?: number,
 *   command: (dir: string) => { args: string[], cwd?: string, env?: Record<string, string> } }} wanted
 * @returns {Promise<string>}
 */
export async function builtOnce({ name, label, madeFrom, title, keep, command }, env = process.env) {
  const cache = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'karmate', 'tools');
  const dir = join(cache, `${label}-${keyOf(madeFrom, env)}`);
  const path = join(dir, name);
  if (existsSync(path)) return path;
  checkGo(root, env);
  const build = async () => {
    if (existsSync(path)) return;
    const fresh = `${dir}.new`;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    const { args, cwd = tmpdir(), env: own } = command(fresh);
    const options = { cwd, env: { ...env, ...own }, log: `${name}-build.log` };
    try {
      await step(`${title} (the first time: some minutes)`, (note) =>
        runLogged(title, 'nice', ['-n', '19', 'go', ...args], { ...options, note }),
      );
      rmSync(dir, { recursive: true, force: true });
      renameSync(fresh, dir);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
    if (keep) removeOld(cache, label, keep);
  };
  await withLock(`${dir}.lock`, build, { what: `building ${name}`, onWait: () => {} });
  return path;
}

function keyOf(madeFrom, env) {
  // Outside of any module: there Go might switch to, and download, another toolchain.
  const go = spawnSync('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], { cwd: tmpdir(), env, encoding: 'utf8' });
  return createHash('sha256')
    .update(`${madeFrom} ${go.stdout || ''}`)
    .digest('hex')
    .slice(0, 16);
}

function removeOld(cache, label, keep) {
  const isOne = (name) => name.startsWith(`${label}-`) && /^[0-9a-f]{16}$/.test(name.slice(label.length + 1));
  const builds = readdirSync(cache).filter(isOne);
  const dated = builds.map((name) => ({ path: join(cache, name), at: statSync(join(cache, name)).mtimeMs }));
  for (const { path } of dated.sort((a, b) => b.at - a.at).slice(keep)) rmSync(path, { recursive: true, force: true });
}
