import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isKnown, KnownError } from '../../contract/errors.ts';
import { isOlder } from '../../core/is-older.ts';
import type { BuildReport, BuildWish } from '../../core/lab.ts';
import { codeOf } from '../failure.ts';
import { copyAssets } from './assets.ts';
import { runCommand } from './command.ts';
import { checkGo } from './go.ts';
import { keyOf, listSources, signatureOf } from './key.ts';
import { withLock } from './lock.ts';
import { commandLines } from './processes.ts';
import { planBuild, type Recipe, readRecipe, type Wanted } from './recipe.ts';

/** Builds the control plane into the user's cache: each part once for the same sources and the same Go. */
export interface BuildPlace {
  readonly sources: string;
  /** Folder of all builds, one sub-folder for each key. */
  readonly cache: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly progress: (message: string) => void;
  readonly signal: AbortSignal;
}

export async function buildControlPlane(wish: BuildWish, place: BuildPlace): Promise<BuildReport> {
  const { sources, cache, progress, signal } = place;
  const recipe = await readRecipe(sources);
  const wanted = planBuild(recipe, wish);
  const files = await listSources(sources);
  const signature = signatureOf(sources, files);
  const remembered = await recall(cache, signature);
  if (remembered && missingOf(join(cache, remembered), wanted).length === 0) {
    return { dir: join(cache, remembered), built: [], present: wanted.targets };
  }
  const go = await checkGo(neededGo(recipe, wanted), place.env, signal);
  const key = await keyOf(sources, files, go.identity);
  const out = join(cache, key);
  const onWait = (pid: number): void => progress(`Waiting for another build (process ${pid})`);
  try {
    return await withLock(join(cache, `${key}.lock`), { signal, onWait }, async () => {
      const missing = missingOf(out, wanted);
      await mkdir(out, { recursive: true });
      for (const name of wanted.targets.filter((target) => missing.includes(target)))
        await buildTarget(recipe, name, out, place);
      for (const name of wanted.assets.filter((asset) => missing.includes(`assets/${asset}`)))
        await copyAssets(recipe, name, out, place);
      await remember(cache, signature, key);
      await prune(cache, key).catch(() => {}); // another build may prune too; old builds are no reason to fail
      const built = wanted.targets.filter((target) => missing.includes(target));
      return { dir: out, built, present: wanted.targets.filter((target) => !missing.includes(target)) };
    });
  } catch (error) {
    if (isKnown(error, 'interrupted')) {
      const message = 'Interrupted: the build was stopped. What was finished stays; the rest is built next time.';
      throw new KnownError('interrupted', message, { cause: error });
    }
    throw codeOf(error) === 'ENOSPC' ? diskFull(cache, error) : error;
  }
}

const missingOf = (out: string, { targets, assets }: Wanted): readonly string[] =>
  [...targets, ...assets.map((name) => `assets/${name}`)].filter((name) => !existsSync(join(out, name)));

const neededGo = ({ go, targets }: Recipe, wanted: Wanted): string =>
  wanted.targets.map((name) => targets[name]?.go ?? go).reduce((a, b) => (isOlder(a, b) ? b : a), '0');

async function buildTarget(
  recipe: Recipe,
  name: string,
  out: string,
  { sources, env, progress, signal, cache }: BuildPlace,
) {
  const target = recipe.targets[name];
  if (!target) throw new KnownError('config', `controlplane/build.json has no target "${name}".`);
  progress(`Building ${name} with Go (the first time this takes minutes)`);
  const logPath = join(out, `${name}.build.log`);
  const fresh = join(out, `.${name}.${process.pid}`);
  const log = openSync(logPath, 'w');
  try {
    const ldflags = target.ldflags ?? recipe.ldflags;
    const args = ['build', '-trimpath', '-buildvcs=false', '-ldflags', ldflags, '-o', fresh, target.package];
    const { code } = await runCommand('go', args, { cwd: join(sources, target.module), env, signal, log });
    if (code !== 0) throw await buildFailure(name, logPath, cache);
    await rename(fresh, join(out, name));
  } finally {
    closeSync(log);
    await rm(fresh, { force: true });
  }
}

async function buildFailure(name: string, logPath: string, cache: string): Promise<KnownError> {
  const text = await readFile(logPath, 'utf8');
  if (/no space left on device/i.test(text)) return diskFull(cache, new Error(text.slice(-500)));
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('go: downloading'));
  const words = lines.slice(0, 15).map((line) => `  ${line}`);
  return new KnownError('failed', [`Building ${name} failed:`, ...words].join('\n'), {
    hint: `All of it is in ${logPath}`,
  });
}

export const diskFull = (where: string, cause: unknown): KnownError =>
  new KnownError('failed', `The disk is full: there is no space left for the build (${where}).`, {
    hint: "Make room (a full build needs about 5 GB with Go's own cache: go clean -cache frees that), or move it with XDG_CACHE_HOME.",
    cause,
  });

const memory = (cache: string): string => join(cache, 'keys.json');

/** The key that these very files had, without reading them again. */
async function recall(cache: string, signature: string): Promise<string | undefined> {
  const text = await readFile(memory(cache), 'utf8').catch(() => '{}');
  try {
    const key: unknown = (JSON.parse(text) as Record<string, unknown>)[signature];
    return typeof key === 'string' && /^[0-9a-f]{16}$/.test(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

async function remember(cache: string, signature: string, key: string): Promise<void> {
  const fresh = `${memory(cache)}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify({ [signature]: key })}\n`);
  await rename(fresh, memory(cache));
}

/** Keeps the two newest builds, and those that a lab runs from: it starts crashed components again from there. */
async function prune(cache: string, current: string): Promise<void> {
  const names = (await readdir(cache)).filter((name) => /^[0-9a-f]{16}$/.test(name) && name !== current);
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(cache, name))).mtimeMs })));
  const old = dated.toSorted((a, b) => b.at - a.at).slice(1);
  if (old.length === 0) return;
  const running = await commandLines();
  // Without a list of processes nothing is known to be idle, so nothing goes.
  const idle = running ? old.filter(({ name }) => !running.some((line) => line.includes(join(cache, name)))) : [];
  await Promise.all(idle.map(({ name }) => rm(join(cache, name), { recursive: true, force: true })));
}
