import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { processesNaming } from '../support/leftovers.mjs';

const support = fileURLToPath(new URL('../support/', import.meta.url));

function start(body, env = {}) {
  const imports = ['children', 'progress', 'script']
    .map((name) => `import * as ${name} from '${support}${name}.mjs';`)
    .join('');
  const child = spawn(process.execPath, ['--input-type=module', '-e', imports + body], {
    env: { ...process.env, ...env },
  });
  const seen = { stderr: '' };
  child.stderr.on('data', (chunk) => {
    seen.stderr += chunk;
  });
  const ended = new Promise((resolve) => child.on('close', (code) => resolve({ code, ...seen })));
  const said = async (text) => {
    while (!seen.stderr.includes(text) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 20));
  };
  return { child, ended, said };
}

test('Ctrl-C ends the children and theirs, once, and says what was interrupted', { timeout: 20_000 }, async () => {
  const name = `interrupted-${process.pid}-${Date.now()}`;
  const shell = `sh -c 'trap "echo once >&2; exit 7" INT; echo started >&2; sleep 1000 & wait' ${name}`;
  const { child, ended, said } = start(
    `children; script.script(() => children.run('the long step', 'sh', ['-c', ${JSON.stringify(shell)}]))`,
  );
  await said('started');
  child.kill('SIGINT');
  child.kill('SIGINT'); // as npm does, which passes on what the terminal has already sent
  const { code, stderr } = await ended;
  assert.equal(code, 130);
  assert.match(stderr, /error: Interrupted: the long step\./);
  assert.equal(stderr.split('once').length, 2, stderr);
  assert.deepEqual(processesNaming(name), []);
});

test('a step that fails shows the end of its output, where the rest is, and its exit code', {
  timeout: 20_000,
}, async () => {
  const cache = mkdtempSync(join(tmpdir(), 'children-'));
  const work = `(note) => children.runLogged('Making it', 'sh', ['-c', 'seq 1 100; echo the reason >&2; exit 9'], { log: 'x.log', note })`;
  const { ended } = start(`script.script(() => progress.step('Making it', ${work}))`, { XDG_CACHE_HOME: cache });
  const { code, stderr } = await ended;
  assert.equal(code, 9);
  assert.match(stderr, /^- Making it …\n- Making it: failed after 0 s\nerror: Making it failed \(exit code 9\)/);
  assert.match(stderr, /the reason/);
  assert.match(stderr, /hint: The whole log: .*x\.log/);
  assert.match(readFileSync(join(cache, 'karmate', 'logs', 'x.log'), 'utf8'), /^1\n2\n[\s\S]*the reason\n$/);
  rmSync(cache, { recursive: true });
});
