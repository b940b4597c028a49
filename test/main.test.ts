import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { sendJson, startHttps } from './support/https-server.ts';
import { kubeconfigOf, loadClient, run } from './support/run-main.ts';
import { temporaryFolder } from './support/temporary.ts';

beforeAll(loadClient, 60_000);

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
      fileURLToPath(new URL('./support/nobody.config', import.meta.url)),
    ]);
    expect([exit, stderr]).toEqual([
      4,
      expect.stringMatching(/^error: https:\/\/127\.0\.0\.1:1 refused the connection/),
    ]);
  });

  it.each<[string[], number, RegExp]>([
    [['gett'], 2, /^error: Unknown command 'gett'\.\nhint: {2}Did you mean "karmate get"\? See: karmate --help\n$/],
    [['get', 'clusters'], 3, /^error: No kubeconfig was found.*\nhint: {2}.*karmate lab up/],
    [['get', 'clusters', '--kubeconfig', '/nowhere/config'], 3, /^error: There is no kubeconfig at \/nowhere\/config/],
    [['apply', '-f', '/nowhere/a.yaml'], 5, /^error: There is no file or folder \/nowhere\/a\.yaml/],
    [['lab', 'status'], 5, /^error: No lab is running in .*\nhint: {2}Start it with: karmate lab up/],
    [['lab', 'ctl', 'stop', 'etcd'], 5, /No lab is running/],
    [['lab', 'ctl', 'kill', 'etcd'], 2, /<action> cannot be "kill": choose stop, start/],
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

  it.each([['-ojson'], ['-o=json'], ['--output=json']])('prints a failure about argv as JSON with %s', async (flag) => {
    const { stderr, exit } = await run([flag, 'get', 'clusters', '--bogus']);
    expect([exit, JSON.parse(stderr)]).toMatchObject([
      2,
      { error: { code: 'usage', message: "Unknown flag '--bogus'." } },
    ]);
  });

  it('tells a group alone by its help on stderr, and as JSON where that is asked for', async () => {
    const { stdout, stderr, exit } = await run(['lab']);
    expect([exit, stdout, stderr]).toEqual([2, '', expect.stringMatching(/^Usage: karmate lab /)]);
    const asJson = await run(['lab', '-o=json']);
    expect([asJson.exit, JSON.parse(asJson.stderr)]).toMatchObject([2, { error: { code: 'usage' } }]);
  });

  it('takes --no-color in every spelling', async () => {
    const env = { FORCE_COLOR: '1' };
    const red = expect.stringContaining('\u001b[31m');
    expect((await run(['gett'], { env })).stderr).toEqual(red);
    expect((await run(['gett', '--no-color=false'], { env })).stderr).toEqual(red);
    expect((await run(['gett', '--no-color=1'], { env })).stderr).not.toEqual(red);
    expect((await run(['--no-color', 'gett'], { env })).stderr).not.toEqual(red);
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
