import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundledFrom, isBundled } from '../bundle.mjs';
import { windowsBin } from '../setup.mjs';
import { installDependencies, installedFrom, isInstalled } from '../support/dependencies.mjs';
import { startOf, withLock } from '../support/lock.mjs';
import { npmCommand } from '../support/npm.mjs';
import { forgetOldChunks, putOutputs } from '../support/outputs.mjs';

async function inFolder(work) {
  const dir = mkdtempSync(join(tmpdir(), 'setup-'));
  try {
    await work(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

test('dependencies come with the tools of development, whatever NODE_ENV says', () =>
  inFolder(async (root) => {
    writeFileSync(join(root, 'package-lock.json'), '{}');
    const npm = '#!/bin/sh\nmkdir -p node_modules; echo "$@" > called-with\n';
    writeFileSync(join(root, 'npm'), npm, { mode: 0o755 });
    const env = { ...process.env, PATH: `${root}:${process.env.PATH}`, NODE_ENV: 'production' };
    assert.equal(isInstalled(root), false);
    const before = process.env.XDG_CACHE_HOME;
    process.env.XDG_CACHE_HOME = join(root, 'cache'); // where its log goes
    await installDependencies(root, env);
    if (before === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = before;
    assert.match(readFileSync(join(root, 'called-with'), 'utf8'), /^ci .*--include=dev/);
    assert.equal(isInstalled(root), true);
  }));

test('dependencies are installed again for another platform, another Node, another lock file', () =>
  inFolder((root) => {
    writeFileSync(join(root, 'package-lock.json'), '{}');
    const here = { platform: 'linux', arch: 'x64', version: 'v20.19.0' };
    const print = installedFrom(root, here);
    assert.equal(installedFrom(root, { ...here, version: 'v20.20.2' }), print);
    for (const there of [{ platform: 'darwin' }, { arch: 'arm64' }, { version: 'v22.1.0' }])
      assert.notEqual(installedFrom(root, { ...here, ...there }), print);
    writeFileSync(join(root, 'package-lock.json'), '{ }');
    assert.notEqual(installedFrom(root, here), print);
  }));

test('a bundle counts only while its files are there', () =>
  inFolder((root) => {
    mkdirSync(join(root, 'dist'));
    writeFileSync(join(root, 'dist', '.bundled-from'), bundledFrom(root));
    writeFileSync(join(root, 'dist', 'index.js'), '');
    assert.equal(isBundled(root), false);
    writeFileSync(join(root, 'dist', 'karmate.cjs'), '');
    assert.equal(isBundled(root), true);
  }));

test('chunks that a running karmate may still import stay for a day after they were replaced', () =>
  inFolder((dist) => {
    const bundle = (...names) => names.map((name) => ({ path: join(dist, name), contents: name }));
    const chunks = () => readdirSync(join(dist, 'chunks')).sort();
    const [first, second] = [bundle('karmate.cjs', 'chunks/a-1.js'), bundle('karmate.cjs', 'chunks/a-2.js')];
    const hour = 60 * 60 * 1000;
    const start = Date.now() + 1000 * hour; // however old the files are
    const put = (files, now, more) => {
      putOutputs(dist, files);
      forgetOldChunks(dist, files, { now, ...more });
    };
    put(first, start);
    put(second, start + hour);
    assert.deepEqual(chunks(), ['a-1.js', 'a-2.js']);
    put(second, start + 24 * hour);
    assert.deepEqual(chunks(), ['a-1.js', 'a-2.js']);
    put(second, start + 25 * hour);
    assert.deepEqual(chunks(), ['a-2.js']);
    assert.deepEqual(readdirSync(dist).sort(), ['chunks', 'karmate.cjs']);
    put(first, start + 26 * hour, { keepMs: 0 });
    assert.deepEqual(chunks(), ['a-1.js']);
  }));

test('on Windows npm runs without a shell, and the bins are batch files', () => {
  const node = 'C:\\Program Files\\nodejs\\node.exe';
  const cli = 'C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js';
  assert.deepEqual(npmCommand(['ci'], { platform: 'win32', execPath: node }), [node, [cli, 'ci']]);
  assert.deepEqual(npmCommand(['ci'], { platform: 'linux', execPath: '/usr/bin/node' }), ['npm', ['ci']]);
  assert.equal(windowsBin('bin/karmate.js'), '@node "%~dp0..\\..\\bin\\karmate.js" %*\r\n');
});

const lockModule = fileURLToPath(new URL('../support/lock.mjs', import.meta.url));

test('two set-ups at once take turns, also when both find the lock of one that was killed', { timeout: 20_000 }, () =>
  inFolder(async (dir) => {
    const lock = join(dir, 'dist', 'lock');
    mkdirSync(join(dir, 'dist'));
    writeFileSync(lock, '999999999\n');
    const body = `
      import { mkdirSync, rmdirSync } from 'node:fs';
      import { withLock } from '${lockModule}';
      for (let i = 0; i < 20; i++) await withLock('${lock}', async () => {
        mkdirSync('${dir}/inside');
        await new Promise((resolve) => setTimeout(resolve, 2));
        rmdirSync('${dir}/inside');
      }, { everyMs: 2 });`;
    const run = () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', body], {
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      return new Promise((resolve) => child.on('close', resolve));
    };
    assert.deepEqual(await Promise.all([run(), run(), run()]), [0, 0, 0]);
    assert.deepEqual(readdirSync(join(dir, 'dist')), []);
  }),
);

test('a lock of a process that is gone counts for nothing, even if another has its pid now; a living one is waited for', () =>
  inFolder(async (dir) => {
    const lock = join(dir, 'lock');
    for (const content of ['', '999999999\n', `${process.pid}\nlong ago\n`]) {
      writeFileSync(lock, content);
      await withLock(lock, () => assert.equal(readFileSync(lock, 'utf8').split('\n')[0], String(process.pid)));
      assert.equal(existsSync(lock), false);
    }
    writeFileSync(lock, `${process.pid}\n${startOf(process.pid)}\n`);
    const waited = [];
    const onWait = (pid) => {
      waited.push(pid);
      rmSync(lock);
    };
    await withLock(lock, () => {}, { onWait, everyMs: 1 });
    assert.deepEqual(waited, [process.pid]);
  }));
