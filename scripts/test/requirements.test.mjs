import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { checkGo, checkNode, isAtLeast, versionNumbers } from '../support/requirements.mjs';

let dir;
before(() => {
  dir = mkdtempSync(join(tmpdir(), 'requirements-'));
  mkdirSync(join(dir, 'controlplane'));
  writeFileSync(join(dir, 'controlplane', 'build.json'), '{ "go": "1.26.0" }');
  writeFileSync(join(dir, 'package.json'), '{ "engines": { "node": ">=20.19" } }');
});
after(() => rmSync(dir, { recursive: true }));

// A stand-in, since no machine has both an old Go and none.
function withGo(script) {
  const bin = mkdtempSync(join(dir, 'bin-'));
  if (script) {
    writeFileSync(join(bin, 'go'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, 'go'), 0o755);
  }
  return { ...process.env, PATH: bin };
}

test('versions are compared as numbers, not as text', () => {
  assert.ok(isAtLeast(versionNumbers('v20.100.0'), versionNumbers('>=20.19')));
  assert.ok(isAtLeast(versionNumbers('go1.26'), versionNumbers('1.26.0')));
  assert.ok(!isAtLeast(versionNumbers('go1.9.7'), versionNumbers('1.26.0')));
});

test('an old Node is refused with both versions', () => {
  assert.throws(() => checkNode(dir, 'v18.20.8'), { message: /needs Node 20\.19 or newer; this is Node 18\.20\.8/ });
  checkNode(dir, 'v20.19.0');
});

test('a missing Go is refused, saying which is needed and how to get it', () => {
  assert.throws(() => checkGo(dir, withGo()), {
    exitCode: 3,
    message: /Go 1\.26\.0 or newer; no "go"/,
    hint: /go\.dev/,
  });
});

test('an old Go is refused, saying which was found and where', () => {
  const env = withGo('echo go1.22.3; echo /opt/go');
  assert.throws(() => checkGo(dir, env), { exitCode: 3, message: /this is Go 1\.22\.3 \(\/opt\/go\)/ });
});

test('a Go that is new enough passes, and so does a development build', () => {
  checkGo(dir, withGo('echo go1.26.8; echo /opt/go'));
  checkGo(dir, withGo('echo devel; echo /opt/go'));
});

test('Windows is told before anything is built', () => {
  assert.throws(() => checkGo(dir, process.env, 'win32'), { message: /Linux and macOS only/ });
});
