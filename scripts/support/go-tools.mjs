// The real kind and helm, for tests of what is handed to them. Built from their Go modules into the user's cache, each
// once for its version and for the Go at hand; only tests that use them call this.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runLogged } from './children.mjs';
import { withLock } from './lock.mjs';
import { step } from './progress.mjs';
import { checkGo } from './requirements.mjs';
import { root } from './script.mjs';

export const goTools = {
  kind: { package: 'sigs.k8s.io/kind', version: 'v0.24.0', ldflags: '-s -w' },
  helm: {
    package: 'helm.sh/helm/v3/cmd/helm',
    version: 'v3.16.2',
    ldflags: '-s -w -X helm.sh/helm/v3/internal/version.version=v3.16.2', // else it calls itself v3.16
  },
};

/**
 * The paths of the programs by their names; those that are not there yet are built, with progress on stderr.
 * @returns {Promise<{ kind: string, helm: string }>}
 */
export async function ensureGoTools(names = Object.keys(goTools), env = process.env) {
  const cache = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'karmate', 'tools');
  const paths = {};
  for (const name of names) {
    const dir = join(cache, `${name}-${goTools[name].version}-${keyOf(goTools[name], env)}`);
    paths[name] = join(dir, name);
    if (existsSync(paths[name])) continue;
    checkGo(root, env);
    await withLock(`${dir}.lock`, () => build(name, dir, env), { what: `building ${name}`, onWait: () => {} });
  }
  return paths;
}

function keyOf(tool, env) {
  // Outside of any module: there Go might switch to, and download, another toolchain.
  const go = spawnSync('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], { cwd: tmpdir(), env, encoding: 'utf8' });
  return createHash('sha256')
    .update(`${JSON.stringify(tool)} ${go.stdout || ''}`)
    .digest('hex')
    .slice(0, 16);
}

async function build(name, dir, env) {
  if (existsSync(join(dir, name))) return;
  const { package: path, version, ldflags } = goTools[name];
  const fresh = `${dir}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const what = `Building ${name} ${version} for the tests`;
  const args = ['-n', '19', 'go', 'install', '-trimpath', '-ldflags', ldflags, `${path}@${version}`];
  const options = { cwd: tmpdir(), env: { ...env, GOBIN: fresh }, log: `${name}-build.log` };
  try {
    await step(`${what} (the first time: some minutes)`, (note) => runLogged(what, 'nice', args, { ...options, note }));
    rmSync(dir, { recursive: true, force: true });
    renameSync(fresh, dir);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}
