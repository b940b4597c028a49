import { KnownError } from '../../contract/errors.ts';
import type { Entry } from '../../core/kubeconfig.ts';

export const failure = (
  { name, file }: Pick<Entry<unknown>, 'name' | 'file'>,
  words: string,
  hint?: string,
): KnownError => new KnownError('config', `The auth-provider of user "${name}" in ${file} ${words}.`, { hint });
