import { readFile } from 'node:fs/promises';
import { KnownError } from '../contract/errors.ts';
import type { Chosen, Entry, UserEntry } from '../core/kubeconfig.ts';
import { messageOf } from './failure.ts';
import { beside } from './kubeconfig.ts';

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
  return {
    server: checkServer(value.server ?? '', file).replace(/\/+$/, ''),
    context,
    namespace,
    insecure: value['insecure-skip-tls-verify'] === true,
    tlsServerName: value['tls-server-name'],
    ca: await material(value['certificate-authority-data'], value['certificate-authority'], file),
    cert: user && (await material(user.value['client-certificate-data'], user.value['client-certificate'], user.file)),
    key: user && (await material(user.value['client-key-data'], user.value['client-key'], user.file)),
    authorization: user && (await authorization(user)),
  };
}

function checkServer(server: string, file: string): string {
  if (URL.canParse(server) && /^https?:/.test(server)) return server;
  throw new KnownError('config', `The server "${server}" in ${file} is no http or https address.`);
}

async function authorization({ name, value, file }: Entry<UserEntry>): Promise<string | undefined> {
  if (value.exec) throw notYet('exec', `user "${name}"`, file);
  if (value['auth-provider']) throw notYet('auth-provider', `user "${name}"`, file);
  if (value.token) return `Bearer ${value.token}`;
  if (value.tokenFile) return `Bearer ${(await read(beside(file, value.tokenFile), file)).toString('utf8').trim()}`;
  if (value.username === undefined) return undefined;
  return `Basic ${Buffer.from(`${value.username}:${value.password ?? ''}`).toString('base64')}`;
}

/** Base64 in the file itself wins over a path, as in kubectl. */
async function material(data: string | undefined, path: string | undefined, file: string): Promise<Buffer | undefined> {
  if (data) return Buffer.from(data, 'base64');
  return path ? read(beside(file, path), file) : undefined;
}

const read = (path: string, file: string): Promise<Buffer> =>
  readFile(path).catch((error: unknown) => {
    throw new KnownError('config', `${file} names ${path}, which cannot be read: ${messageOf(error)}.`, {
      cause: error,
    });
  });

const notYet = (what: string, who: string, file: string): KnownError =>
  new KnownError('config', `The ${who} in ${file} uses ${what}, which is not supported yet.`, {
    hint: 'Use a client certificate or a token for now.',
  });
