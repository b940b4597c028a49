// Bundles the CLI and the library with all their dependencies into dist/, so that a start reads few files.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fingerprint, isStamped, writeStamp } from './support/fingerprint.mjs';
import { withLock } from './support/lock.mjs';
import { noticesOf } from './support/notices.mjs';
import { forgetOldChunks, putOutputs } from './support/outputs.mjs';
import { SetupError } from './support/requirements.mjs';
import { isMain, root, script } from './support/script.mjs';

const dist = join(root, 'dist');
const stampOf = (dir) => join(dir, 'dist', '.bundled-from');
// package-lock.json holds esbuild's version and those of everything that is bundled.
export const bundledFrom = (dir) =>
  fingerprint(dir, ['src', 'bin', 'package.json', 'package-lock.json', 'scripts/bundle.mjs']);

/** The stamp alone says too little: somebody may have deleted what it stands for. */
export const isBundled = (dir = root) =>
  ['karmate.js', 'index.js'].every((name) => existsSync(join(dir, 'dist', name))) &&
  isStamped(stampOf(dir), bundledFrom(dir));

/** Held while anything of set-up is made: two at once would pull the packages from under each other. */
export const setupLock = join(dist, '.setup.lock');

// CommonJS dependencies call `require` for Node's own modules; an ES module has none.
const banner =
  "import { createRequire as karmateRequire } from 'node:module';\nconst require = karmateRequire(import.meta.url);";

/** `alone`: without the chunks of earlier bundles, as for a package. */
export async function bundle({ alone = false } = {}) {
  const { build } = await import('esbuild');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const madeFrom = bundledFrom(root);
  const result = await build({
    absWorkingDir: root,
    entryPoints: { karmate: 'src/main.ts', index: 'src/index.ts' },
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true, // keeps `import()` lazy: what a command does not need is not read
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    keepNames: true,
    legalComments: 'none',
    banner: { js: banner },
    // yaml's ES modules: its exports give Node the CommonJS build, which `import()` cannot take apart.
    alias: { yaml: join(root, 'node_modules', 'yaml', 'browser', 'dist', 'index.js') },
    define: { __KARMATE_VERSION__: JSON.stringify(version) },
    logLevel: 'silent',
    write: false,
    metafile: true,
  }).catch((error) => {
    throw new SetupError(`The bundle failed.\n\n${error.message}`, 'See also: npm run types', 1);
  });
  const lazy = lazyCommonJs(result.metafile);
  if (lazy.length > 0) {
    const hint =
      'Import it statically in a module of its own and that one lazily, or alias its ES modules in scripts/bundle.mjs.';
    throw new SetupError(`Imported lazily, but CommonJS, so without named exports: ${lazy.join(', ')}.`, hint, 1);
  }
  rmSync(stampOf(root), { force: true });
  putOutputs(dist, result.outputFiles);
  writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), noticesOf(root, result.metafile));
  forgetOldChunks(dist, result.outputFiles, alone ? { keepMs: 0 } : {});
  writeStamp(stampOf(root), madeFrom);
  return result.outputFiles;
}

// When chunks are split, a lazily imported CommonJS module has a default export only: `const { parse } = await import('x')`
// would give undefined, and no test of the sources would see it.
function lazyCommonJs({ inputs }) {
  const ours = Object.entries(inputs).filter(([path]) => path.startsWith('src/'));
  const lazy = ours.flatMap(([path, { imports }]) => {
    return imports.filter(({ kind }) => kind === 'dynamic-import').map((one) => ({ from: path, to: one.path }));
  });
  return lazy.filter(({ to }) => inputs[to]?.format === 'cjs').map(({ from, to }) => `${to} (in ${from})`);
}

if (isMain(import.meta.url)) {
  await script(async (args) => {
    const work = () => bundle({ alone: args.includes('--alone') });
    for (const { path, contents } of await withLock(setupLock, work, { what: 'the bundle' })) {
      process.stdout.write(`${String(Math.ceil(contents.length / 1024)).padStart(6)} kB  ${relative(root, path)}\n`);
    }
  });
}
