import { delimiter, dirname, join, resolve } from 'node:path';
import { isKnown, KnownError } from '../contract/errors.ts';
import { type Chosen, chooseContext, type Kubeconfig, mergeKubeconfigs, readKubeconfig } from '../core/kubeconfig.ts';
import { readPlainYaml } from '../core/plain-yaml.ts';
import { readYaml } from '../core/yaml.ts';
import { codeOf, messageOf } from './failure.ts';
import { readFile } from './read-file.ts';

/** Where kubeconfigs are looked for. `env` and `home` come from main, the only reader of `process`. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Where a pod finds its account; Kubernetes' own place unless said otherwise. */
  readonly serviceAccount?: string;
}

export interface Wanted {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  readonly contextFlag?: string | undefined;
  /** What hints call the choice of a kubeconfig, where it is not Karmada's. */
  readonly kubeconfigFlag?: string | undefined;
}

/** The files of KUBECONFIG, and the one that counts without it. */
export const kubeconfigPaths = ({ env, home }: Surroundings) => ({
  standard: join(home, '.kube', 'config'),
  listed: (env.KUBECONFIG ?? '').split(delimiter).filter((path) => path !== ''),
});

/** kubectl's order: the file named, else those of KUBECONFIG merged, else ~/.kube/config, else the pod's own account. */
export async function loadContext(wanted: Wanted, surroundings: Surroundings): Promise<Chosen> {
  const { standard, listed } = kubeconfigPaths(surroundings);
  if (wanted.kubeconfig !== undefined) {
    const config = await load(wanted.kubeconfig);
    if (config) return chooseContext(config, wanted.context, wanted.contextFlag);
    throw new KnownError('config', `There is no kubeconfig at ${wanted.kubeconfig}.`);
  }
  const paths = listed.length > 0 ? listed : [standard];
  const config = mergeKubeconfigs((await Promise.all(paths.map(load))).filter((one) => one !== undefined));
  if (wanted.context === undefined && config.currentContext === undefined) {
    const { inClusterContext } = await import('./in-cluster.ts');
    const inCluster = await inClusterContext(surroundings);
    if (inCluster) return inCluster;
  }
  if (config.files.length > 0) return chooseContext(config, wanted.context, wanted.contextFlag);
  const looked =
    listed.length > 0 ? `KUBECONFIG (${listed.join(', ')})` : `KUBECONFIG is not set, ${standard} is not there`;
  throw new KnownError('config', `No kubeconfig was found: ${looked}.`, {
    hint:
      wanted.kubeconfigFlag === undefined
        ? 'Start a Karmada to try with: karmate lab up; then: export KUBECONFIG=<what it prints>. Or name one with --kubeconfig.'
        : `Name one with ${wanted.kubeconfigFlag}.`,
  });
}

/** One file, or undefined when it is not there. */
async function load(path: string): Promise<Kubeconfig | undefined> {
  const file = resolve(path);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    const why = codeOf(error) === 'EISDIR' ? 'it is a folder' : messageOf(error);
    throw new KnownError('config', `The kubeconfig ${file} cannot be read: ${why}.`, { cause: error });
  });
  return text === undefined ? undefined : parseKubeconfig(file, text);
}

/** A kubeconfig's text; `file` is where it is, or what messages call it. */
export const parseKubeconfig = async (file: string, text: string): Promise<Kubeconfig> =>
  readPlain(file, text) ?? readWithParser(file, text);

/** Most are read without the parser; what is wrong with one it says, since it knows the lines. */
function readPlain(file: string, text: string): Kubeconfig | undefined {
  const plain = readPlainYaml(text);
  try {
    return plain && readKubeconfig(file, plain);
  } catch (error) {
    if (isKnown(error, 'config')) return undefined;
    throw error;
  }
}

async function readWithParser(file: string, text: string): Promise<Kubeconfig> {
  const read = readYaml(await import('yaml'), text);
  if ('value' in read) return readKubeconfig(file, read.value ?? {}, read.lineOf);
  const { at, words } = read.problem;
  const where = at ? `${file}:${at.line}` : file;
  const column = at ? ` at column ${at.column}` : '';
  throw new KnownError('config', `${where}: the kubeconfig is not valid YAML${column}: ${words}.`);
}

/** A path in a kubeconfig is relative to the file that has it. */
export const beside = (file: string, path: string): string => resolve(dirname(file), path);
