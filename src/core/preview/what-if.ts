import { KnownError } from '../../contract/errors.ts';
import type { AnyBinding } from '../detector/binding-for.ts';
import type { Cluster } from '../karmada-types/cluster.ts';
import { didYouMean, nearest } from '../nearest.ts';
import { readTaints } from '../taint-specs.ts';
import { changeTaints } from '../taints.ts';
import type { Fleet } from './fleet.ts';

const forms =
  'Write cluster/NAME=lost, cluster/NAME.labels.KEY=VALUE, cluster/NAME.region=VALUE (or provider, zone), or cluster/NAME.taint=KEY=VALUE:EFFECT.';

/** The fleet as it would be if something happened: `cluster/member1=lost`. Throws a `usage` KnownError at what is none. */
export function whatIf(fleet: Fleet, words: readonly string[], now: number): Fleet {
  return words.reduce((before, word) => change(before, word, now), fleet);
}

/** The clusters that are said to get a taint with NoExecute. */
export const taintedBy = (words: readonly string[]): ReadonlySet<string> =>
  new Set(
    words
      .map(parse)
      .filter(({ field, value }) => field === 'taint' && value.endsWith(':NoExecute'))
      .map(({ name }) => name),
  );

/** The name is empty where it is no change. */
function parse(word: string) {
  const [, name = '', field, value = ''] = /^cluster\/([^.=/]+)(?:\.([^=]+))?=(.*)$/s.exec(word) ?? [];
  return { name, field, value };
}

function change(fleet: Fleet, word: string, now: number): Fleet {
  const { name, field, value } = parse(word);
  if (name === '') throw new KnownError('usage', `--if ${word}: that is no change.`, { hint: forms });
  const names = fleet.clusters.map(({ metadata }) => metadata.name);
  if (!names.includes(name)) {
    const hint = `${didYouMean(nearest(name, names))}The clusters there are: ${names.join(', ') || 'none'}.`;
    throw new KnownError('not-found', `--if ${word}: there is no cluster ${name}.`, { hint });
  }
  if (field === undefined) {
    if (value === 'lost') return withoutCluster(fleet, name);
    throw new KnownError('usage', `--if ${word}: a cluster as a whole can only be lost.`, { hint: forms });
  }
  const changed = fleet.clusters.map((cluster) =>
    cluster.metadata.name === name ? changeCluster(cluster, { word, field, value, now }) : cluster,
  );
  return { ...fleet, clusters: changed };
}

/** Gone for good, as after an unjoin: no cluster of its name, and nothing that runs there. */
function withoutCluster(fleet: Fleet, name: string): Fleet {
  const without = <B extends AnyBinding>(binding: B): B =>
    binding.spec.clusters?.some((target) => target.name === name)
      ? { ...binding, spec: { ...binding.spec, clusters: binding.spec.clusters.filter((one) => one.name !== name) } }
      : binding;
  return {
    ...fleet,
    clusters: fleet.clusters.filter(({ metadata }) => metadata.name !== name),
    resourceBindings: fleet.resourceBindings.map(without),
    clusterResourceBindings: fleet.clusterResourceBindings.map(without),
  };
}

interface Change {
  readonly word: string;
  readonly field: string;
  readonly value: string;
  readonly now: number;
}

function changeCluster(cluster: Cluster, { word, field, value, now }: Change): Cluster {
  const { spec, metadata } = cluster;
  if (field.startsWith('labels.')) {
    const { [field.slice('labels.'.length)]: _, ...rest } = metadata.labels ?? {};
    const labels = value === '' ? rest : { ...rest, [field.slice('labels.'.length)]: value };
    return { ...cluster, metadata: { ...metadata, labels } };
  }
  switch (field) {
    case 'region':
    case 'provider':
      return { ...cluster, spec: { ...spec, [field]: value } };
    case 'zone':
    case 'zones':
      return { ...cluster, spec: { ...spec, zones: value.split(',').filter(Boolean) } };
    case 'taint':
      return { ...cluster, spec: { ...spec, taints: taintsWith(spec.taints, value, now) } };
    default:
      throw new KnownError('usage', `--if ${word}: "${field}" cannot be changed.`, { hint: forms });
  }
}

const taintsWith = (held: Cluster['spec']['taints'], spec: string, now: number) =>
  changeTaints(held ?? [], readTaints([spec]), { onOther: 'replace', now }).taints;
