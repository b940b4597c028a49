// What a program of somebody else may write. Compiled against the installed package, never run.
import {
  apply,
  type Cluster,
  type ConnectOptions,
  clusters,
  connect,
  exitCodes,
  type Gvr,
  type Karmada,
  KnownError,
  type KubeList,
  type KubeObject,
  karmateVersion,
  type Operation,
  version,
} from 'karmate';

const options: ConnectOptions = { context: 'karmada-apiserver', requestTimeoutMs: 5000 };
const karmada: Karmada = connect(options);
const deployments: Gvr = { group: 'apps', version: 'v1', resource: 'deployments' };
const operations: readonly Operation[] = [apply, version];

export async function modes(): Promise<readonly (string | undefined)[]> {
  const { items }: KubeList<Cluster> = await karmada.list<Cluster>(clusters);
  return items.map(({ spec }) => spec.syncMode);
}

export async function find(cluster: string): Promise<KubeObject | undefined> {
  try {
    return await karmada.member(cluster).find({ ...deployments, namespace: 'default', name: 'nginx' });
  } catch (error) {
    if (error instanceof KnownError) console.error(error.code, exitCodes[error.code], error.hint);
    throw error;
  }
}

console.log(
  karmateVersion.toUpperCase(),
  operations.map(({ name }) => name),
);

// Were the types not found, all would be `any`, and these would be no errors.
// @ts-expect-error: a name that is not an option
connect({ contxt: 'x' });
// @ts-expect-error: a text is no number
export const wrong: number = karmateVersion;
// @ts-expect-error: no such field
export const nowhere = async () => (await karmada.get<Cluster>({ ...clusters, name: 'x' })).spec.nowhere;
