import { KnownError } from '../contract/errors.ts';
import type { Chosen, Entry, UserEntry } from '../core/kubeconfig.ts';
import { messageOf } from './failure.ts';
import { beside } from './kubeconfig.ts';
import { readFile } from './read-file.ts';

/** What the transport needs to reach one API server. Holds secrets: never printed, never put in an error. */
export interface Connection {
  readonly server: string;
  readonly context: string;
  readonly namespace: string | undefined;
  readonly insecure: boolean;
  readonly tlsServerName: string | undefined;
  readonly ca: Buffer | undefined;
  readonly cert: Buffer | undefined;
  readonly key: Buffer | undefined;
  readonly authorization: string | undefined;
}

/** Reads every file and value that the chosen context names. */
export async function readConnection({ context, namespace, cluster, user }: Chosen): Promise<Connection> {
  const { value, file } = cluster;
  if (value['proxy-url']) throw notYet('proxy-url', `cluster "${cluster.name}"`, file);
  if (user) refuseUnsupported(user);
  return {
    server: checkServer(value.server ?? '', file).replace(/\/+$/, ''),
    context,
    namespace,
    insecure: value['insecure-skip-tls-verify'] === true,
    tlsServerName: value['tls-server-name'],
    ca: await material('certificate-authority', value, file),
    cert: user && (await material('client-certificate', user.value, user.file)),
    key: user && (await material('client-key', user.value, user.file)),
    authorization: user && (await authorization(user)),
  };
}

function checkServer(server: string, file: string): string {
  if (URL.canParse(server) && /^https?:/.test(server)) return server;
  throw new KnownError('config', `The server "${server}" in ${file} is no http or https address.`);
}

function refuseUnsupported({ name, value, file }: Entry<UserEntry>): void {
  const who = `user "${name}"`;
  if (value.exec) throw notYet('exec', who, file);
  if (value['auth-provider']) throw notYet('auth-provider', who, file);
  const impersonation = (['as', 'as-uid', 'as-groups', 'as-user-extra'] as const).find(
    // Older tools write an empty as-user-extra, which says nothing; of a text these are its characters.
    (field) => Object.keys(value[field] ?? {}).length > 0,
  );
  // Left out, everything would be done as somebody else than the kubeconfig says.
  if (impersonation) throw notYet(impersonation, who, file, 'Use a user of that name itself for now.');
}

/** A token file that can be read wins over the token beside it, as in client-go: it is the one that is kept fresh. */
async function authorization({ value, file }: Entry<UserEntry>): Promise<string | undefined> {
  const { token, tokenFile, username, password = '' } = value;
  if (tokenFile) {
    const path = beside(file, tokenFile);
    const fresh = await (token ? readFile(path).catch(() => undefined) : read(path, file));
    const inFile = fresh?.toString('utf8').trim();
    if (inFile) return `Bearer ${inFile}`;
    if (!token) throw new KnownError('config', `${file} names ${path}, which holds no token.`);
  }
  if (token) return `Bearer ${token}`;
  return username === undefined ? undefined : `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

const base64 = /^[A-Za-z0-9+/\s]*(?:=\s*){0,2}$/;

/** Base64 in the file itself wins over a path, as in kubectl. */
async function material<F extends string>(
  field: F,
  value: { readonly [K in F | `${F}-data`]?: string },
  file: string,
): Promise<Buffer | undefined> {
  const data: unknown = value[`${field}-data`];
  const path = value[field];
  if (!data) return path ? read(beside(file, path), file) : undefined;
  if (typeof data === 'string' && base64.test(data)) return Buffer.from(data, 'base64');
  throw new KnownError('config', `${file} has a ${field}-data that is not base64.`);
}

const read = (path: string, file: string): Promise<Buffer> =>
  readFile(path).catch((error: unknown) => {
    throw new KnownError('config', `${file} names ${path}, which cannot be read: ${messageOf(error)}.`, {
      cause: error,
    });
  });

const notYet = (
  what: string,
  who: string,
  file: string,
  hint = 'Use a client certificate or a token for now.',
): KnownError => new KnownError('config', `The ${who} in ${file} uses ${what}, which is not supported yet.`, { hint });
