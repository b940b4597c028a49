import { KnownError } from '../contract/errors.ts';
import type { Entry } from './kubeconfig.ts';
import type { UserEntry } from './kubeconfig-fields.ts';

/** Somebody else to act as; the server checks that this is allowed. */
export interface Impersonation {
  readonly user: string;
  readonly groups: readonly string[];
  readonly uid?: string | undefined;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Whom to act as: what is asked for on this call wins over the kubeconfig field by field, and what is empty says
 * nothing (merge in client-go's tools/clientcmd/client_config.go, v0.35).
 */
export function impersonationOf(
  user: Entry<UserEntry> | undefined,
  asked: Impersonation | undefined,
): Impersonation | undefined {
  const { as, 'as-uid': uid, 'as-groups': groups, 'as-user-extra': extra } = user?.value ?? {};
  const name = asked?.user || as;
  const all = {
    groups: asked?.groups.length ? asked.groups : (groups ?? []),
    uid: asked?.uid || uid || undefined,
    extra: { ...extra, ...asked?.extra },
  };
  if (name) return { user: name, ...all };
  if (all.groups.length === 0 && all.uid === undefined && Object.keys(all.extra).length === 0) return undefined;
  // Left out, everything would be done as somebody else than the kubeconfig says.
  const where = user ? `The user "${user.name}" in ${user.file}` : 'The impersonation';
  throw new KnownError('config', `${where} names groups, a uid or extras to act with, but nobody to act as.`, {
    hint: 'Add "as", or take away as-groups, as-uid and as-user-extra.',
  });
}

/** The headers that say so (client-go's transport/round_trippers.go); the server decides whether that is allowed. */
export function impersonationHeaders({ user, groups, uid, extra = {} }: Impersonation) {
  return {
    'Impersonate-User': asBytes(user),
    ...(uid ? { 'Impersonate-Uid': asBytes(uid) } : {}),
    ...(groups.length > 0 ? { 'Impersonate-Group': groups.map(asBytes) } : {}),
    ...Object.fromEntries(
      Object.entries(extra).map(([key, values]) => [`Impersonate-Extra-${escapeKey(key)}`, values.map(asBytes)]),
    ),
  } satisfies Record<string, string | readonly string[]>;
}

const bytesOf = (text: string): readonly number[] => [...new TextEncoder().encode(text)];

/** Headers are written byte by byte: UTF-8 goes as its bytes, as Go sends it. */
const asBytes = (text: string): string =>
  bytesOf(text)
    .map((byte) => String.fromCharCode(byte))
    .join('');

/** What a header's name may hold stays; the rest, and "%" itself, goes as %XX. */
const escapeKey = (key: string): string =>
  bytesOf(key)
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[A-Za-z0-9!#$&'*+.^_`|~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
