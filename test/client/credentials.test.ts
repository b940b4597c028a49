import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConnection } from '../../src/client/credentials.ts';
import { loadContext } from '../../src/client/kubeconfig.ts';
import { kubeconfigOf as text, write } from '../support/kubeconfig.ts';
import { temporaryFolder } from '../support/temporary.ts';

const nothing = { kubeconfig: undefined, context: undefined };

describe('credentials are read:', () => {
  const read = async (user: string, cluster = '', files: Record<string, string> = {}) => {
    const folder = temporaryFolder();
    for (const [name, content] of Object.entries(files)) write(folder, name, content);
    const path = write(folder, 'config', text('a', user, cluster));
    const chosen = await loadContext({ ...nothing, kubeconfig: path }, { env: {}, home: '/' });
    return readConnection(chosen, { env: {}, signal: new AbortController().signal });
  };
  const headers = async (...where: Parameters<typeof read>) => (await read(...where)).authorize();
  const base64 = (value: string) => Buffer.from(value).toString('base64');

  it('a token', async () => {
    expect(await headers('token: t')).toEqual({ authorization: 'Bearer t' });
    expect(await read('token: t')).toMatchObject({ server: 'https://a:6443', proxy: undefined });
  });
  it('a token file beside the kubeconfig, without its line end', async () => {
    expect(await headers('tokenFile: tok', '', { tok: 'from-file\n' })).toEqual({ authorization: 'Bearer from-file' });
  });
  it('a token file that can be read before the token beside it, and else the token', async () => {
    const token = async (...where: Parameters<typeof read>) => (await headers(...where)).authorization;
    expect(await token('token: t, tokenFile: tok', '', { tok: 'fresh' })).toBe('Bearer fresh');
    expect(await token('token: t, tokenFile: tok', '', { tok: '' })).toBe('Bearer t');
    expect(await token('token: t, tokenFile: gone')).toBe('Bearer t');
    await expect(token('tokenFile: tok', '', { tok: '\n' })).rejects.toThrow(/tok, which holds no token/);
  });
  it('a token file again for every request, the last token while it is away', async () => {
    const folder = temporaryFolder();
    const path = write(folder, 'config', text('a', 'tokenFile: tok'));
    write(folder, 'tok', 'one');
    const chosen = await loadContext({ ...nothing, kubeconfig: path }, { env: {}, home: '/' });
    const { authorize, refresh } = await readConnection(chosen, { env: {}, signal: new AbortController().signal });
    const first = await authorize();
    expect(await refresh?.(first)).toBe(false);
    write(folder, 'tok', 'two');
    expect(await refresh?.(first)).toBe(true);
    expect(await authorize()).toEqual({ authorization: 'Bearer two' });
    rmSync(join(folder, 'tok'));
    expect(await authorize()).toEqual({ authorization: 'Bearer two' });
  });
  it('a name and password', async () => {
    expect(await headers('username: u, password: p')).toEqual({ authorization: `Basic ${base64('u:p')}` });
  });
  it('a name and password in the address, before all others, and the address without them', async () => {
    const chosen = {
      context: 'c',
      contexts: [],
      namespace: undefined,
      cluster: { name: 'c', file: '/f', value: { server: 'https://me:p%40ss@Host:6443/k8s/?x#y' } },
      user: { name: 'u', file: '/f', value: { token: 't' } },
    };
    const connection = await readConnection(chosen, { env: {}, signal: new AbortController().signal });
    expect(connection.server).toBe('https://Host:6443/k8s');
    expect(await connection.authorize()).toEqual({ authorization: `Basic ${base64('me:p@ss')}` });
  });
  it.each([
    'ftp://me:hunter2@a',
    'https://me:hunter2@[::',
    '//me:hunter2@a',
    'me:hunter2@a:6443',
    'https://me:x/hunter2@a',
    ' https://me:hunter2@a',
    'https:/me:hunter2@a',
  ])('an address that is none is refused without them: %s', async (server) => {
    const cluster = { name: 'c', file: '/f', value: { server } };
    const chosen = { context: 'c', contexts: [], namespace: undefined, cluster, user: undefined };
    const reading = readConnection(chosen, { env: {}, signal: new AbortController().signal });
    await expect(reading).rejects.toMatchObject({ code: 'config', message: expect.stringContaining('is no http') });
    await expect(reading).rejects.not.toThrow(/hunter2/);
  });
  it('nothing secret for a server without TLS', async () => {
    const chosen = {
      context: 'c',
      contexts: [],
      namespace: undefined,
      cluster: { name: 'c', file: '/f', value: { server: 'http://a' } },
      user: { name: 'u', file: '/f', value: { token: 't', as: 'bob' } },
    };
    const connection = await readConnection(chosen, { env: {}, signal: new AbortController().signal });
    expect(await connection.authorize()).toEqual({ 'Impersonate-User': 'bob' });
  });
  it('a certificate and key, as data', async () => {
    const connection = await read(`client-certificate-data: ${base64('crt')}, client-key-data: ${base64('key')}`);
    expect([connection.cert?.toString(), connection.key?.toString()]).toEqual(['crt', 'key']);
  });
  it('a certificate and authority as files beside the kubeconfig', async () => {
    const connection = await read('client-certificate: c.pem, client-key: c.pem', 'certificate-authority: ca.pem', {
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
    ['a token and a password', 'token: t, username: u', '', /has both a token and a password/],
    [
      'exec and auth-provider',
      'exec: {command: x}, auth-provider: {name: oidc}',
      '',
      /has both exec and auth-provider/,
    ],
    ['a certificate without a key', 'client-certificate: c', '', /client certificate without its key/],
    [
      'an authority and none',
      'token: t',
      'insecure-skip-tls-verify: true, certificate-authority-data: eA==',
      /has both a/,
    ],
    ['groups for nobody', 'token: t, as-groups: [admins]', '', /nobody to act as/],
    ['a uid for nobody', 'token: t, as-uid: "1"', '', /nobody to act as/],
    [
      'a proxy of another kind',
      'token: t',
      'proxy-url: "ftp://u:hunter2@p"',
      /proxy-url of cluster "a" in .* is no http/,
    ],
    ['a proxy that is none', 'token: t', 'proxy-url: "hunter2"', /proxy-url of cluster "a" in .* is no http/],
    ['a provider that nobody knows', 'auth-provider: { name: openstack }', '', /"openstack", which is not known/],
    ['a provider without an issuer', 'auth-provider: { name: oidc }', '', /names no idp-issuer-url/],
    ['a plugin without a command', 'exec: { apiVersion: x }', '', /names no command/],
    ['a plugin of no version', 'exec: { command: x }', '', /has no apiVersion/],
    [
      'a plugin of an old version',
      'exec: { command: x, apiVersion: client.authentication.k8s.io/v1alpha1 }',
      '',
      /v1alpha1"/,
    ],
    [
      'a plugin without a mode',
      'exec: { command: x, apiVersion: client.authentication.k8s.io/v1 }',
      '',
      /no interactiveMode/,
    ],
  ])('%s: refused', async (_, user, cluster, message) => {
    const failure = read(user, cluster, { c: 'x' });
    await expect(failure).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(message) });
    await expect(failure).rejects.not.toThrow(/hunter2/);
  });
  it('impersonation that names nobody is none', async () => {
    expect(await headers('token: t, as-groups: [], as-user-extra: {}')).toEqual({ authorization: 'Bearer t' });
  });
  it.each(['hunter2!', '"a-b"'])('data that is not base64 is refused without showing it: %s', async (data) => {
    const reading = read(`client-key-data: ${data}`);
    await expect(reading).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(/has a client-key-data that is not base64\.$/),
    });
  });
  it('a file that is named and not there is named again', async () => {
    await expect(read('client-certificate-data: eA==, client-key: gone.pem')).rejects.toThrow(
      /names \S+gone\.pem, which cannot be read/,
    );
  });
});
