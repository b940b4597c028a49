import { KnownError, mayPass } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { type Cluster, clusters, executionNamespace, missingForUse } from '../../core/cluster.ts';
import { core } from '../../core/object.ts';

interface Look {
  readonly cluster: Cluster | undefined;
  readonly missing: readonly string[];
}

/** Waits until workloads can be sent to a cluster. The cluster stays joined when time runs out. */
export async function waitUntilUsable(ports: Ports, name: string, timeoutMs: number): Promise<Cluster> {
  const { progress, sleep, now } = ports;
  const deadline = now() + timeoutMs;
  const refused = { times: 0 };
  for (let pause = 100; ; pause = Math.min(pause * 1.5, 1000)) {
    const { cluster, missing } = await look(ports, name, refused);
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

/** A Karmada that does not answer for a moment is one more thing to wait for, not the end; so is one that says no once. */
async function look({ karmada }: Ports, name: string, refused: { times: number }): Promise<Look> {
  try {
    const [cluster, space] = await Promise.all([
      karmada.find<Cluster>({ ...clusters, name }),
      karmada.find({ ...core('namespaces'), name: executionNamespace(name) }),
    ]);
    refused.times = 0;
    const isThere = space !== undefined && !space.metadata.deletionTimestamp;
    return { cluster, missing: missingForUse(cluster, isThere) };
  } catch (error) {
    if (mayPass(error)) return { cluster: undefined, missing: [error.message] };
    refused.times += 1;
    if (error instanceof KnownError && error.code !== 'interrupted' && refused.times < 3)
      return { cluster: undefined, missing: [error.message] };
    throw error;
  }
}
