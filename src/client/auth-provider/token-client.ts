import { readFile } from 'node:fs/promises';
import type { Entry } from '../../core/kubeconfig.ts';
import type { AuthProviderEntry } from '../../core/kubeconfig-fields.ts';
import type { Setting } from '../authenticator.ts';
import { basic } from '../basic.ts';
import type { Connection } from '../credentials.ts';
import { beside } from '../kubeconfig.ts';
import { proxyOf } from '../proxy/choose-proxy.ts';
import { createTransport, type Response } from '../transport.ts';
import { failure } from './failure.ts';

export interface Tokens {
  readonly idToken: string;
  /** Where the issuer gives another one each time. */
  readonly newRefreshToken: string | undefined;
}

const limitMs = 30_000;

/** Asks an OpenID Connect issuer for a new id token (client-go's plugin/pkg/client/auth/oidc, v0.35). */
export function createTokenClient(
  entry: Entry<AuthProviderEntry>,
  config: Readonly<Record<string, string>>,
  { env, signal }: Pick<Setting, 'env' | 'signal'>,
): (refreshToken: string) => Promise<Tokens> {
  const { 'idp-issuer-url': issuer = '', 'client-id': id = '', 'client-secret': secret = '' } = config;
  const address = (text: unknown, what: string): URL => {
    const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
    if (url && /^https?:$/.test(url.protocol)) return url;
    throw failure(entry, `has an ${what} that is no http or https address`);
  };
  const send = async (url: URL, form?: URLSearchParams, authorization?: string): Promise<Response> => {
    const connection: Connection = {
      server: url.origin,
      context: entry.name,
      namespace: undefined,
      insecure: false,
      tlsServerName: undefined,
      ca: await readAuthority(entry, config),
      cert: undefined,
      key: undefined,
      proxy: proxyOf(url, env),
      authorize: async () => (authorization ? { authorization } : {}),
    };
    const transport = createTransport(connection, { userAgent: 'karmate', timeoutMs: limitMs, signal });
    const path = url.pathname + url.search;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return form
      ? transport.send({ method: 'POST', path, headers, body: form.toString() })
      : transport.send({ method: 'GET', path });
  };

  return async (refreshToken) => {
    const found = await send(
      address(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, 'idp-issuer-url'),
    );
    if (found.status !== 200)
      throw failure(entry, `cannot find the token endpoint: ${issuer} answered with HTTP ${found.status}`);
    const endpoint = address(fields(found).token_endpoint, 'issuer with a token endpoint');
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const inHeader = basic(encodeURIComponent(id), encodeURIComponent(secret));
    const inBody = new URLSearchParams({ ...grant, client_id: id, ...(secret ? { client_secret: secret } : {}) });
    // Which of the two ways an issuer wants to be shown the secret is not told; the standard's is tried first.
    const first = secret ? await send(endpoint, new URLSearchParams(grant), inHeader) : undefined;
    const answer = first?.status === 200 ? first : await send(endpoint, inBody);
    if (answer.status !== 200) {
      const { error } = fields(answer);
      const words = typeof error === 'string' && /^\w{1,40}$/.test(error) ? `${error}, ` : '';
      throw failure(
        entry,
        `got no new token: ${endpoint.origin} answered with ${words}HTTP ${answer.status}`,
        signInAgain,
      );
    }
    const { id_token: idToken, refresh_token: newRefreshToken } = fields(answer);
    if (typeof idToken !== 'string')
      throw failure(entry, `got an answer without an id_token from ${endpoint.origin}`, signInAgain);
    return { idToken, newRefreshToken: typeof newRefreshToken === 'string' ? newRefreshToken : undefined };
  };
}

const signInAgain = 'Sign in again with the tool that wrote this kubeconfig, with the scope "openid".';

async function readAuthority({ file }: Entry<AuthProviderEntry>, config: Readonly<Record<string, string>>) {
  const { 'idp-certificate-authority-data': data, 'idp-certificate-authority': path } = config;
  if (data) return Buffer.from(data, 'base64');
  return path ? readFile(beside(file, path)) : undefined;
}

function fields({ body }: Response): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
