import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const read = (path) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const script = fileURLToPath(new URL('../../.ci/run', import.meta.url));

/** Runs .ci/run in a folder of its own, where `npm` is this shell script. */
async function run(npm, { env = {}, onStart = () => {} } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'ci-run-'));
  const bin = join(dir, 'bin');
  for (const path of ['.ci', 'bin']) mkdirSync(join(dir, path));
  copyFileSync(script, join(dir, '.ci', 'run'));
  for (const [name, body] of Object.entries({ npm, go: 'echo /nowhere', git: ':' }))
    writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  // In a process group of its own, as a terminal gives to a command: the test sends what Ctrl-C would.
  const child = spawn('bash', [join(dir, '.ci', 'run')], {
    env: { ...process.env, ...env, OWN: dir, PATH: `${bin}:${process.env.PATH}` },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const ended = new Promise((resolve) => child.on('close', resolve));
  await onStart(child, dir);
  const code = await ended;
  const seen = existsSync(join(dir, 'seen')) ? readFileSync(join(dir, 'seen'), 'utf8') : '';
  rmSync(dir, { recursive: true });
  return { code, output, seen };
}

const demo = (word) => `
case "$*" in test | *test:long | *test:proof) echo "3 passed, 0 failed"; exit ;; esac
on= off=
if [ -n "$FORCE_COLOR" ]; then on=$(printf '\\033[32m') off=$(printf '\\033[39m'); fi
echo "deployment.apps/nginx \${on}${word}\${off}"
for member in member1 member2; do echo "nginx  $member  \${on}2/2\${off}"; done`;

test('CI reads the demo, also where colours are forced', { timeout: 30_000 }, async () => {
  const { code, output } = await run(demo('unchanged'), { env: { FORCE_COLOR: '1' } });
  assert.doesNotMatch(output, /NOT ok/);
  assert.match(output, /\n24 passed, 0 failed\n$/);
  assert.equal(code, 0);
});

test('CI sees a second demo that changes something, also where colours are forced', { timeout: 30_000 }, async () => {
  const { code, output } = await run(`${demo('created')}\necho "policy/nginx unchanged"`, {
    env: { FORCE_COLOR: '1' },
  });
  assert.match(output, /NOT ok: the second demo changes nothing/);
  assert.equal(code, 1);
});

test('Ctrl-C reaches what CI runs', { timeout: 30_000 }, async () => {
  const npm = `trap 'kill $!; echo interrupted >"$OWN/seen"; exit 130' INT\n: >"$OWN/started"\nsleep 20 & wait`;
  const { code, seen } = await run(npm, {
    onStart: async (child, dir) => {
      while (!existsSync(join(dir, 'started'))) await new Promise((resolve) => setTimeout(resolve, 20));
      process.kill(-child.pid, 'SIGINT');
    },
  });
  assert.equal(seen, 'interrupted\n');
  assert.equal(code, 130);
});

test('the workflow has the Node and the Go that are asked for', () => {
  const workflow = read('.github/workflows/ci.yml');
  const [node] = /\d+/.exec(JSON.parse(read('package.json')).engines.node);
  const [go] = /\d+\.\d+/.exec(JSON.parse(read('controlplane/build.json')).go);
  const versions = (what) =>
    [...workflow.matchAll(new RegExp(`${what}-version: '?([\\d.]+)'?$`, 'gm'))].map(([, one]) => one);
  assert.deepEqual([...new Set(versions('node')), ...new Set(versions('go'))], [node, go]);
  assert.match(workflow, new RegExp(`node: \\[${node}, 24\\]`));
  assert.match(workflow, /^permissions:\n {2}contents: read$/m);
  assert.doesNotMatch(workflow, /\{\{ *secrets/);
});
