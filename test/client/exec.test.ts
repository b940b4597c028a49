import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConnection } from '../../src/client/credentials.ts';
import type { ExecEntry } from '../../src/core/kubeconfig-fields.ts';
import { write } from '../support/kubeconfig.ts';
import { temporaryFolder } from '../support/temporary.ts';

const v1 = 'client.authentication.k8s.io/v1';
const certificate = readFileSync(new URL('../support/localhost.crt.pem', import.meta.url), 'utf8');
const key = readFileSync(new URL('../support/localhost.key.pem', import.meta.url), 'utf8');

/** A plugin that runs this JavaScript, and notes in `runs` what it was asked each time. */
function plugin(code: string, more: Partial<ExecEntry> = {}) {
  const folder = temporaryFolder();
  const script = write(
    folder,
    'plugin.mjs',
    `import fs from 'node:fs';
const asked = JSON.parse(process.env.KUBERNETES_EXEC_INFO);
fs.appendFileSync(${JSON.stringify(join(folder, 'runs'))}, process.env.KUBERNETES_EXEC_INFO + '\\n');
const runs = fs.readFileSync(${JSON.stringify(join(folder, 'runs'))}, 'utf8').trim().split('\\n').length;
const give = (status) => console.log(JSON.stringify({ apiVersion: asked.apiVersion, kind: 'ExecCredential', status }));
${code}`,
  );
  const exec = { apiVersion: v1, command: process.execPath, args: [script], interactiveMode: 'Never', ...more };
  const runs = () =>
    readFileSync(join(folder, 'runs'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  return { exec, folder, runs };
}

const connect = (exec: ExecEntry, cluster: object = {}, more: object = {}, signal = new AbortController().signal) =>
  readConnection(
    {
      context: 'c',
      contexts: [],
      namespace: undefined,
      cluster: { name: 'c', file: '/k/config', value: { server: 'https://a:6443', ...cluster } },
      user: { name: 'u', file: '/k/config', value: { exec, ...more } },
    },
    { env: { PATH: process.env.PATH, FROM: 'outside' }, signal },
  );

describe('an exec plugin', () => {
  it('runs when it is needed, once for all who ask at once, and not again', async () => {
    const { exec, runs } = plugin("give({ token: 'token-' + runs })");
    const { authorize } = await connect(exec);
    expect(() => runs()).toThrow('ENOENT');
    const answers = await Promise.all(Array.from({ length: 5 }, authorize));
    expect([...answers, await authorize()]).toEqual(Array(6).fill({ authorization: 'Bearer token-1' }));
    expect(runs()).toEqual([{ kind: 'ExecCredential', apiVersion: v1, spec: { interactive: false } }]);
  });

  it('runs again when what it gave has expired', async () => {
    const past = 'new Date(Date.now() - 1000).toISOString()';
    const { exec } = plugin(
      `give({ token: 'token-' + runs, expirationTimestamp: runs === 1 ? ${past} : '2999-01-01T00:00:00Z' })`,
    );
    const { authorize } = await connect(exec);
    const said = [await authorize(), await authorize(), await authorize()];
    expect(said.map(({ authorization }) => authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
      'Bearer token-2',
    ]);
  });

  it('runs again for those whom the server refused, once for all of them', async () => {
    const { exec, runs } = plugin("give({ token: 'token-' + runs })");
    const { authorize, refresh } = await connect(exec);
    const used = await authorize();
    expect(await Promise.all([refresh?.(used), refresh?.(used)])).toEqual([true, true]);
    expect(await refresh?.(used)).toBe(true);
    expect([await authorize(), runs().length]).toEqual([{ authorization: 'Bearer token-2' }, 2]);
  });

  it('that gives the same again changes nothing', async () => {
    const { exec } = plugin("give({ token: 'same' })");
    const { authorize, refresh } = await connect(exec);
    expect(await refresh?.(await authorize())).toBe(false);
  });

  it('may give a client certificate', async () => {
    const status = JSON.stringify({ clientCertificateData: certificate, clientKeyData: key });
    const { exec } = plugin(`give(${status})`, { apiVersion: 'client.authentication.k8s.io/v1beta1' });
    const connection = await connect(exec);
    expect(await connection.authorize()).toEqual({});
    expect((await connection.certificate?.())?.cert.toString()).toBe(certificate);
  });

  it('is told about the cluster only when it asks for that', async () => {
    const cluster = {
      'certificate-authority-data': Buffer.from('ca').toString('base64'),
      'tls-server-name': 'other',
      'proxy-url': 'http://proxy:1',
      extensions: [{ name: 'client.authentication.k8s.io/exec', extension: { audience: 'x' } }],
    };
    const { exec, runs } = plugin("give({ token: 't' })", { provideClusterInfo: true });
    await (await connect(exec, cluster)).authorize();
    expect(runs()).toMatchObject([
      {
        spec: {
          cluster: {
            server: 'https://a:6443',
            'tls-server-name': 'other',
            'certificate-authority-data': Buffer.from('ca').toString('base64'),
            'proxy-url': 'http://proxy:1',
            config: { audience: 'x' },
          },
        },
      },
    ]);
  });

  it('has its own environment on top of ours', async () => {
    const env = [{ name: 'MINE', value: '1' }];
    const { exec } = plugin('give({ token: process.env.FROM + process.env.MINE })', { env });
    expect(await (await connect(exec)).authorize()).toEqual({ authorization: 'Bearer outside1' });
  });

  it('given as a path is relative to its kubeconfig', async () => {
    const { exec } = plugin("give({ token: 't' })");
    const command = relative('/k', process.execPath);
    expect(dirname(command)).not.toBe('.');
    expect(await (await connect({ ...exec, command })).authorize()).toEqual({ authorization: 'Bearer t' });
  });

  it.each([
    ['token', { token: 'own' }],
    ['password', { username: 'u', password: 'p' }],
  ])('does not run for a user with a %s', async (_, more) => {
    const { exec, runs } = plugin("give({ token: 't' })");
    await (await connect(exec, {}, more)).authorize();
    expect(() => runs()).toThrow('ENOENT');
  });

  it.each([
    ['no JSON', "console.log('hunter2')", /did not print an ExecCredential as JSON/],
    ['nothing', '', /did not print an ExecCredential as JSON/],
    ['another kind', 'console.log(\'{"kind":"Secret","hunter2":1}\')', /something else than an ExecCredential/],
    [
      'another version',
      'console.log(\'{"kind":"ExecCredential","apiVersion":"hunter2"}\')',
      /another version than client/,
    ],
    ['no status', 'give(undefined)', /neither a token nor a client certificate/],
    ['half a certificate', "give({ clientKeyData: 'hunter2' })", /but not both/],
    ['a bad certificate', "give({ clientKeyData: 'hunter2', clientCertificateData: 'hunter2' })", /cannot be used/],
    ['a number', 'give({ token: 2 })', /a field that is no text/],
    ['a bad time', "give({ token: 'hunter2', expirationTimestamp: 'hunter2' })", /that is no time/],
    ['a token of two lines', "give({ token: 'hunter2\\nx' })", /has a token that cannot be used/],
    ['an exit code', "console.log('hunter2'); process.exit(3)", /ended with exit code 3/],
    ['too much', "process.stdout.write('hunter2'.repeat(400000))", /printed more than a credential/],
  ])('that gives %s is named; what it printed is not shown', async (_, code, message) => {
    const { exec } = plugin(code);
    const failure: unknown = await (await connect(exec)).authorize().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'config', message: expect.stringMatching(message) });
    expect(`${failure} ${JSON.stringify(failure)} ${(failure as Error).stack}`).not.toContain('hunter2');
  });

  it('that is missing is named with its installHint', async () => {
    const exec = { apiVersion: v1, command: 'no-such-plugin', args: ['hunter2'], interactiveMode: 'IfAvailable' };
    const failing = (more: object) => connect({ ...exec, ...more }).then(({ authorize }) => authorize());
    await expect(failing({ installHint: 'Get it from example.com' })).rejects.toMatchObject({
      code: 'config',
      message: 'The credential plugin no-such-plugin was not found.',
      hint: 'Get it from example.com',
    });
    await expect(failing({})).rejects.toMatchObject({ hint: expect.stringContaining('PATH') });
  });

  it('that must ask somebody is not run where nobody is', async () => {
    const { exec } = plugin("give({ token: 't' })", { interactiveMode: 'Always' });
    await expect((await connect(exec)).authorize()).rejects.toThrow(/stdin is no terminal/);
  });

  it('ends with Ctrl-C, also when what it has started goes on', async () => {
    const controller = new AbortController();
    const { exec, folder } = plugin(
      `fs.writeFileSync(import.meta.dirname + '/started', ''); setInterval(() => {}, 1000);`,
    );
    const asking = (await connect(exec, {}, {}, controller.signal)).authorize();
    const failure = expect(asking).rejects.toMatchObject({ code: 'interrupted' });
    await expect.poll(() => readFileSync(join(folder, 'started'), 'utf8')).toBe('');
    controller.abort();
    await failure;
  });
});
