import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import type { Entry } from '../../core/kubeconfig.ts';
import type { AuthProviderEntry } from '../../core/kubeconfig-fields.ts';
import { failure } from './failure.ts';

/** Writes new tokens into the kubeconfig they came from, as kubectl does: an issuer that gives a new refresh token takes
 * the old one no more. The rest of the file stays as it is. */
export async function keepTokens(
  entry: Entry<AuthProviderEntry>,
  idToken: string,
  refreshToken: string,
  isRotated: boolean,
): Promise<void> {
  try {
    await write(entry, { 'id-token': idToken, 'refresh-token': refreshToken });
  } catch {
    // A kubeconfig that may not be written is no harm while the old refresh token goes on being taken.
    if (isRotated)
      throw failure(entry, 'got a new refresh-token, which could not be written there', 'Make that file writable.');
  }
}

async function write(
  { name, file }: Entry<AuthProviderEntry>,
  tokens: Readonly<Record<string, string>>,
): Promise<void> {
  const path = await realpath(file);
  const { mode } = await stat(path);
  const document = parseDocument(await readFile(path, 'utf8'), { logLevel: 'error', prettyErrors: false });
  const { users } = document.toJS() as { readonly users: readonly { readonly name: string }[] };
  const index = users.findIndex((user) => user.name === name);
  for (const [field, value] of Object.entries(tokens)) {
    document.setIn(['users', index, 'user', 'auth-provider', 'config', field], value);
  }
  // In one step: somebody else may read it just now.
  const beside = `${path}.${process.pid}.new`;
  try {
    await writeFile(beside, document.toString({ lineWidth: 0 }), { mode: mode & 0o777, flag: 'wx' });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
