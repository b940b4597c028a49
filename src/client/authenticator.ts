import { KnownError } from '../contract/errors.ts';
import type { Entry } from '../core/kubeconfig.ts';
import type { ClusterEntry, UserEntry } from '../core/kubeconfig-fields.ts';
import { basic } from './basic.ts';
import type { Circumstances, Connection } from './credentials.ts';
import { tokenFileAuthenticator } from './token-file.ts';

/** The part of a connection that says who asks. */
export type Authenticator = Pick<Connection, 'authorize' | 'refresh' | 'certificate'>;

/** What programs and services that give credentials are told. */
export interface Setting extends Circumstances {
  readonly cluster: Entry<ClusterEntry>;
  readonly server: string;
  readonly ca: Buffer | undefined;
  readonly proxy: URL | undefined;
  readonly hasCertificate: boolean;
}

/** Which of a user's ways to say who it is counts (client-go's rest/transport.go and transport/round_trippers.go):
 * a token or a password wins over a program or a provider, a client certificate over a program. */
export async function authenticatorOf(user: Entry<UserEntry> | undefined, setting: Setting): Promise<Authenticator> {
  if (!user) return nobody;
  refuseContradictions(user);
  const { token, tokenFile, username, password = '', exec, 'auth-provider': provider } = user.value;
  if (tokenFile) return tokenFileAuthenticator(user, tokenFile);
  if (token) return constant(`Bearer ${token}`);
  if (username || password) return constant(basic(username ?? '', password));
  if (exec && !setting.hasCertificate) {
    const { execAuthenticator } = await import('./exec/authenticator.ts');
    return execAuthenticator({ ...user, value: exec }, setting);
  }
  if (provider) {
    const { providerAuthenticator } = await import('./auth-provider/authenticator.ts');
    return providerAuthenticator({ ...user, value: provider }, setting);
  }
  return nobody;
}

const nobody: Authenticator = { authorize: async () => ({}) };
const constant = (authorization: string): Authenticator => ({ authorize: async () => ({ authorization }) });

function refuseContradictions({ name, file, value }: Entry<UserEntry>): void {
  const refuse = (words: string): KnownError => new KnownError('config', `The user "${name}" in ${file} ${words}.`);
  const hasToken = Boolean(value.token || value.tokenFile);
  if (hasToken && (value.username || value.password)) throw refuse('has both a token and a password; only one may be');
  if (value.exec && value['auth-provider']) throw refuse('has both exec and auth-provider; only one may be');
  const hasCertificate = Boolean(value['client-certificate'] || value['client-certificate-data']);
  const hasKey = Boolean(value['client-key'] || value['client-key-data']);
  if (hasCertificate && !hasKey) throw refuse('has a client certificate without its key (client-key)');
}
