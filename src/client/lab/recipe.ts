import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KnownError } from '../../contract/errors.ts';
import type { BuildWish } from '../../core/lab.ts';

/** controlplane/build.json: what there is to build, and with what. Its facts are read, never repeated here. */
export interface Recipe {
  readonly go: string;
  readonly ldflags: string;
  readonly targets: Readonly<Record<string, Target>>;
  readonly assets: Readonly<Record<string, Assets>>;
}

export interface Target {
  readonly module: string;
  readonly package: string;
  readonly go?: string;
  readonly ldflags?: string;
}

export interface Assets {
  readonly module: string;
  readonly mod: string;
  readonly paths: Readonly<Record<string, string>>;
}

/** What a wish comes to: names of targets and of assets. */
export interface Wanted {
  readonly targets: readonly string[];
  readonly assets: readonly string[];
}

/** The folder of the Go sources, found upwards from this file: the same from src/ and from the bundle. */
export function findSources(from: string = fileURLToPath(import.meta.url)): string {
  for (let dir = dirname(from); dir !== dirname(dir); dir = dirname(dir)) {
    const sources = join(dir, 'controlplane');
    if (existsSync(join(sources, 'build.json'))) return sources;
  }
  throw new KnownError('config', 'The sources of the control plane (controlplane/) are not beside karmate.', {
    hint: 'Install karmate again: npm install karmate',
  });
}

export const readRecipe = async (sources: string): Promise<Recipe> =>
  JSON.parse(await readFile(join(sources, 'build.json'), 'utf8')) as Recipe;

const always = ['controlplane', 'kwok'];

/** The newest Karmada and kwok are always there; other versions and tools when they are asked for. */
export function planBuild(recipe: Recipe, wish: BuildWish): Wanted {
  const versions = Object.keys(recipe.assets).filter((name) => /^v\d/.test(name));
  const strange = wish.karmada.find((version) => !versions.includes(version));
  if (strange) {
    throw new KnownError('usage', `There is no Karmada ${strange} to build.`, {
      hint: `There is: ${versions.join(', ')}`,
    });
  }
  const separate = versions.filter((version) => `karmada-${version}` in recipe.targets);
  const builtIn = versions.filter((version) => !separate.includes(version));
  const asked = wish.karmada.filter((version) => separate.includes(version));
  const tools = Object.keys(recipe.targets).filter((name) => !always.includes(name) && !name.startsWith('karmada-v'));
  const stranger = wish.with.find((name) => !tools.includes(name));
  if (stranger) {
    throw new KnownError('usage', `There is no "${stranger}" to build.`, { hint: `There is: ${tools.join(', ')}` });
  }
  const others = Object.keys(recipe.assets).filter((name) => !versions.includes(name));
  return {
    targets: [...new Set([...always, ...asked.map((version) => `karmada-${version}`), ...wish.with])],
    assets: [...new Set([...builtIn, ...others, ...asked])],
  };
}
