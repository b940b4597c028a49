import { chmod, copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KnownError } from '../../contract/errors.ts';
import type { BuildPlace } from './build.ts';
import { runCommand } from './command.ts';
import type { Recipe } from './recipe.ts';

/** Copies manifests out of a Go module's own folder (CRDs, webhook configurations, kwok's stages). */
export async function copyAssets(
  recipe: Recipe,
  name: string,
  out: string,
  { sources, env, progress, signal }: BuildPlace,
) {
  const assets = recipe.assets[name];
  if (!assets) throw new KnownError('config', `controlplane/build.json has no assets "${name}".`);
  progress(`Copying the manifests of ${name}`);
  const cwd = join(sources, assets.module);
  const { code, output } = await runCommand('go', ['list', '-m', '-f', '{{.Dir}}', assets.mod], { cwd, env, signal });
  const dir = output.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || dir === '') {
    throw new KnownError('failed', `The Go module ${assets.mod} was not found: ${output.trim()}`, {
      hint: `In ${cwd}, try: go mod download ${assets.mod}`,
    });
  }
  const fresh = join(out, 'assets', `.${name}.${process.pid}`);
  try {
    for (const [from, to] of Object.entries(assets.paths)) await copyTree(join(dir, from), join(fresh, to));
    await rename(fresh, join(out, 'assets', name));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** A module's files are read-only; the copies are not. */
async function copyTree(from: string, to: string): Promise<void> {
  if ((await stat(from)).isDirectory()) {
    await mkdir(to, { recursive: true });
    for (const name of await readdir(from)) await copyTree(join(from, name), join(to, name));
    return;
  }
  await mkdir(join(to, '..'), { recursive: true });
  await copyFile(from, to);
  await chmod(to, 0o644);
}
