import { KnownError } from '../contract/errors.ts';
import {
  type ClusterEntry,
  type ContextEntry,
  clusterKind,
  contextKind,
  type Path,
  pathInWords,
  type UserEntry,
  userKind,
  withoutNulls,
  wrongKind,
} from './kubeconfig-fields.ts';

/** A kubeconfig as plain data, each entry remembering the file it came from. */
export interface Entry<T> {
  readonly name: string;
  readonly value: T;
  readonly file: string;
}

export interface Kubeconfig {
  readonly files: readonly string[];
  readonly currentContext: string | undefined;
  readonly clusters: readonly Entry<ClusterEntry>[];
  readonly users: readonly Entry<UserEntry>[];
  readonly contexts: readonly Entry<ContextEntry>[];
}

/** What a parsed file gives; anything that is not as it should be is a problem in words, with its line where it is known. */
export function readKubeconfig(
  file: string,
  parsed: unknown,
  lineOf: (path: Path) => number | undefined = () => undefined,
): Kubeconfig {
  const broken = (path: Path, words: string): KnownError => {
    const line = lineOf(path);
    return new KnownError('config', `${line === undefined ? file : `${file}:${line}`} is not a kubeconfig: ${words}.`);
  };
  const root = record(parsed);
  if (!root) throw broken([], 'it holds no mapping');
  for (const [field, wanted] of Object.entries({ apiVersion: 'v1', kind: 'Config' })) {
    const said = root[field] || wanted;
    if (said !== wanted) throw broken([field], `its ${field} is ${JSON.stringify(said)}, not ${wanted}`);
  }
  const entries = <T>(list: string, field: string, kind: typeof clusterKind): readonly Entry<T>[] => {
    const items = root[list] ?? [];
    if (!Array.isArray(items)) throw broken([list], `"${list}" is no list`);
    const seen = new Set<string>();
    return items.map((item, index) => {
      const name = record(item)?.name;
      if (typeof name !== 'string') throw broken([list, index], `${list}[${index}] has no name`);
      if (seen.has(name)) throw broken([list, index], `"${list}" has two entries named "${name}"`);
      seen.add(name);
      const value = record(item)?.[field] ?? {};
      const wrong = wrongKind(value, kind, [list, index, field]);
      if (wrong) throw broken(wrong.path, `${pathInWords(wrong.path)} must be ${wrong.wanted}`);
      // Checked above, field by field.
      return { name, file, value: withoutNulls(value, kind) as T };
    });
  };
  const current = root['current-context'];
  return {
    files: [file],
    currentContext: typeof current === 'string' && current !== '' ? current : undefined,
    clusters: entries<ClusterEntry>('clusters', 'cluster', clusterKind),
    users: entries<UserEntry>('users', 'user', userKind),
    contexts: entries<ContextEntry>('contexts', 'context', contextKind),
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
