import { KnownError } from '../contract/errors.ts';
import type { Entry } from '../core/kubeconfig.ts';
import type { UserEntry } from '../core/kubeconfig-fields.ts';
import type { Authenticator } from './authenticator.ts';
import { readNamed } from './credentials.ts';
import { beside } from './kubeconfig.ts';

/**
 * A token file is read for every request, since whoever keeps it fresh (the kubelet, for a pod's account) says nothing
 * of it. Where it cannot be read any more, the last token counts; a token beside it stands in until it can be, as in client-go.
 */
export function tokenFileAuthenticator({ value, file }: Entry<UserEntry>, tokenFile: string): Authenticator {
  const path = beside(file, tokenFile);
  const last = { token: value.token ?? '' };
  const read = async (): Promise<string> => {
    const content = await readNamed(path, file).catch((error: unknown) => {
      if (last.token) return undefined;
      throw error;
    });
    last.token = content?.toString('utf8').trim() || last.token;
    if (last.token) return last.token;
    throw new KnownError('config', `${file} names ${path}, which holds no token.`);
  };
  return {
    authorize: async () => ({ authorization: `Bearer ${await read()}` }),
    refresh: async (used) => used !== undefined && `Bearer ${await read()}` !== used.authorization,
  };
}
