// Loads the bundle with what V8 compiled of it last time, which takes a third off a start. The cache is ours alone:
// whoever can write it can make karmate run anything, so what another user could have written is not read.
const {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
} = require('node:fs');
const { readdirSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');
const { Script } = require('node:vm');

const keptForMs = 30 * 24 * 60 * 60 * 1000;

/** A file is one function, as Node wraps a module (scripts/bundle.mjs): to put it together here would take time. `load(file)` gives a CommonJS module's exports; `save()` keeps what was compiled since, if that is new. */
function createLoader({ env, argv, version, arch, getuid }) {
  // Help needs other parts than the command that it is about.
  const place = placeOf({ env, verb: argv.includes('--help') || argv.includes('-h') ? 'help' : argv[2] });
  const loaded = [];
  const modules = new Map();
  const mine = (stat) => !getuid || (stat.uid === getuid() && (stat.mode & 0o022) === 0);

  function load(file) {
    const known = modules.get(file);
    if (known) return known.exports;
    const source = readFileSync(file, 'latin1'); // esbuild writes ASCII; this is the fastest way to read it
    const cache = place && { dir: place.dir, path: join(place.dir, nameOf(file, source, version, arch, place.verb)) };
    const cachedData = cache && readOwn(cache, mine);
    const script = new Script(source, { filename: file, cachedData });
    if (cache && (cachedData === undefined || script.cachedDataRejected)) loaded.push({ script, cache });
    const module = { exports: {} };
    modules.set(file, module);
    const requireFrom = (id) => (id.startsWith('.') ? load(join(dirname(file), id)) : require(id));
    script.runInThisContext()(module.exports, requireFrom, module, file, dirname(file));
    return module.exports;
  }
  function save() {
    for (const { script, cache } of loaded) keep(script, cache, mine, getuid?.());
  }
  return { load, save };
}

/** Each command has a cache of its own: they use different parts of the bundle. */
function placeOf({ env, verb = '' }) {
  const home = env.XDG_CACHE_HOME || (env.HOME || env.USERPROFILE ? join(env.HOME || env.USERPROFILE, '.cache') : '');
  if (home === '' || env.KARMATE_CODE_CACHE === '0') return undefined;
  return { dir: join(home, 'karmate', 'code'), verb: /^[a-z][a-z-]{0,20}$/.test(verb) ? verb : 'other' };
}

// V8 takes a cache for any source of the same length: the name must tell one bundle from another. The bundle begins
// with the hash of itself.
function nameOf(file, source, version, arch, verb) {
  const hash = /^\/\/([0-9a-f]{32})\n/.exec(source)?.[1];
  if (hash === undefined) throw new Error(`${file} is no bundle of karmate's: it does not begin with its hash.`);
  return `${verb}-${basename(file).split(/[-.]/)[0]}-${hash}-${version}-${arch}`;
}

function readOwn({ dir, path }, mine) {
  let file;
  try {
    if (!mine(lstatSync(dir))) return undefined;
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW || 0));
    const stat = fstatSync(file);
    return stat.isFile() && mine(stat) ? unsealed(readFileSync(file)) : undefined;
  } catch {
    return undefined; // none yet
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

// V8 looks at the head of a cache only; one that is damaged further on (a full disk, a crash) ends the process. So it is
// there twice: comparing takes no time, and a checksum would need a module that takes longer to load than it saves.
const sealed = (data) => Buffer.concat([data, data]);

function unsealed(bytes) {
  const half = bytes.length / 2;
  const data = bytes.subarray(0, half);
  return half > 0 && data.equals(bytes.subarray(half)) ? data : undefined;
}

// Without a cache everything works, only slower: whatever fails here is no failure.
function keep(script, { dir, path }, mine, uid) {
  const aside = `${path}.${process.pid}`;
  try {
    makeFolder(dir, uid);
    if (!mine(lstatSync(dir))) return;
    writeFileSync(aside, sealed(script.createCachedData()), { flag: 'wx', mode: 0o600, flush: true });
    renameSync(aside, path);
    forgetOld(dir);
  } catch {
    attempt(() => rmSync(aside));
  }
}

function attempt(work) {
  try {
    work();
  } catch {
    // it was not there, or another process was quicker
  }
}

// Step by step: Node's own `recursive` never ends where a file system refuses new folders as /proc does.
function makeFolder(dir, uid) {
  for (const path of [dirname(dirname(dir)), dirname(dir), dir]) {
    // With `sudo -E` it is the home of somebody who could then keep nothing in a folder of root's.
    if (uid === 0 && !existsSync(path) && statSync(dirname(path)).uid !== 0) throw new Error('not ours');
    try {
      mkdirSync(path, { mode: 0o700 });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
}

/** Those of versions that are gone. One that is still used is made again. */
function forgetOld(dir) {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    attempt(() => Date.now() - statSync(path).mtimeMs > keptForMs && rmSync(path));
  }
}

module.exports = { createLoader };
