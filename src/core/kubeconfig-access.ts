import { clusters } from './cluster.ts';
import type { Chosen, Kubeconfig } from './kubeconfig.ts';
import type { ClusterEntry, UserEntry } from './kubeconfig-fields.ts';
import { pathOf } from './object.ts';
import { sameJson } from './same-json.ts';

/** One way to one API server: a context with its cluster and its user, as it is made, written and merged. */
export interface Access {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly cluster: ClusterEntry;
  readonly user: UserEntry;
}

/** The plain data of a kubeconfig that has just this. It holds credentials. */
export const kubeconfigOf = (access: Access) => ({
  apiVersion: 'v1',
  kind: 'Config',
  ...entriesOf(access),
  'current-context': access.name,
});

const entriesOf = ({ name, namespace, cluster, user }: Access) => ({
  clusters: [{ name, cluster }],
  contexts: [{ name, context: { cluster: name, user: name, ...(namespace ? { namespace } : {}) } }],
  users: [{ name, user }],
});

/** As a kubeconfig that was read would give it; `file` is what messages call it. */
export const chosenOf = ({ name, namespace, cluster, user }: Access, file: string): Chosen => ({
  context: name,
  contexts: [name],
  namespace,
  cluster: { name, file, value: cluster },
  user: { name, file, value: user },
});

export interface OutsideWish {
  readonly name: string;
  readonly server: string;
  readonly tlsServerName?: string | undefined;
  readonly insecure: boolean;
}

/** Karmada's own kubeconfig, leading to another address of the same API server. */
export function outsideAccess(
  { cluster, user }: Chosen,
  { name, server, tlsServerName, insecure }: OutsideWish,
): Access {
  const { 'certificate-authority': _, 'certificate-authority-data': __, ...unchecked } = cluster.value;
  const value: ClusterEntry = insecure
    ? { ...unchecked, server, 'insecure-skip-tls-verify': true }
    : { ...without(cluster.value, 'insecure-skip-tls-verify'), server };
  return {
    name,
    cluster: tlsServerName === undefined ? value : { ...value, 'tls-server-name': tlsServerName },
    user: user?.value ?? {},
  };
}

/** A member cluster behind Karmada's proxy, with the credentials for Karmada. */
export function memberAccess({ cluster, user }: Chosen, member: string, name: string): Access {
  const base = (cluster.value.server ?? '').replace(/[?#].*$/, '').replace(/\/+$/, '');
  const server = `${base}${pathOf({ ...clusters, name: member })}/proxy`;
  return { name, cluster: { ...cluster.value, server }, user: user?.value ?? {} };
}

function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = value;
  return rest;
}

/** What is to be set in a parsed kubeconfig. */
export interface KubeconfigEdit {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

export interface KubeconfigMerge {
  readonly edits: readonly KubeconfigEdit[];
  /** Entries of that name which say something else now, as `user "x"`. */
  readonly replaced: readonly string[];
}

/** What to change so that a kubeconfig has this access too. All other entries stay, and so does the current context. */
export function planMerge(into: Kubeconfig, access: Access): KubeconfigMerge {
  const ours = entriesOf(access);
  const lists = [
    { list: 'clusters', field: 'cluster', there: into.clusters, value: ours.clusters[0]?.cluster },
    { list: 'contexts', field: 'context', there: into.contexts, value: ours.contexts[0]?.context },
    { list: 'users', field: 'user', there: into.users, value: ours.users[0]?.user },
  ] as const;
  const found = lists.map(({ there, ...rest }) => {
    const index = there.findIndex(({ name }) => name === access.name);
    const held = there[index]?.value;
    const isSame = held !== undefined && sameJson(held, rest.value);
    return { ...rest, index: index < 0 ? there.length : index, isNew: index < 0, isSame, isFirst: there.length === 0 };
  });
  const edits = found
    .filter(({ isSame }) => !isSame)
    .map(({ list, field, index, isFirst, value }) => {
      const entry = { name: access.name, [field]: value };
      return isFirst ? { path: [list], value: [entry] } : { path: [list, index], value: entry };
    });
  const current = into.currentContext === undefined ? [{ path: ['current-context'], value: access.name }] : [];
  return {
    edits: [...edits, ...current],
    replaced: found.filter(({ isNew, isSame }) => !isNew && !isSame).map(({ field }) => `${field} "${access.name}"`),
  };
}
