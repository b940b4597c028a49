import { isPlainObject } from './plain-object.ts';
/** What a kubeconfig may hold and of which kind; fields that are not named here are nobody's business. */
export interface ClusterEntry {
  readonly server?: string;
  readonly 'certificate-authority'?: string;
  readonly 'certificate-authority-data'?: string;
  readonly 'insecure-skip-tls-verify'?: boolean;
  readonly 'tls-server-name'?: string;
  readonly 'proxy-url'?: string;
  readonly 'disable-compression'?: boolean;
  readonly extensions?: readonly { readonly name?: string; readonly extension?: unknown }[];
}

export interface ExecEntry {
  readonly apiVersion?: string;
  readonly command?: string;
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name?: string; readonly value?: string }[];
  readonly installHint?: string;
  readonly provideClusterInfo?: boolean;
  readonly interactiveMode?: string;
}

export interface AuthProviderEntry {
  readonly name?: string;
  readonly config?: Readonly<Record<string, string>>;
}

export interface UserEntry {
  readonly 'client-certificate'?: string;
  readonly 'client-certificate-data'?: string;
  readonly 'client-key'?: string;
  readonly 'client-key-data'?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly username?: string;
  readonly password?: string;
  readonly as?: string;
  readonly 'as-uid'?: string;
  readonly 'as-groups'?: readonly string[];
  readonly 'as-user-extra'?: Readonly<Record<string, readonly string[]>>;
  readonly exec?: ExecEntry;
  readonly 'auth-provider'?: AuthProviderEntry;
}

export interface ContextEntry {
  readonly cluster?: string;
  readonly user?: string;
  readonly namespace?: string;
}

/** A kind of value: what it is called, whether a value is of it, and what it holds. */
interface Kind {
  readonly name: string;
  readonly is: (value: unknown) => boolean;
  readonly fields?: Readonly<Record<string, Kind>>;
  readonly items?: Kind;
}

const text: Kind = { name: 'a text', is: (value) => typeof value === 'string' };
const flag: Kind = { name: 'true or false', is: (value) => typeof value === 'boolean' };
const mapping = (fields?: Kind['fields'], items?: Kind): Kind => ({
  name: 'a mapping',
  is: isPlainObject,
  ...(fields ? { fields } : {}),
  ...(items ? { items } : {}),
});
const list = (items: Kind): Kind => ({ name: 'a list', is: Array.isArray, items });

/** Every field that is read, so that nothing of another kind reaches those who read it. */
const fieldsOf = <T>(fields: { readonly [F in keyof Required<T>]: Kind }): Kind => mapping(fields);

export const clusterKind = fieldsOf<ClusterEntry>({
  server: text,
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': flag,
  'tls-server-name': text,
  'proxy-url': text,
  'disable-compression': flag,
  extensions: list(mapping({ name: text })),
});

export const userKind = fieldsOf<UserEntry>({
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  as: text,
  'as-uid': text,
  'as-groups': list(text),
  'as-user-extra': mapping(undefined, list(text)),
  exec: fieldsOf<ExecEntry>({
    apiVersion: text,
    command: text,
    args: list(text),
    env: list(mapping({ name: text, value: text })),
    installHint: text,
    provideClusterInfo: flag,
    interactiveMode: text,
  }),
  'auth-provider': mapping({ name: text, config: mapping(undefined, text) }),
});

export const contextKind = fieldsOf<ContextEntry>({ cluster: text, user: text, namespace: text });

export type Path = readonly (string | number)[];

/** The first thing of another kind than it should be. Null is as good as left out, as in Go; in a list it is no item. */
export function wrongKind(value: unknown, kind: Kind, path: Path): { path: Path; wanted: string } | undefined {
  if (!kind.is(value)) return { path, wanted: kind.name };
  const { fields, items } = kind;
  if (!fields && !items) return undefined;
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [index, item])
    : Object.entries(value as object);
  for (const [key, inner] of entries) {
    const innerKind = items ?? fieldOf(fields, key);
    const isLeftOut = !items && (inner === undefined || inner === null);
    const wrong = innerKind && !isLeftOut && wrongKind(inner, innerKind, [...path, key]);
    if (wrong) return wrong;
  }
  return undefined;
}

const fieldOf = (fields: Kind['fields'], key: string | number): Kind | undefined =>
  fields && Object.hasOwn(fields, key) ? fields[key] : undefined;

/** The same without the fields that are null. */
export function withoutNulls(value: unknown, kind: Kind | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNulls(item, kind?.items));
  if (!isPlainObject(value) || !kind?.fields) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutNulls(inner, fieldOf(kind.fields, key))]),
  );
}

/** `users[0].user.token` */
export const pathInWords = (path: Path): string =>
  path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
