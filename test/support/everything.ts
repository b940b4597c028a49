import { eventually, type Kube, type KubeObject } from './kube.ts';

/** What comes and goes in a control plane by itself. */
const passing = /^(events|leases|endpoints|endpointslices|componentstatuses|clusters)$|metrics/;

interface Served {
  readonly resources: readonly { readonly name: string; readonly verbs: readonly string[] }[];
}

/** Every object of an API server, by path, and the Clusters of Karmada: what an unjoin must leave as it was before the join. */
export async function everythingIn(kube: Kube): Promise<readonly string[]> {
  const { body } = await kube.ask('GET', '/apis');
  const { groups } = body as {
    readonly groups: readonly { readonly preferredVersion: { readonly groupVersion: string } }[];
  };
  const roots = ['/api/v1', ...groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`)];
  const paths = await Promise.all(
    roots.map(async (root) => {
      const { resources = [] } = (await kube.ask('GET', root)).body as Partial<Served>;
      return resources
        .filter(({ name, verbs }) => verbs.includes('list') && !name.includes('/'))
        .filter(({ name }) => !passing.test(name) || root.includes('cluster.karmada.io'))
        .map(({ name }) => `${root}/${name}`);
    }),
  );
  const found = await Promise.all(
    paths
      .flat()
      .map(async (path) =>
        (await patiently(kube, path)).map(({ metadata }) => `${path} ${metadata.namespace ?? ''}/${metadata.name}`),
      ),
  );
  return found.flat().toSorted();
}

/** A server that has just begun to serve a kind says 429 for a moment. */
async function patiently(kube: Kube, path: string): Promise<readonly KubeObject[]> {
  for (;;) {
    const { status } = await kube.ask('GET', path);
    if (status !== 429) return kube.list(path);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** A server that has just started goes on making roles, priority levels and accounts for a while. */
export async function atRest(kube: Kube): Promise<void> {
  let last: readonly string[] = [];
  await eventually('nothing more comes into being', async () => {
    const now = await everythingIn(kube);
    const isSame = now.join() === last.join();
    last = now;
    if (!isSame) await new Promise((resolve) => setTimeout(resolve, 2000));
    return isSame;
  });
}

/** What has come and what has gone, in words; empty where nothing has. */
export function difference(before: readonly string[], after: readonly string[]): string {
  const come = after.filter((path) => !before.includes(path)).map((path) => `+ ${path}`);
  const gone = before.filter((path) => !after.includes(path)).map((path) => `- ${path}`);
  return [...come, ...gone].join('\n');
}
