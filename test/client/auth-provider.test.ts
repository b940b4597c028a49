import { chmodSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConnection } from '../../src/client/credentials.ts';
import { loadContext } from '../../src/client/kubeconfig.ts';
import { createTransport } from '../../src/client/transport.ts';
import { options, start } from '../support/connection.ts';
import { certificate, sendJson, type TestServer } from '../support/https-server.ts';
import { write } from '../support/kubeconfig.ts';
import { temporaryFolder } from '../support/temporary.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const idToken = (exp: number, sub = 'me') => `${part({ alg: 'none' })}.${part({ exp, sub })}.hunter2`;
const [past, future] = [1_000_000_000, 32_000_000_000];
const authority = certificate.toString('base64');
const signal = new AbortController().signal;

type Grant = (form: URLSearchParams, request: IncomingMessage, response: ServerResponse) => void;

/** An identity provider: discovery, and a token endpoint that does as the test says. */
async function startIssuer(grant: Grant): Promise<TestServer> {
  const issuer: TestServer = await start((request, response) => {
    if (request.url?.startsWith('/realm/.well-known/openid-configuration')) {
      sendJson(response, 200, { issuer: `${issuer.url}/realm`, token_endpoint: `${issuer.url}/realm/token` });
      return;
    }
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => grant(new URLSearchParams(body), request, response));
  });
  return issuer;
}

async function kubeconfig(issuer: string, config: object, server = 'https://a') {
  const path = write(
    temporaryFolder(),
    'config',
    `# kept
current-context: a
clusters: [{name: a, cluster: {server: "${server}", certificate-authority-data: ${authority}}}]
contexts: [{name: a, context: {cluster: a, user: me}}]
users:
- name: other
  user: {token: other}
- name: me
  user:
    auth-provider:
      name: oidc
      config: ${JSON.stringify({ 'idp-issuer-url': issuer, 'client-id': 'karmate', 'idp-certificate-authority-data': authority, ...config })}
`,
  );
  const chosen = await loadContext({ kubeconfig: path, context: undefined }, { env: {}, home: '/' });
  return { path, connection: await readConnection(chosen, { env: {}, signal }) };
}

describe('the auth-provider oidc', () => {
  it('shows an id token that is still good, and asks nobody', async () => {
    const good = idToken(future);
    const { connection } = await kubeconfig('https://127.0.0.1:1/realm', { 'id-token': good });
    expect(await connection.authorize()).toEqual({ authorization: `Bearer ${good}` });
  });

  it('gets a new one from the issuer, once, shows it to the server and keeps it in the kubeconfig', async () => {
    const forms: string[] = [];
    const issuer = await startIssuer((form, _, response) => {
      forms.push(form.toString());
      sendJson(response, 200, { id_token: idToken(future), refresh_token: 'rotated' });
    });
    const api = await start((_, response) => sendJson(response, 200, {}));
    const tokens = { 'id-token': idToken(past), 'refresh-token': 'first' };
    const { path, connection } = await kubeconfig(`${issuer.url}/realm`, tokens, api.url);
    chmodSync(path, 0o600);
    const transport = createTransport(connection, options);
    await Promise.all(Array.from({ length: 4 }, () => transport.send({ method: 'GET', path: '/x' })));
    await transport.send({ method: 'GET', path: '/x' });
    expect(new Set(api.requests.map(({ headers }) => headers.authorization))).toEqual(
      new Set([`Bearer ${idToken(future)}`]),
    );
    expect(forms).toEqual(['grant_type=refresh_token&refresh_token=first&client_id=karmate']);
    const kept = readFileSync(path, 'utf8');
    expect(kept).toMatch(/^# kept\n/);
    expect((parse(kept) as { users: object[] }).users).toMatchObject([
      { name: 'other', user: { token: 'other' } },
      { user: { 'auth-provider': { config: { 'id-token': idToken(future), 'refresh-token': 'rotated' } } } },
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('starts from a refresh token alone', async () => {
    const issuer = await startIssuer((_, __, response) => sendJson(response, 200, { id_token: idToken(future) }));
    const { connection } = await kubeconfig(`${issuer.url}/realm/`, { 'refresh-token': 'r' });
    expect(await connection.authorize()).toEqual({ authorization: `Bearer ${idToken(future)}` });
  });

  it.each(['header', 'body'])('shows its secret in the %s, where the issuer wants it', async (where) => {
    const issuer = await startIssuer((form, { headers }, response) => {
      const inHeader = headers.authorization === `Basic ${Buffer.from('karmate:s%2Fx').toString('base64')}`;
      const isRight = where === 'header' ? inHeader : form.get('client_secret') === 's/x' && !headers.authorization;
      sendJson(response, isRight ? 200 : 401, isRight ? { id_token: idToken(future) } : { error: 'invalid_client' });
    });
    const { connection } = await kubeconfig(`${issuer.url}/realm`, { 'refresh-token': 'r', 'client-secret': 's/x' });
    expect(await connection.authorize()).toEqual({ authorization: `Bearer ${idToken(future)}` });
  });

  it.each<[string, Grant, RegExp]>([
    [
      'that is refused',
      (_, __, r) => sendJson(r, 400, { error: 'invalid_grant', error_description: 'hunter2' }),
      /invalid_grant, HTTP 400/,
    ],
    ['that talks nonsense', (_, __, r) => void r.writeHead(200).end('hunter2'), /without an id_token/],
    ['that gets no id token', (_, __, r) => sendJson(r, 200, { access_token: 'hunter2' }), /without an id_token/],
    ['that fails', (_, __, r) => void r.writeHead(500).end('hunter2'), /HTTP 500/],
  ])('%s is named, without what was said', async (_, grant, message) => {
    const issuer = await startIssuer(grant);
    const { connection } = await kubeconfig(`${issuer.url}/realm`, { 'refresh-token': 'hunter2' });
    const failure: unknown = await connection.authorize().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'config', message: expect.stringMatching(message) });
    expect(`${(failure as Error).stack} ${JSON.stringify(failure)}`).not.toContain('hunter2');
  });

  it.each([
    ['an old token and nothing to renew it with', { 'id-token': idToken(past) }],
    ['a token that is none', { 'id-token': 'a.hunter2.c' }],
  ])('%s: says to sign in again', async (_, config) => {
    const { connection } = await kubeconfig('https://127.0.0.1:1', config);
    const failure: unknown = await connection.authorize().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'config', hint: expect.stringContaining('Sign in again') });
    expect(String(failure)).not.toContain('hunter2');
  });

  it('an issuer that is away is unreachable', async () => {
    const { connection } = await kubeconfig('https://127.0.0.1:1/realm', { 'refresh-token': 'r' });
    await expect(connection.authorize()).rejects.toMatchObject({
      code: 'unreachable',
      message: 'https://127.0.0.1:1 refused the connection.',
    });
  });
});

describe.each(['gcp', 'azure'])('the auth-provider %s', (name) => {
  const connect = (config: Readonly<Record<string, string>>) =>
    readConnection(
      {
        context: 'c',
        contexts: [],
        namespace: undefined,
        cluster: { name: 'c', file: '/f', value: { server: 'https://a' } },
        user: { name: 'u', file: '/f', value: { 'auth-provider': { name, config } } },
      },
      { env: {}, signal },
    );

  it('shows the token it has', async () => {
    const { authorize } = await connect({ 'access-token': 't', expiry: '2999-01-01T00:00:00Z' });
    expect(await authorize()).toEqual({ authorization: 'Bearer t' });
  });

  it('runs its command for a new one', async () => {
    const folder = temporaryFolder();
    const script = write(
      folder,
      'give.mjs',
      "console.log(JSON.stringify({ c: { t: 'new', e: '2999-01-01T00:00:00Z' } }))",
    );
    const command = { 'cmd-path': process.execPath, 'cmd-args': script, 'token-key': '{.c.t}', 'expiry-key': '{.c.e}' };
    const { authorize } = await connect({ 'access-token': 'old', expiry: '2001-01-01T00:00:00Z', ...command });
    expect(await authorize()).toEqual({ authorization: 'Bearer new' });
  });

  it('without a way to a new one says what to do', async () => {
    const { authorize } = await connect({ 'access-token': 'hunter2', expiry: '2001-01-01T00:00:00Z' });
    const failure: unknown = await authorize().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'config', hint: expect.stringContaining('kubectl') });
    expect(String(failure)).not.toContain('hunter2');
  });
});
