import { KnownError } from '../../contract/errors.ts';
import type { Karmada } from '../../contract/ports.ts';
import { clusters } from '../../core/cluster.ts';
import { didYouMean, nearest } from '../../core/nearest.ts';

/** The failure of a name that no member cluster has, with the names that may have been meant. */
export async function unknownCluster(karmada: Karmada, name: string): Promise<KnownError> {
  const near = nearest(name, await namesThere(karmada));
  return new KnownError('not-found', `No member cluster named "${name}".`, {
    hint: `${didYouMean(near)}See them with: karmate get clusters`,
  });
}

/** None where they cannot be asked for: then less is said. */
async function namesThere(karmada: Karmada): Promise<readonly string[]> {
  try {
    const { rows } = await karmada.table(clusters, {}, 'cells');
    return rows.map(({ cells, object }) => object?.metadata.name ?? String(cells[0]));
  } catch (error) {
    if (error instanceof KnownError && error.code !== 'interrupted') return [];
    throw error;
  }
}
