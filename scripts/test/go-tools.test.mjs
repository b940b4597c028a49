import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ensureGoTools, goTools } from '../support/go-tools.mjs';

/** A Go that notes what it is to install, and installs a file. */
async function withGo(work, { goVersion = 'go1.26.9', install = 'echo program > "$GOBIN/kind"' } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'go-tools-'));
  const before = process.env.XDG_CACHE_HOME;
  process.env.XDG_CACHE_HOME = join(dir, 'cache'); // where its log goes
  const sayVersion = (version) => `env) printf '${version}\\nlinux\\namd64\\n' ;;`;
  const writeGo = (version) => {
    const script = `case "$1" in ${sayVersion(version)} install) echo "$@" >> '${dir}/installed'; ${install} ;; esac`;
    writeFileSync(join(dir, 'go'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  };
  writeGo(goVersion);
  const env = { ...process.env, PATH: `${dir}:${process.env.PATH}` };
  const installed = () => (existsSync(join(dir, 'installed')) ? readFileSync(join(dir, 'installed'), 'utf8') : '');
  try {
    await work({ env, installed, writeGo, cache: join(dir, 'cache', 'karmate', 'tools') });
  } finally {
    if (before === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = before;
    rmSync(dir, { recursive: true });
  }
}

const skip = process.platform === 'win32';

test('a tool is built once for its version and the Go at hand', { skip }, () =>
  withGo(async ({ env, installed, writeGo }) => {
    const { kind } = await ensureGoTools(['kind'], env);
    assert.equal(readFileSync(kind, 'utf8'), 'program\n');
    assert.match(installed(), new RegExp(`sigs.k8s.io/kind@${goTools.kind.version}\n$`));
    assert.deepEqual(await ensureGoTools(['kind'], env), { kind });
    assert.equal(installed().split('\n').length, 2);
    writeGo('go1.27.0');
    assert.notEqual((await ensureGoTools(['kind'], env)).kind, kind);
  }),
);

test('a build that fails says so, and leaves nothing that could pass for a tool', { skip }, () =>
  withGo(
    async ({ env, cache }) => {
      await assert.rejects(ensureGoTools(['kind'], env), /Building kind .* failed .*no such module/s);
      assert.deepEqual(readdirSync(cache), []);
    },
    { install: 'echo "no such module" >&2; exit 1' },
  ),
);

test('a Go that is too old is refused before anything is built', { skip }, () =>
  withGo(
    async ({ env, installed }) => {
      await assert.rejects(ensureGoTools(['kind'], env), { name: 'SetupError' });
      assert.equal(installed(), '');
    },
    { goVersion: 'go1.20.1' },
  ),
);
