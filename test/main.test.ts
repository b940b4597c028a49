import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { main } from '../src/main.ts';
import { temporaryFolder } from './support/temporary.ts';

/** A process to give to main: its streams are kept, its environment is its own. */
async function run(argv: readonly string[], env: Record<string, string> = {}) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') =>
    Object.assign(new EventEmitter(), {
      write: (text: string) => {
        written[name] += text;
        return true;
      },
    });
  const process = Object.assign(new EventEmitter(), {
    argv: ['node', 'karmate', ...argv],
    env: { HOME: temporaryFolder(), ...env },
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    stdin: new EventEmitter(),
    version: 'v20.0.0',
    platform: 'linux',
    arch: 'x64',
    exit: () => expect.unreachable(),
  });
  const exit = await main(process as unknown as NodeJS.Process);
  return { ...written, exit, listeners: process.listenerCount('SIGINT') };
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

  it('leaves no signal handler behind', async () => {
    expect((await run(['--help'])).listeners).toBe(0);
  });
});
