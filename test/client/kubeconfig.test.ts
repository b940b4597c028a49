import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConnection } from '../../src/client/credentials.ts';
import { loadContext } from '../../src/client/kubeconfig.ts';
import { temporaryFolder } from '../support/temporary.ts';

const text = (name: string, user: string, cluster = '') => `
current-context: ${name}
clusters: [{ name: ${name}, cluster: { server: "https://${name}:6443/", ${cluster} } }]
users: [{ name: ${name}, user: { ${user} } }]
contexts: [{ name: ${name}, context: { cluster: ${name}, user: ${name} } }]
`;

function write(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const nothing = { kubeconfig: undefined, context: undefined };

describe('a kubeconfig is looked for', () => {
  it('where the flag says, before KUBECONFIG', async () => {
    const folder = temporaryFolder();
    const [a, b] = [write(folder, 'a', text('a', 'token: t')), write(folder, 'b', text('b', 'token: t'))];
    const chosen = await loadContext({ ...nothing, kubeconfig: a }, { env: { KUBECONFIG: b }, home: folder });
    expect(chosen.context).toBe('a');
  });

  it('in all files of KUBECONFIG, those that are not there left out', async () => {
    const folder = temporaryFolder();
    const files = [
      join(folder, 'no'),
      write(folder, 'a', text('a', 'token: t')),
      write(folder, 'b', text('b', 'token: t')),
    ];
    const surroundings = { env: { KUBECONFIG: files.join(delimiter) }, home: folder };
    expect((await loadContext(nothing, surroundings)).context).toBe('a');
    expect((await loadContext({ ...nothing, context: 'b' }, surroundings)).cluster.value.server).toBe(
      'https://b:6443/',
    );
  });

  it('nowhere else when there is none, naming the places and the next step', async () => {
    const home = temporaryFolder();
    await expect(loadContext(nothing, { env: {}, home })).rejects.toMatchObject({
      code: 'config',
      message: `No kubeconfig was found: KUBECONFIG is not set, ${home}/.kube/config is not there.`,
      hint: expect.stringContaining('karmate lab up'),
    });
    await expect(loadContext(nothing, { env: { KUBECONFIG: '/no/a' }, home })).rejects.toThrow('KUBECONFIG (/no/a)');
  });

  it('and broken YAML is named with its line', async () => {
    const path = write(temporaryFolder(), 'bad', 'clusters:\n  - name: a\n bad: [\n');
    await expect(loadContext({ ...nothing, kubeconfig: path }, { env: {}, home: '/' })).rejects.toThrow(
      `${path}:3: the kubeconfig is not valid YAML`,
    );
  });

  it.each([
    [
      'block',
      'users:\n- { name: a, user: { token: |hunter2 } }\n',
      ':2: the kubeconfig is not valid YAML at column 29: ',
    ],
    ['alias', 'users:\n- { name: a, user: { token: *hunter2 } }\n', ': the kubeconfig is not valid YAML: an alias'],
  ])('and a secret that looks like the %s of YAML is not shown', async (_, content, words) => {
    const path = write(temporaryFolder(), 'bad', content);
    const failure = await loadContext({ ...nothing, kubeconfig: path }, { env: {}, home: '/' }).catch(String);
    expect(failure).toContain(`${path}${words}`);
    expect(failure).not.toContain('hunter2');
  });
});

describe('credentials are read:', () => {
  const read = async (user: string, cluster = '', files: Record<string, string> = {}) => {
    const folder = temporaryFolder();
    for (const [name, content] of Object.entries(files)) write(folder, name, content);
    const path = write(folder, 'config', text('a', user, cluster));
    return readConnection(await loadContext({ ...nothing, kubeconfig: path }, { env: {}, home: '/' }));
  };
  const base64 = (value: string) => Buffer.from(value).toString('base64');

  it('a token', async () => {
    expect(await read('token: t')).toMatchObject({ authorization: 'Bearer t', server: 'https://a:6443' });
  });
  it('a token file beside the kubeconfig, without its line end', async () => {
    expect((await read('tokenFile: tok', '', { tok: 'from-file\n' })).authorization).toBe('Bearer from-file');
  });
  it('a token file that can be read before the token beside it, and else the token', async () => {
    expect((await read('token: t, tokenFile: tok', '', { tok: 'fresh' })).authorization).toBe('Bearer fresh');
    expect((await read('token: t, tokenFile: tok', '', { tok: '' })).authorization).toBe('Bearer t');
    expect((await read('token: t, tokenFile: gone')).authorization).toBe('Bearer t');
    await expect(read('tokenFile: tok', '', { tok: '\n' })).rejects.toThrow(/tok, which holds no token/);
  });
  it('a name and password', async () => {
    expect((await read('username: u, password: p')).authorization).toBe(`Basic ${base64('u:p')}`);
  });
  it('a certificate and key, as data', async () => {
    const connection = await read(`client-certificate-data: ${base64('crt')}, client-key-data: ${base64('key')}`);
    expect([connection.cert?.toString(), connection.key?.toString()]).toEqual(['crt', 'key']);
  });
  it('a certificate and authority as files beside the kubeconfig', async () => {
    const connection = await read('client-certificate: c.pem', 'certificate-authority: ca.pem', {
      'c.pem': 'crt',
      'ca.pem': 'ca',
    });
    expect([connection.cert?.toString(), connection.ca?.toString()]).toEqual(['crt', 'ca']);
  });
  it('insecure-skip-tls-verify and tls-server-name', async () => {
    const connection = await read('token: t', 'insecure-skip-tls-verify: true, tls-server-name: other');
    expect(connection).toMatchObject({ insecure: true, tlsServerName: 'other' });
  });
  it.each([
    ['exec', 'exec: { command: aws }', ''],
    ['auth-provider', 'auth-provider: { name: gcp }', ''],
    ['as', 'token: t, as: admin', ''],
    ['as-uid', 'token: t, as-uid: "1"', ''],
    ['as-groups', 'token: t, as-groups: [admins]', ''],
    ['proxy-url', 'token: t', 'proxy-url: "http://p"'],
  ])('%s is refused for now', async (what, user, cluster) => {
    await expect(read(user, cluster)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining(`uses ${what}, which is not supported yet`),
    });
  });
  it('impersonation that names nobody is none', async () => {
    expect(await read('token: t, as-groups: [], as-user-extra: {}')).toMatchObject({ authorization: 'Bearer t' });
  });
  it.each(['hunter2!', '12', '"a-b"'])('data that is not base64 is refused without showing it: %s', async (data) => {
    const reading = read(`client-key-data: ${data}`);
    await expect(reading).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(/has a client-key-data that is not base64\.$/),
    });
  });
  it('a file that is named and not there is named again', async () => {
    await expect(read('client-key: gone.pem')).rejects.toThrow(/names \S+gone\.pem, which cannot be read/);
  });
});
