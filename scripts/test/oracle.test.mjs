import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { conversation, ensureOracle } from '../support/oracle.mjs';

/** A program that answers as the real one does: its own tests (Go) see to what it says. */
const program = (body) => conversation(spawn(process.execPath, ['-e', body], { stdio: ['pipe', 'pipe', 'inherit'] }));
const echo = `require('node:readline').createInterface({ input: process.stdin })
  .on('line', (line) => { const { id, n } = JSON.parse(line); console.log(JSON.stringify({ id, twice: n * 2 })); })`;

test('many questions may be in flight, and each gets its own answer', async () => {
  const { ask, end } = program(echo);
  const answers = await Promise.all(Array.from({ length: 300 }, (_, n) => ask({ ask: 'double', n })));
  assert.deepEqual(
    answers.map(({ twice }) => twice),
    Array.from({ length: 300 }, (_, n) => n * 2),
  );
  await end();
});

test('what was asked is answered before it ends, and nothing can be asked after', async () => {
  const { ask, end } = program(echo);
  const last = ask({ ask: 'double', n: 4 });
  await end();
  assert.equal((await last).twice, 8);
  await assert.rejects(ask({ ask: 'double', n: 5 }), /has ended/);
});

test('a program that dies fails those who wait, and the end', async () => {
  const { ask, end } = program('process.stdin.once("data", () => process.exit(3))');
  await assert.rejects(ask({ ask: 'double', n: 1 }), /The oracle ended: 3/);
  await assert.rejects(end(), /The oracle ended: 3/);
});

test('an answer to no question fails those who wait', async () => {
  const { ask, end } = program(
    'process.stdin.once("data", () => console.log(JSON.stringify({ id: null, invalid: "?" })))',
  );
  await assert.rejects(ask({ ask: 'double', n: 1 }), /answered what nobody asked/);
  await end();
});

/** A Go that notes what it is to build, and writes a file. */
const fakeGo = (dir) => `#!/bin/sh
case "$1" in
  env) printf 'go1.26.9\\nlinux\\namd64\\n' ;;
  build) echo "$PWD $*" >> '${dir}/built'; while [ "$1" != -o ]; do shift; done; echo program > "$2" ;;
esac
`;

test('it is built once for its sources, in the module of its Karmada; few old builds stay', {
  skip: process.platform === 'win32',
}, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'oracle-'));
  const before = process.env.XDG_CACHE_HOME;
  process.env.XDG_CACHE_HOME = join(dir, 'cache'); // where its log goes
  try {
    writeFileSync(join(dir, 'go'), fakeGo(dir), { mode: 0o755 });
    const env = { ...process.env, PATH: `${dir}:${process.env.PATH}` };
    const tools = join(dir, 'cache', 'karmate', 'tools');
    for (const digit of '1234') {
      const old = join(tools, `oracle-v1.10.7-${digit.repeat(16)}`);
      mkdirSync(old, { recursive: true });
      utimesSync(old, Number(digit), Number(digit));
    }
    const plain = await ensureOracle({ karmada: 'v1.10.7' }, env);
    assert.equal(await ensureOracle({ karmada: 'v1.10.7' }, env), plain);
    const counting = await ensureOracle({ karmada: 'v1.10.7', isCounting: true }, env);
    assert.notEqual(counting, plain);
    const built = readFileSync(join(dir, 'built'), 'utf8').trim().split('\n');
    assert.equal(built.length, 2);
    for (const line of built) assert.match(line, /controlplane\/karmada-v1\.10\.7 build -trimpath .* \.\/cmd\/oracle$/);
    assert.doesNotMatch(built[0], /-cover/);
    assert.match(built[1], /-cover -coverpkg=\S+\/scheduler\/core\/\.\.\.,\S+,\.\/cmd\/oracle /);
    assert.ok(existsSync(plain) && existsSync(counting));
    const kept = readdirSync(tools).filter((name) => /^oracle-v1\.10\.7-[0-9a-f]{16}$/.test(name));
    assert.deepEqual(kept.length, 3);
    assert.ok(kept.includes(`oracle-v1.10.7-${'4'.repeat(16)}`) && kept.includes(`oracle-v1.10.7-${'3'.repeat(16)}`));
  } finally {
    if (before === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = before;
    rmSync(dir, { recursive: true });
  }
});
