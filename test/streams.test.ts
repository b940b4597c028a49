import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bundled } from './support/bundled.ts';
import { start } from './support/connection.ts';
import { sendJson } from './support/https-server.ts';
import { root } from './support/karmate.ts';
import { kubeconfigOf } from './support/run-main.ts';

/** karmate as a process of its own, with streams that end, fill up or are not there. */
beforeAll(bundled, 120_000);
const slow = 60_000;

const program = [process.execPath, `${root}bin/karmate.js`] as const;

function spawned(argv: readonly string[], stdout: 'pipe' | number = 'pipe') {
  const [node, script] = program;
  const child = spawn(node, [script, ...argv], { stdio: ['ignore', stdout, 'pipe'] });
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = once(child, 'close').then(([exit]) => ({ exit: exit as number, stderr }));
  return { child, ended };
}

/** More than a pipe holds. */
async function largeList(): Promise<string> {
  const annotations = { note: 'x'.repeat(1000) };
  const items = Array.from({ length: 2000 }, (_, index) => ({
    metadata: { name: `m${index}`, annotations },
    spec: {},
  }));
  return kubeconfigOf(await start((_, response) => sendJson(response, 200, { kind: 'ClusterList', items })));
}

it('an answer that the server compresses is read', { timeout: slow }, async () => {
  const list = gzipSync(JSON.stringify({ kind: 'ClusterList', items: [{ metadata: { name: 'm1' }, spec: {} }] }));
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  const server = await start((_, response) => response.writeHead(200, headers).end(list));
  const { child, ended } = spawned(['get', 'clusters', '-o', 'name', '--kubeconfig', kubeconfigOf(server)]);
  let stdout = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  expect(await ended).toEqual({ exit: 0, stderr: '' });
  expect(stdout).toBe('cluster.cluster.karmada.io/m1\n');
});

describe('a reader that has gone', () => {
  it('is no trouble: no stack, and the exit code of the work', { timeout: slow }, async () => {
    const { child, ended } = spawned(['get', 'clusters', '-o', 'json', '--kubeconfig', await largeList()]);
    await once(child.stdout ?? child, 'data');
    child.stdout?.destroy();
    expect(await ended).toEqual({ exit: 0, stderr: '' });
  });

  it('does not hide that the work failed', { timeout: slow }, async () => {
    const { child, ended } = spawned(['get', 'clusters', '--kubeconfig', '/nowhere/config']);
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect((await ended).exit).toBe(3);
  });
});

// macOS and Windows have no such device.
describe.skipIf(!existsSync('/dev/full'))('a full disk', () => {
  const full = (): number => {
    const descriptor = openSync('/dev/full', 'w');
    onTestFinished(() => closeSync(descriptor));
    return descriptor;
  };

  it.each([[['--help']], [['version', '--client']], [['version', '--client', '-o', 'yaml']]])(
    'is an error in %j',
    { timeout: slow },
    async (argv) => {
      const { exit, stderr } = await spawned(argv, full()).ended;
      expect([exit, stderr]).toEqual([
        10,
        expect.stringMatching(/^error: The output could not be written: .*ENOSPC.*\n$/),
      ]);
    },
  );

  it('is one JSON object for programs', { timeout: slow }, async () => {
    const { exit, stderr } = await spawned(['get', 'clusters', '-o', 'json', '--kubeconfig', await largeList()], full())
      .ended;
    expect([exit, JSON.parse(stderr)]).toMatchObject([10, { error: { code: 'failed', exit: 10 } }]);
  });
});

it('a stdout that is closed is no trouble', { timeout: slow }, async () => {
  const child = spawn('sh', ['-c', '"$@" >&-', 'sh', ...program, 'version', '--client'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [exit] = await once(child, 'close');
  expect([exit, said]).toEqual([0, '']);
});
