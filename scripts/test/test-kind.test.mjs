import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../support/script.mjs';

let dir;
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'test-kind-'));
});
after(() => rmSync(dir, { recursive: true }));

/** Runs it with these programs, each a piece of shell, and no others. */
function run(programs) {
  const bin = mkdtempSync(join(dir, 'bin-'));
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const env = { ...process.env, PATH: bin };
  return spawnSync(process.execPath, [join(root, 'scripts', 'test-kind.mjs')], { env, encoding: 'utf8' });
}

test('without docker, kind or helm it refuses, and does not pass', () => {
  for (const [programs, words] of [
    [{}, /docker was not found on PATH/],
    [{ docker: 'echo no daemon >&2; exit 1' }, /"docker version .*" failed\. no daemon/],
    [{ docker: '' }, /helm was not found on PATH/],
    [{ docker: '', helm: '' }, /kind was not found on PATH/],
  ]) {
    const { status, stderr, stdout } = run(programs);
    assert.equal(status, 3);
    assert.match(stderr, words);
    assert.match(stderr, /hint: .*npm test/);
    assert.doesNotMatch(stdout, /passed/);
  }
});

test('a kind cluster of the same name is left alone', () => {
  const { status, stderr } = run({ docker: '', helm: '', kind: 'echo test1' });
  assert.equal(status, 3);
  assert.match(stderr, /kind cluster test1 already/);
});
