import { KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { type Cluster, clusters, executionNamespace, missingForUse } from '../../core/cluster.ts';
import { core } from '../../core/object.ts';

/** Waits until workloads can be sent to a cluster. The cluster stays joined when time runs out. */
export async function waitUntilUsable(
  { karmada, progress, sleep, now }: Ports,
  name: string,
  timeoutMs: number,
): Promise<Cluster> {
  const deadline = now() + timeoutMs;
  for (let pause = 100; ; pause = Math.min(pause * 1.5, 1000)) {
    const [cluster, space] = await Promise.all([
      karmada.find<Cluster>({ ...clusters, name }),
      karmada.find({ ...core('namespaces'), name: executionNamespace(name) }),
    ]);
    const missing = missingForUse(cluster, space !== undefined);
    if (cluster && missing.length === 0) return cluster;
    if (now() >= deadline) {
      throw new KnownError(
        'timeout',
        `${name} is joined but not usable after ${timeoutMs / 1000} s: ${missing.join('; ')}.`,
        {
          hint: `It stays joined. Can Karmada reach ${cluster?.spec.apiEndpoint ?? 'its API server'}? See: karmate get clusters ${name} -o yaml`,
        },
      );
    }
    progress(`Waiting for ${name}: ${missing[0]}`);
    await sleep(pause);
  }
}
