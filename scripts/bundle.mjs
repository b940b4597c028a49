// Bundles the CLI and the library with all their dependencies into dist/, so that a start reads few files.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fingerprint, isStamped, writeStamp } from './support/fingerprint.mjs';
import { SetupError } from './support/requirements.mjs';
import { isMain, root, script } from './support/script.mjs';

const dist = join(root, 'dist');
const stamp = join(dist, '.bundled-from');
// package-lock.json holds esbuild's version and those of everything that is bundled.
const print = () => fingerprint(root, ['src', 'bin', 'package.json', 'package-lock.json', 'scripts/bundle.mjs']);

export const isBundled = () => isStamped(stamp, print());

// CommonJS dependencies call `require` for Node's own modules; an ES module has none.
const banner =
  "import { createRequire as karmateRequire } from 'node:module';\nconst require = karmateRequire(import.meta.url);";

export async function bundle() {
  const { build } = await import('esbuild');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const madeFrom = print();
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
  put(result.outputFiles);
  writeStamp(stamp, madeFrom);
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

// Chunks first, entries last and each by rename: a karmate that starts meanwhile finds the old whole or the new whole.
function put(files) {
  const chunks = join(dist, 'chunks');
  mkdirSync(chunks, { recursive: true });
  rmSync(stamp, { force: true });
  for (const { path, contents } of [...files].sort((a, b) => b.path.length - a.path.length)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, contents);
    renameSync(`${path}.${process.pid}`, path);
  }
  const wanted = new Set(files.map(({ path }) => path));
  for (const name of readdirSync(chunks)) if (!wanted.has(join(chunks, name))) rmSync(join(chunks, name));
}

if (isMain(import.meta.url)) {
  await script(async () => {
    for (const { path, contents } of await bundle()) {
      process.stdout.write(`${String(Math.ceil(contents.length / 1024)).padStart(6)} kB  ${relative(root, path)}\n`);
    }
  });
}
