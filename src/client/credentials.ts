import { KnownError } from '../contract/errors.ts';
import { type Impersonation, impersonationHeaders, impersonationOf } from '../core/impersonation.ts';
import type { Chosen, Entry } from '../core/kubeconfig.ts';
import type { ClusterEntry } from '../core/kubeconfig-fields.ts';
import { authenticatorOf } from './authenticator.ts';
import { messageOf } from './failure.ts';
import { beside } from './kubeconfig.ts';
import { chooseProxy } from './proxy/choose-proxy.ts';
import { readFile } from './read-file.ts';
import { readServer } from './server-address.ts';
import { checkHeaders } from './usable-credentials.ts';

export type Headers = Readonly<Record<string, string | readonly string[]>>;

export interface ClientCertificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

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
  /** The proxy to go through; it may hold a name and password. */
  readonly proxy: URL | undefined;
  /** Who asks, as headers for one request. */
  readonly authorize: () => Promise<Headers>;
  /** After a 401: true when there are other credentials now than those used, so that asking again makes sense. */
  readonly refresh?: ((used?: Headers) => Promise<boolean>) | undefined;
  /** The client certificate of just now, where it is not that of the kubeconfig. */
  readonly certificate?: (() => Promise<ClientCertificate | undefined>) | undefined;
}

/** What credentials may need beside the kubeconfig. */
export interface Circumstances {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly impersonate?: Impersonation | undefined;
  /** Runs what talks to the user itself, and lets nobody talk over it. */
  readonly aside?: (<T>(work: () => Promise<T>) => Promise<T>) | undefined;
}

/** Reads the files and values that the chosen context names. Programs that give credentials run when they are needed. */
export async function readConnection(
  { context, namespace, cluster, user }: Chosen,
  circumstances: Circumstances,
): Promise<Connection> {
  const { value, file } = cluster;
  const { server, authorization } = readServer(value.server ?? '', file);
  const secure = new URL(server).protocol === 'https:';
  const ca = await material('certificate-authority', value, file);
  refuseContradiction(cluster, ca);
  const proxy = chooseProxy(new URL(server), cluster, circumstances.env);
  const impersonation = impersonationOf(user, circumstances.impersonate);
  const asked = impersonation ? impersonationHeaders(impersonation) : {};
  // Without TLS nothing secret is sent, as in client-go.
  const known = secure ? user : undefined;
  const cert = known && (await material('client-certificate', known.value, known.file));
  const key = known && (await material('client-key', known.value, known.file));
  const authenticator = authorization
    ? { authorize: async () => ({ authorization }) }
    : await authenticatorOf(known, {
        ...circumstances,
        cluster,
        server,
        ca,
        proxy,
        hasCertificate: cert !== undefined,
      });
  return {
    server,
    context,
    namespace,
    insecure: value['insecure-skip-tls-verify'] === true,
    tlsServerName: value['tls-server-name'] || undefined,
    ca,
    cert,
    key,
    proxy,
    ...authenticator,
    authorize: async () => checkHeaders(context, { ...(await authenticator.authorize()), ...asked }),
  };
}

function refuseContradiction({ name, value, file }: Entry<ClusterEntry>, ca: Buffer | undefined): void {
  if (value['insecure-skip-tls-verify'] !== true || ca === undefined) return;
  throw new KnownError(
    'config',
    `The cluster "${name}" in ${file} has both a certificate-authority and insecure-skip-tls-verify.`,
    {
      hint: 'Keep one: the authority, to be sure which server answers.',
    },
  );
}

const base64 = /^[A-Za-z0-9+/\s]*(?:=\s*){0,2}$/;

/** Base64 in the file itself wins over a path. */
async function material<F extends string>(
  field: F,
  value: { readonly [K in F | `${F}-data`]?: string },
  file: string,
): Promise<Buffer | undefined> {
  const data = value[`${field}-data`];
  const path = value[field];
  if (!data) return path ? readNamed(beside(file, path), file) : undefined;
  if (base64.test(data)) return Buffer.from(data, 'base64');
  throw new KnownError('config', `${file} has a ${field}-data that is not base64.`);
}

export const readNamed = (path: string, file: string): Promise<Buffer> =>
  readFile(path).catch((error: unknown) => {
    throw new KnownError('config', `${file} names ${path}, which cannot be read: ${messageOf(error)}.`, {
      cause: error,
    });
  });
