import { KnownError } from '../../contract/errors.ts';
import { defineParams } from '../../contract/params.ts';
import type { Karmada } from '../../contract/ports.ts';
import { type Cluster, clusters } from '../../core/cluster.ts';
import { dryRun } from '../dry-run.ts';

/** Which member clusters a command is about: those named, those with some labels, or all. */
export const selectionParams = defineParams({
  selector: {
    type: 'string',
    alias: 'l',
    optional: true,
    value: 'query',
    conflicts: ['all'],
    about: 'All clusters with these labels: env=prod, region in (eu, us), !draining.',
  },
  all: { type: 'boolean', about: 'All member clusters.' },
});

export const dryRunParams = defineParams({
  dryRun: dryRun('Write nothing. client: only look what is there; server: let the server check it.'),
});

export interface Selection {
  readonly names: readonly string[];
  readonly selector: string | undefined;
  readonly all: boolean;
}

/** A cluster to work on, as it was found; one that is only named has not been looked at. */
export interface Chosen {
  readonly name: string;
  readonly cluster?: Cluster;
}

export async function chooseClusters(
  karmada: Karmada,
  { names, selector, all }: Selection,
): Promise<readonly Chosen[]> {
  if (selector === undefined && !all) {
    if (names.length > 0) return [...new Set(names)].map((name) => ({ name }));
    throw new KnownError('usage', 'Which clusters are meant is not said.', {
      hint: 'Name them, or choose them with --selector or --all. See them with: karmate get clusters',
    });
  }
  if (names.length > 0) {
    const flag = all ? '--all' : '--selector';
    throw new KnownError('usage', `Names and ${flag} cannot be given together.`);
  }
  const { items } = await karmada.list<Cluster>(clusters, selector === undefined ? {} : { labelSelector: selector });
  return items.map((cluster) => ({ name: cluster.metadata.name, cluster }));
}
