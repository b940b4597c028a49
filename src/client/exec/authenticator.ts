import { KnownError } from '../../contract/errors.ts';
import type { Entry } from '../../core/kubeconfig.ts';
import type { ExecEntry } from '../../core/kubeconfig-fields.ts';
import type { Authenticator, Setting } from '../authenticator.ts';
import type { ClientCertificate } from '../credentials.ts';
import { askPlugin } from './ask-plugin.ts';

/** What a plugin has given, until it expires. */
export interface ExecCredential {
  readonly token: string | undefined;
  readonly certificate: ClientCertificate | undefined;
  /** Milliseconds since the epoch; undefined: as long as the server takes it. */
  readonly expires: number | undefined;
}

/**
 * Credentials from a program (client-go's plugin/pkg/client/auth/exec, v0.35): it runs when they are first needed,
 * again when they have expired or the server refuses them, and never twice at once.
 */
export function execAuthenticator(user: Entry<ExecEntry>, setting: Setting): Authenticator {
  checkEntry(user);
  const state: { held?: ExecCredential | undefined; asking?: Promise<ExecCredential> | undefined } = {};
  const ask = (): Promise<ExecCredential> => {
    state.asking ??= askPlugin(user, setting)
      .then((credential) => {
        state.held = credential;
        return credential;
      })
      .finally(() => {
        state.asking = undefined;
      });
    return state.asking;
  };
  const current = async (): Promise<ExecCredential> => {
    if (state.asking) return state.asking;
    const { held } = state;
    return held && (held.expires === undefined || Date.now() <= held.expires) ? held : ask();
  };
  const headersOf = ({ token }: ExecCredential) => (token ? { authorization: `Bearer ${token}` } : {});
  return {
    authorize: async () => headersOf(await current()),
    certificate: async () => (await current()).certificate,
    refresh: async (used) => {
      const before = state.held;
      // Somebody else's request was refused first, and what came of it has not been tried here.
      if (before?.token && used && used.authorization !== `Bearer ${before.token}`) return true;
      const after = await ask();
      return before?.token !== after.token || !isSame(before?.certificate, after.certificate);
    },
  };
}

const isSame = (a: ClientCertificate | undefined, b: ClientCertificate | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.cert.equals(b.cert) && a.key.equals(b.key));

export const apiVersions = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1'] as const;
const modes = ['Never', 'IfAvailable', 'Always'];

function checkEntry({ name, file, value }: Entry<ExecEntry>): void {
  const refuse = (words: string, hint?: string): KnownError =>
    new KnownError('config', `The exec of user "${name}" in ${file} ${words}.`, { hint });
  if (!value.command) throw refuse('names no command');
  if (!apiVersions.some((version) => version === value.apiVersion)) {
    const hint = `Known are ${apiVersions.join(' and ')}. A newer plugin, or "update-kubeconfig" of its maker, writes one of them.`;
    throw refuse(`has ${value.apiVersion ? `the apiVersion "${value.apiVersion}"` : 'no apiVersion'}`, hint);
  }
  if (value.env?.some((one) => !one.name)) throw refuse('has an env without a name');
  const mode = value.interactiveMode || (value.apiVersion === apiVersions[0] ? '' : 'IfAvailable');
  if (!modes.includes(mode)) {
    throw refuse(
      mode ? `has the interactiveMode "${mode}"` : 'has no interactiveMode',
      `It is one of ${modes.join(', ')}.`,
    );
  }
}
