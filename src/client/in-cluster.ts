import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Chosen } from '../core/kubeconfig.ts';
import type { Surroundings } from './kubeconfig.ts';

const standardFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The API server and the account of the pod this runs in, as a context; undefined where this is no pod
 * (InClusterConfig in client-go's rest/config.go, and inClusterClientConfig in tools/clientcmd/client_config.go). */
export async function inClusterContext({ env, serviceAccount }: Surroundings): Promise<Chosen | undefined> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env;
  if (!host || !port) return undefined;
  const folder = serviceAccount ?? standardFolder;
  const tokenFile = join(folder, 'token');
  if (!(await isFile(tokenFile))) return undefined;
  const ca = join(folder, 'ca.crt');
  const name = 'in-cluster';
  const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    context: name,
    contexts: [],
    namespace:
      env.POD_NAMESPACE || (await readFile(join(folder, 'namespace'), 'utf8').catch(() => '')).trim() || undefined,
    // Without the file the system's authorities count, as in client-go.
    cluster: { name, file: folder, value: { server, ...((await isFile(ca)) ? { 'certificate-authority': ca } : {}) } },
    user: { name, file: folder, value: { tokenFile } },
  };
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
