import { KnownError } from '../contract/errors.ts';

/** A kubeconfig as plain data, each entry remembering the file it came from. */
export interface Entry<T> {
  readonly name: string;
  readonly value: T;
  readonly file: string;
}

export interface ClusterEntry {
  readonly server?: string;
  readonly 'certificate-authority'?: string;
  readonly 'certificate-authority-data'?: string;
  readonly 'insecure-skip-tls-verify'?: boolean;
  readonly 'tls-server-name'?: string;
  readonly 'proxy-url'?: string;
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
  readonly exec?: unknown;
  readonly 'auth-provider'?: unknown;
}

export interface ContextEntry {
  readonly cluster?: string;
  readonly user?: string;
  readonly namespace?: string;
}

export interface Kubeconfig {
  readonly files: readonly string[];
  readonly currentContext: string | undefined;
  readonly clusters: readonly Entry<ClusterEntry>[];
  readonly users: readonly Entry<UserEntry>[];
  readonly contexts: readonly Entry<ContextEntry>[];
}

/** What a parsed file gives; anything that is not as it should be is a problem in words. */
export function readKubeconfig(file: string, parsed: unknown): Kubeconfig {
  const root = record(parsed);
  if (!root) throw new KnownError('config', `${file} is not a kubeconfig: it holds no mapping.`);
  const entries = <T>(list: string, field: string): readonly Entry<T>[] => {
    const items = root[list] ?? [];
    if (!Array.isArray(items)) throw new KnownError('config', `${file} is not a kubeconfig: "${list}" is no list.`);
    return items.map((item, index) => {
      const name = record(item)?.name;
      if (typeof name !== 'string') {
        throw new KnownError('config', `${file} is not a kubeconfig: ${list}[${index}] has no name.`);
      }
      return { name, file, value: (record(record(item)?.[field]) ?? {}) as T };
    });
  };
  const current = root['current-context'];
  return {
    files: [file],
    currentContext: typeof current === 'string' && current !== '' ? current : undefined,
    clusters: entries<ClusterEntry>('clusters', 'cluster'),
    users: entries<UserEntry>('users', 'user'),
    contexts: entries<ContextEntry>('contexts', 'context'),
  };
}

const record = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

/** Several files as kubectl merges them: the first definition of a name wins, and the first current-context. */
export function mergeKubeconfigs(configs: readonly Kubeconfig[]): Kubeconfig {
  const first = <T>(lists: readonly (readonly Entry<T>[])[]): readonly Entry<T>[] =>
    lists.flat().filter((entry, index, all) => all.findIndex(({ name }) => name === entry.name) === index);
  return {
    files: configs.flatMap(({ files }) => files),
    currentContext: configs.find(({ currentContext }) => currentContext !== undefined)?.currentContext,
    clusters: first(configs.map(({ clusters }) => clusters)),
    users: first(configs.map(({ users }) => users)),
    contexts: first(configs.map(({ contexts }) => contexts)),
  };
}

export interface Chosen {
  readonly context: string;
  /** The contexts there are to choose from. */
  readonly contexts: readonly string[];
  readonly namespace: string | undefined;
  readonly cluster: Entry<ClusterEntry>;
  readonly user: Entry<UserEntry> | undefined;
}

/** The context by name (or the current one), with the cluster and the user it names. */
export function chooseContext(config: Kubeconfig, wanted: string | undefined, flag = '--karmada-context'): Chosen {
  const where = config.files.join(', ');
  const names = config.contexts.map(({ name }) => name).join(', ') || 'none';
  const name = wanted ?? config.currentContext;
  if (name === undefined) {
    throw new KnownError('config', `No context is current in ${where}.`, {
      hint: `Choose one of its contexts with ${flag}: ${names}`,
    });
  }
  const context = config.contexts.find((entry) => entry.name === name);
  if (!context) {
    throw new KnownError('config', `There is no context "${name}" in ${where}.`, { hint: `Its contexts: ${names}` });
  }
  const { cluster: clusterName, user: userName, namespace } = context.value;
  const cluster = config.clusters.find((entry) => entry.name === clusterName);
  if (!cluster?.value.server) {
    const what = cluster ? 'has no server' : 'is not defined';
    throw new KnownError(
      'config',
      `Context "${name}" names the cluster "${clusterName ?? ''}", which ${what} (${context.file}).`,
    );
  }
  const user = config.users.find((entry) => entry.name === userName);
  if (userName && !user) {
    throw new KnownError(
      'config',
      `Context "${name}" names the user "${userName}", which is not defined (${context.file}).`,
    );
  }
  const contexts = config.contexts.map((entry) => entry.name);
  return { context: name, contexts, namespace: namespace || undefined, cluster, user };
}
