import { AzureAuth } from '@kubernetes/client-node/dist/azure_auth.js';
import { GoogleCloudPlatformAuth } from '@kubernetes/client-node/dist/gcp_auth.js';
import { OpenIDConnectAuth } from '@kubernetes/client-node/dist/oidc_auth.js';
import { KnownError } from '../../contract/errors.ts';
import type { Entry } from '../../core/kubeconfig.ts';
import type { AuthProviderEntry } from '../../core/kubeconfig-fields.ts';
import type { Authenticator, Setting } from '../authenticator.ts';
import { failure } from './failure.ts';
import { keepTokens } from './keep-tokens.ts';
import { createTokenClient } from './token-client.ts';

/** client-node changes this in place, as its own memory. */
type Config = Record<string, string>;
interface User {
  readonly name: string;
  readonly authProvider: { readonly name: string; readonly config: Config };
}
type Apply = (user: User, options: { headers: Record<string, string> }) => Promise<void>;

/** The providers of older kubeconfigs, through client-node. Loaded only for a kubeconfig that has one. */
export function providerAuthenticator(entry: Entry<AuthProviderEntry>, setting: Setting): Authenticator {
  const { name = '', config = {} } = entry.value;
  const user: User = { name: entry.name, authProvider: { name, config: { ...config } } };
  const apply = providers[name]?.(entry, user.authProvider.config, setting);
  if (!apply) {
    throw failure(
      entry,
      `is the auth-provider "${name}", which is not known`,
      `Known are ${Object.keys(providers).join(', ')}.`,
    );
  }
  const state: { asking?: Promise<string> | undefined } = {};
  const ask = async (): Promise<string> => {
    const headers: Record<string, string> = {};
    try {
      await apply(user, { headers });
    } catch (error) {
      if (error instanceof KnownError) throw error;
      // No cause: it may quote a token, or what a program printed.
      throw failure(entry, 'gave no token', hints[name]);
    }
    const authorization = headers.Authorization ?? '';
    // client-node writes what it has not got as a word.
    if (!authorization || /^Bearer (undefined|null)?$/.test(authorization))
      throw failure(entry, 'has no token', hints[name]);
    return authorization;
  };
  return {
    authorize: async () => {
      state.asking ??= ask().finally(() => {
        state.asking = undefined;
      });
      return { authorization: await state.asking };
    },
  };
}

const providers: Readonly<
  Record<string, (entry: Entry<AuthProviderEntry>, config: Config, setting: Setting) => Apply>
> = {
  oidc: (entry, config, setting) => {
    for (const field of ['idp-issuer-url', 'client-id']) {
      if (!config[field]) throw failure(entry, `names no ${field}`);
    }
    // To client-node no token at all is nothing to renew; one that says no expiry is.
    config['id-token'] ||= 'none';
    const provider = new OpenIDConnectAuth();
    const client = createTokenClient(entry, config, setting);
    // Its own client cannot be used: it hands openid-client a text for an address, and knows no authority of the issuer's.
    const refresh = async (refreshToken: string) => {
      const { idToken, newRefreshToken = refreshToken } = await client(refreshToken);
      await keepTokens(entry, idToken, newRefreshToken, newRefreshToken !== refreshToken);
      return {
        id_token: idToken,
        refresh_token: newRefreshToken,
        expires_at: OpenIDConnectAuth.expirationFromToken(idToken),
      };
    };
    return (user, options) => provider.applyAuthentication(user, options, { refresh });
  },
  gcp: () => (user, options) => new GoogleCloudPlatformAuth().applyAuthentication(user, options),
  azure: () => (user, options) => new AzureAuth().applyAuthentication(user, options),
};

const hints: Readonly<Record<string, string>> = {
  oidc: 'Sign in again with the tool that wrote this kubeconfig; it needs a refresh-token to go on by itself.',
  gcp: 'kubectl has given this provider up too: write a new kubeconfig with "gcloud container clusters get-credentials".',
  azure: 'kubectl has given this provider up too: convert the kubeconfig with kubelogin.',
};
