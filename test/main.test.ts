import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { main } from '../src/main.ts';
import { sendJson, startHttps, type TestServer } from './support/https-server.ts';
import { temporaryFolder } from './support/temporary.ts';

/** A process to give to main: its streams are kept, its environment is its own. */
interface Surroundings {
  readonly env?: Record<string, string>;
  /** A stream whose reader has gone. */
  readonly broken?: 'stdout' | 'stderr';
  /** After which time Ctrl-C is pressed. */
  readonly interruptAfterMs?: number;
}

async function run(argv: readonly string[], { env = {}, broken, interruptAfterMs }: Surroundings = {}) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => {
    const emitter = new EventEmitter();
    const write = (text: string): boolean => {
      written[name] += text;
      if (name === broken) emitter.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      return true;
    };
    return Object.assign(emitter, { write });
  };
  const stdin = new PassThrough();
  const process = Object.assign(new EventEmitter(), {
    argv: ['node', 'karmate', ...argv],
    env: { HOME: temporaryFolder(), ...env },
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    stdin,
    version: 'v20.0.0',
    platform: 'linux',
    arch: 'x64',
    exit: () => expect.unreachable(),
  });
  if (interruptAfterMs !== undefined) setTimeout(() => process.emit('SIGINT', 'SIGINT'), interruptAfterMs);
  const exit = await main(process as unknown as NodeJS.Process);
  return { ...written, exit, stdin, listeners: process.listenerCount('SIGINT') };
}

function kubeconfigOf({ url, ca }: TestServer): string {
  const path = join(temporaryFolder(), 'config');
  const cluster = { server: url, 'certificate-authority-data': ca.toString('base64') };
  const contexts = [{ name: 'c', context: { cluster: 'c' } }];
  writeFileSync(path, JSON.stringify({ 'current-context': 'c', clusters: [{ name: 'c', cluster }], contexts }));
  return path;
}

describe('karmate', () => {
  it('prints help on stdout and exits 0', async () => {
    const { stdout, stderr, exit } = await run([]);
    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: karmate/);
  });

  it('prints its version without a server', async () => {
    const { stdout, exit } = await run(['version', '--client', '-o', 'json']);
    expect([exit, JSON.parse(stdout).client]).toEqual([
      0,
      { version: '0.0.0-dev', node: 'v20.0.0', platform: 'linux-x64' },
    ]);
  });

  it('does not fail in "version" for lack of a kubeconfig, and says so', async () => {
    const { stdout, stderr, exit } = await run(['version']);
    expect([exit, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/not asked: No kubeconfig was found/);
  });

  it('fails in "version" when the server that is named does not answer', async () => {
    const { exit, stderr } = await run([
      'version',
      '--kubeconfig',
      new URL('./support/nobody.config', import.meta.url).pathname,
    ]);
    expect([exit, stderr]).toEqual([
      4,
      expect.stringMatching(/^error: https:\/\/127\.0\.0\.1:1 refused the connection/),
    ]);
  });

  it.each<[string[], number, RegExp]>([
    [['gett'], 2, /^error: Unknown command 'gett'\.\nhint: {2}Did you mean get\?\n$/],
    [['get', 'clusters'], 3, /^error: No kubeconfig was found.*\nhint: {2}.*karmate lab up/],
    [['get', 'clusters', '--kubeconfig', '/nowhere/config'], 3, /^error: There is no kubeconfig at \/nowhere\/config/],
    [['apply', '-f', '/nowhere/a.yaml'], 5, /^error: There is no file or folder \/nowhere\/a\.yaml/],
    [['lab', 'status'], 5, /^error: No lab is running in .*\nhint: {2}Start it with: karmate lab up/],
    [['lab', 'ctl', 'stop', 'etcd'], 5, /No lab is running/],
    [['lab', 'ctl', 'kill', 'etcd'], 2, /"action" cannot be "kill": choose stop, start/],
    [['lab', 'down', '--purge'], 2, /needs --yes/],
    [['apply', '-f', '-', '-f', '-'], 2, /Standard input can be read only once/],
    [['lab', 'up', '--members', 'A'], 2, /"A" cannot be a member's name/],
  ])('%j exits %i with its reason on stderr, nothing on stdout', async (argv, code, reason) => {
    const { stdout, stderr, exit } = await run(argv);
    expect([exit, stdout]).toEqual([code, '']);
    expect(stderr).toMatch(reason);
  });

  it('prints a failure as one JSON object with -o json', async () => {
    const { stderr, exit } = await run(['get', 'clusters', '-o', 'json']);
    expect([exit, JSON.parse(stderr)]).toMatchObject([3, { error: { code: 'config', exit: 3 } }]);
  });

  it('"lab down" where no lab runs is no failure', async () => {
    const { stdout, exit } = await run(['lab', 'down']);
    expect([exit, stdout]).toEqual([0, expect.stringMatching(/^No lab was running in /)]);
  });

  it.each<[string[], 'stdout' | 'stderr', number]>([
    [['version', '--client'], 'stdout', 0],
    [['--help'], 'stdout', 0],
    [['get', 'clusters'], 'stderr', 3],
    [['gett'], 'stderr', 2],
  ])('%j keeps its exit code when the reader of %s has gone', async (argv, broken, code) => {
    expect((await run(argv, { broken })).exit).toBe(code);
  });

  it('ends at Ctrl-C while it reads its standard input, and closes that', async () => {
    const { exit, stderr, stdin } = await run(['apply', '-f', '-'], { interruptAfterMs: 200 });
    expect([exit, stderr]).toEqual([130, expect.stringContaining('Interrupted')]);
    expect(stdin.destroyed).toBe(true);
  });

  it('does not go on with one input when another one has failed', async () => {
    const { exit, stdin } = await run(['apply', '-f', '/nowhere/a.yaml', '-f', '-']);
    expect(exit).toBe(5);
    expect(stdin.destroyed).toBe(true);
  });

  it('asks no more and says no more once one of several questions has failed', async () => {
    const server = await startHttps((request, response) => {
      if (request.url?.includes('/bad?'))
        sendJson(response, 403, { kind: 'Status', reason: 'Forbidden', message: 'no' });
    });
    const env = { KUBECONFIG: kubeconfigOf(server) };
    const { exit, stderr } = await run(['get', 'clusters', 'slow', 'bad', '--request-timeout', '0'], { env });
    expect([exit, stderr]).toEqual([7, 'error: no\n']);
    await expect
      .poll(() => server.requests.every((request) => request.socket.destroyed || request.complete))
      .toBe(true);
    await expect.poll(() => server.requests.find(({ url }) => url?.includes('/slow?'))?.socket.destroyed).toBe(true);
    await server.close();
  });

  it('asks many things at once without a warning', async () => {
    const server = await startHttps(({ url = '' }, response) => {
      sendJson(response, 200, { metadata: { name: url.split(/[/?]/).at(-2) }, spec: { syncMode: 'Push' } });
    });
    const warnings: string[] = [];
    const note = ({ name }: Error): void => void warnings.push(name);
    process.on('warning', note);
    const many = Array.from({ length: 12 }, (_, index) => `m${index}`);
    const { exit } = await run(['get', 'clusters', ...many], { env: { KUBECONFIG: kubeconfigOf(server) } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.off('warning', note);
    expect([exit, warnings]).toEqual([0, []]);
    await server.close();
  });

  it('asks for the context of a member with the flag of the member', async () => {
    const path = join(temporaryFolder(), 'config');
    writeFileSync(path, 'contexts: [{ name: a, context: {} }]\n');
    const { exit, stderr } = await run(['join', 'm', '--cluster-kubeconfig', path]);
    expect([exit, stderr]).toEqual([3, expect.stringContaining('with --cluster-context: a')]);
  });

  it('leaves no signal handler behind', async () => {
    expect((await run(['--help'])).listeners).toBe(0);
  });
});
