import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary.ts';

/** bin/code-cache.js as it is: CommonJS, beside the sources. */
interface Loader {
  readonly load: (file: string) => Readonly<Record<string, unknown>>;
  readonly save: () => void;
}
interface Machine {
  readonly env: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  readonly version: string;
  readonly arch: string;
  readonly getuid?: () => number;
}
const { createLoader } = createRequire(import.meta.url)('../../bin/code-cache.js') as {
  createLoader: (machine: Machine) => Loader;
};
const uid = process.getuid?.() ?? 0;
/** As scripts/bundle.mjs writes it. */
const asBundle = (hash: string | undefined, code: string): string =>
  `//${hash}\n(function(exports,require,module,__filename,__dirname){${code}\n})\n`;
const hashes = ['a', 'b'].map((letter) => letter.repeat(32));

function world({
  verb = 'get',
  env,
  getuid = () => uid,
}: {
  verb?: string;
  env?: Record<string, string>;
  getuid?: () => number;
} = {}) {
  const home = temporaryFolder();
  const bundle = join(home, 'karmate.cjs');
  const write = (value: string, hash = hashes[0]) =>
    writeFileSync(
      bundle,
      asBundle(hash, `exports.value = (() => '${value}')(); exports.other = () => require('./chunk.cjs').it;`),
    );
  write('one');
  writeFileSync(join(home, 'chunk.cjs'), asBundle(hashes[1], "exports.it = require('node:path').sep;"));
  const dir = join(home, '.cache', 'karmate', 'code');
  const loader = () =>
    createLoader({
      env: env ?? { HOME: home },
      argv: ['node', 'karmate', verb],
      version: 'v20.1.2',
      arch: 'x64',
      getuid,
    });
  const start = (): unknown => {
    const { load, save } = loader();
    const { value } = load(bundle);
    save();
    return value;
  };
  const kept = () => (existsSync(dir) ? readdirSync(dir).sort() : []);
  return { home, bundle, dir, write, start, loader, kept };
}

describe('the code cache', () => {
  it('is kept once, for the user alone, under the command, the bundle, Node and the processor', () => {
    const { start, kept, dir } = world();
    expect([start(), start()]).toEqual(['one', 'one']);
    expect(kept()).toEqual([`get-karmate-${hashes[0]}-v20.1.2-x64`]);
    expect([statSync(dir).mode & 0o777, statSync(join(dir, kept()[0] ?? '')).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  it('is used again, not written again', () => {
    const { start, kept, dir } = world();
    start();
    const path = join(dir, kept()[0] ?? '');
    utimesSync(path, 1_000_000, Date.now() / 1000 - 60);
    const before = statSync(path).mtimeMs;
    start();
    expect(statSync(path).mtimeMs).toBe(before);
  });

  it('of one bundle is never taken for another of the same length', () => {
    const { start, write, kept } = world();
    start();
    write('two', hashes[1]);
    expect(start()).toBe('two');
    expect(kept()).toHaveLength(2);
  });

  it('holds what a bundle requires too', () => {
    const { loader, bundle, kept } = world();
    const { load, save } = loader();
    expect((load(bundle).other as () => string)()).toMatch(/[/\\]/);
    save();
    expect(kept()).toEqual([`get-chunk-${hashes[1]}-v20.1.2-x64`, `get-karmate-${hashes[0]}-v20.1.2-x64`]);
  });

  it.each([
    ['--help', 'help'],
    ['../../x', 'other'],
    ['lab', 'lab'],
  ])('of "%s" is called %s', (verb, name) => {
    const { start, kept } = world({ verb });
    start();
    expect(kept().map((file) => file.split('-')[0])).toEqual([name]);
  });

  it.each<[string, (path: string) => void]>([
    ['that others may write', (path) => chmodSync(path, 0o666)],
    [
      'that is a link',
      (path) => {
        renameSync(path, `${path}.elsewhere`);
        symlinkSync(`${path}.elsewhere`, path);
      },
    ],
    ['that is damaged', (path) => writeFileSync(path, 'nonsense')],
    ['that is cut off', (path) => writeFileSync(path, readFileSync(path).subarray(0, 100))],
    ['that is empty', (path) => writeFileSync(path, '')],
    [
      'of which one bit has turned',
      (path) => {
        const bytes = readFileSync(path);
        bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
        writeFileSync(path, bytes);
      },
    ],
  ])('%s is not used, but made anew', (_, spoil) => {
    const { start, kept, dir } = world();
    start();
    const path = join(dir, kept()[0] ?? '');
    const { size } = statSync(path);
    spoil(path);
    expect(start()).toBe('one');
    const stat = lstatSync(path);
    expect([stat.isFile(), stat.mode & 0o777, stat.size]).toEqual([true, 0o600, size]);
  });

  it('in a folder that others may write is neither used nor made', () => {
    const { start, write, kept, dir } = world();
    start();
    chmodSync(dir, 0o777);
    write('two', hashes[1]);
    expect(start()).toBe('two');
    expect(kept()).toHaveLength(1);
  });

  it('of another user is neither read nor written', () => {
    const other = world({ getuid: () => uid + 1 });
    mkdirSync(other.dir, { recursive: true });
    expect(other.start()).toBe('one');
    expect(other.kept()).toEqual([]);
  });

  it("is not made by root in somebody else's home", () => {
    const { home, dir, start } = world({ getuid: () => 0 });
    if (uid === 0) chownSync(home, 12345, 12345);
    expect(start()).toBe('one');
    expect(existsSync(dir)).toBe(false);
    expect(existsSync(join(home, '.cache'))).toBe(false);
  });

  it.each<[string, (home: string) => Record<string, string>]>([
    ['no home', () => ({})],
    ['a home that is a file', (home) => ({ HOME: join(home, 'karmate.cjs') })],
    ['a cache folder that cannot be made', () => ({ XDG_CACHE_HOME: '/proc/nowhere' })],
    ['a wish for none', (home) => ({ HOME: home, KARMATE_CODE_CACHE: '0' })],
  ])('is left out with %s', (_, envOf) => {
    const first = world();
    const machine = { argv: ['node', 'karmate', 'get'], version: 'v20.1.2', arch: 'x64', getuid: () => uid };
    const { load, save } = createLoader({ ...machine, env: envOf(first.home) });
    expect(load(first.bundle).value).toBe('one');
    save();
    expect(first.kept()).toEqual([]);
  });

  it('forgets what has not been made for a month', () => {
    const { start, write, kept, dir } = world();
    start();
    const old = join(dir, kept()[0] ?? '');
    utimesSync(old, 1, Date.now() / 1000 - 31 * 24 * 3600);
    write('two', hashes[1]);
    start();
    expect(kept()).toEqual([`get-karmate-${hashes[1]}-v20.1.2-x64`]);
  });

  it('refuses a file that does not say which bundle it is', () => {
    const { bundle, start } = world();
    writeFileSync(bundle, 'exports.value = 1;');
    expect(start).toThrow(/does not begin with its hash/);
  });
});
