// Bundles the CLI and the library with all their dependencies into dist/, so that a start reads few files.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
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
  ['karmate.cjs', 'index.js'].every((name) => existsSync(join(dir, 'dist', name))) &&
  isStamped(stampOf(dir), bundledFrom(dir));

/** Held while anything of set-up is made: two at once would pull the packages from under each other. */
export const setupLock = join(dist, '.setup.lock');

// CommonJS dependencies call `require` for Node's own modules; an ES module has none.
const esmBanner =
  "import { createRequire as karmateRequire } from 'node:module';\nconst require = karmateRequire(import.meta.url);";
// Few commands ask where the bundle is, so it is worked out for them alone.
const cjsBanner = "const karmateMeta = { get url() { return require('node:url').pathToFileURL(__filename).href; } };";

/** The library: ES modules, split so that `import()` stays lazy. */
const libraryBuild = {
  entryPoints: { index: 'src/index.ts' },
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  format: 'esm',
  keepNames: true,
  banner: { js: esmBanner },
};

// What is compiled with a code cache cannot `import()`: it becomes a `require`.
const noImport = { 'dynamic-import': false };

/** The command line: one CommonJS file, for which V8's code cache can be kept (bin/code-cache.js). */
const cliBuild = (apart, bodies) => ({
  entryPoints: { karmate: 'src/main.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  supported: noImport,
  banner: { js: cjsBanner },
  alias: {},
  plugins: [...apart.map(({ instead, file }) => useInstead(instead, `./${file}`)), useBodies(bodies)],
});

/**
 * The body of an operation, a file of its own: nobody's start shall read those of other commands. Each has copies of the
 * pure rooms it needs (operations import neither client/ nor output/), which is why a KnownError is told by its mark.
 */
const bodyBuild = (path, apart) => ({
  entryPoints: { [basename(path).split('.')[0]]: path },
  entryNames: 'chunks/[name]-[hash]',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  supported: noImport,
  alias: {},
  plugins: apart.map(({ instead, file }) => useInstead(instead, `./${basename(file)}`)),
});

/** What every start needs anyway stays in the one file. */
const isApart = (path) => path.endsWith('.run.ts') && !path.endsWith('get.run.ts');

const bodyFiles = () =>
  readdirSync(join(root, 'src', 'operations'), { recursive: true })
    .filter(isApart)
    .map((name) => join('src', 'operations', name).replaceAll('\\', '/'));

/** What few commands need is a file of its own: a start reads the rest alone. */
const apartBuilds = () => [
  apartBuild(
    'vendor',
    /^(@kubernetes\/client-node|socks)$/,
    `export ${namesOfClientNode()} from '@kubernetes/client-node';\nexport { SocksClient } from 'socks';`,
  ),
  apartBuild('yaml', /^yaml$/, "export * from 'yaml';"),
  apartBuild('commander', /^commander$/, "export * from 'commander';"),
  // Not as an export by default: to an ES module, what a CommonJS one exports is its default as a whole.
  apartBuild('table', /^cli-table3$/, "module.exports = require('cli-table3');"),
];

const apartBuild = (name, instead, contents) => ({
  instead,
  build: {
    stdin: { contents, resolveDir: root, loader: 'js' },
    entryNames: `chunks/${name}-[hash]`,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    supported: noImport,
    keepNames: true,
    plugins: [urlOfNode, lazyChildProcess, quickWidth],
  },
});

/** `alone`: without the chunks of earlier bundles, as for a package. */
export async function bundle({ alone = false } = {}) {
  const esbuild = await import('esbuild');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const madeFrom = bundledFrom(root);
  const build = async (own) =>
    esbuild.build({
      absWorkingDir: root,
      outdir: 'dist',
      bundle: true,
      platform: 'node',
      target: 'node20.19',
      minify: true,
      legalComments: 'none',
      // yaml's ES modules: its exports give Node the CommonJS build, which `import()` cannot take apart.
      alias: { yaml: join(root, 'node_modules', 'yaml', 'browser', 'dist', 'index.js') },
      define: {
        __KARMATE_VERSION__: JSON.stringify(version),
        ...(own.format === 'cjs' ? { 'import.meta.url': 'karmateMeta.url' } : {}),
      },
      logLevel: 'silent',
      write: false,
      metafile: true,
      plugins: [urlOfNode],
      ...own,
    });
  const { library, apart, cli } = await buildAll(build).catch((error) => {
    throw new SetupError(`The bundle failed.\n\n${error.message}`, 'See also: npm run types', 1);
  });
  const lazy = lazyCommonJs(library.metafile);
  if (lazy.length > 0) {
    const hint =
      'Import it statically in a module of its own and that one lazily, or alias its ES modules in scripts/bundle.mjs.';
    throw new SetupError(`Imported lazily, but CommonJS, so without named exports: ${lazy.join(', ')}.`, hint, 1);
  }
  const still = [cli, ...apart].flatMap(({ outputFiles }) => outputFiles).find(({ text }) => /\bimport\(/.test(text));
  if (still)
    throw new SetupError(`${still.path} has an import(), which V8 refuses in code with a cache.`, undefined, 1);
  const files = [...library.outputFiles, ...[...apart, cli].flatMap(({ outputFiles }) => outputFiles).map(hashed)];
  rmSync(stampOf(root), { force: true });
  putOutputs(dist, files);
  const outputs = Object.assign({}, ...[library, ...apart, cli].map(({ metafile }) => metafile.outputs));
  writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), noticesOf(root, { outputs }));
  forgetOldChunks(dist, files, alone ? { keepMs: 0 } : {});
  writeStamp(stampOf(root), madeFrom);
  return files;
}

async function buildAll(build) {
  const [library, ...apart] = await Promise.all([
    build(libraryBuild),
    ...apartBuilds().map(async ({ instead, build: own }) => ({ instead, ...(await build(own)) })),
  ]);
  const fileOf = ({ outputFiles }) => relative(dist, outputFiles[0].path).replaceAll('\\', '/');
  const files = apart.map((one) => ({ instead: one.instead, file: fileOf(one) }));
  const bodies = await Promise.all(
    bodyFiles().map(async (path) => ({ path, ...(await build(bodyBuild(path, files))) })),
  );
  const places = new Map(bodies.map((one) => [join(root, one.path), `./${fileOf(one)}`]));
  return { library, apart: [...apart, ...bodies], cli: await build(cliBuild(files, places)) };
}

/** What src/ imports of client-node: a bundle of all of it would be several times larger. */
function namesOfClientNode() {
  const files = readdirSync(join(root, 'src'), { recursive: true }).filter((name) => name.endsWith('.ts'));
  const text = files.map((name) => readFileSync(join(root, 'src', name), 'utf8')).join('\n');
  if (/import\(\s*'@kubernetes\/client-node'/.test(text)) return '*';
  const lists = [...text.matchAll(/^import \{([^}]*)\} from '@kubernetes\/client-node'/gm)].map(([, list]) => list);
  const names = lists
    .join(',')
    .split(',')
    .map((name) => name.trim().replace(/ as .*/s, ''));
  return `{ ${[...new Set(names.filter((name) => name !== '' && !name.startsWith('type ')))].join(', ')} }`;
}

const useInstead = (filter, path) => ({
  name: `instead of ${filter}`,
  setup: ({ onResolve }) => onResolve({ filter }, () => ({ path, external: true })),
});

const useBodies = (places) => ({
  name: 'bodies of operations',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\.run\.ts$/ }, ({ path, resolveDir, kind }) => {
      const place = kind === 'dynamic-import' ? places.get(join(resolveDir, path)) : undefined;
      return place && { path: place, external: true };
    }),
});

// node-fetch (in client-node) wants whatwg-url where Node has no URL, thus never. It loads Node's punycode, of which Node 21
// and newer warn on stderr at every start that gets there.
const urlOfNode = {
  name: 'the URL of Node',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^whatwg-url$/ }, () => ({ path: 'whatwg-url', namespace: 'node-url' }));
    onLoad({ filter: /^whatwg-url$/, namespace: 'node-url' }, () => ({ contents: 'module.exports = { URL };' }));
  },
};

// commander loads it for subcommands that are programs of their own, of which there are none.
const lazyChildProcess = {
  name: 'child_process when it is used',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes(join('node_modules', 'commander')) ? { path: 'commander', namespace: 'lazy' } : undefined,
    );
    onLoad({ filter: /^commander$/, namespace: 'lazy' }, () => ({
      contents: "module.exports = { get spawn() { return require('child_process').spawn; } };",
    }));
  },
};

// Its expression for emoji takes 10 ms to compile, and most tables hold none.
const quickWidth = {
  name: 'the width of plain text without further ado',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, ({ path }) => ({
      contents: `${readFileSync(path, 'utf8')}
const whole = module.exports;
module.exports = (text) => {
  const bare = typeof text === 'string' ? text.replace(/\\u001b\\[[\\d;]*m/g, '') : '\\0';
  return /^[ -~]*$/.test(bare) ? bare.length : whole(text);
};`,
    }));
  },
};

// As bin/code-cache.js takes it: one function, told from any other by its hash, and read as Latin-1.
function hashed({ path, contents }) {
  if (contents.some((byte) => byte > 127)) throw new SetupError(`${path} is not ASCII.`, undefined, 1);
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 32);
  const [head, tail] = [`//${hash}\n(function(exports,require,module,__filename,__dirname){`, '\n})\n'];
  return { path, contents: Buffer.concat([Buffer.from(head), contents, Buffer.from(tail)]) };
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
