import {
  bad,
  type Cell,
  dim,
  good,
  type Row,
  stack,
  text,
  type View,
  type ViewOptions,
  warn,
} from '../../contract/view.ts';
import { age } from '../../core/age.ts';
import { type ClusterDescription, isUnknown } from '../../core/cluster-description/description.ts';
import { firstOf, notKnown, table, tell } from './page.ts';
import { sentView } from './sent-view.ts';

export function view(cluster: ClusterDescription, { now }: ViewOptions): View {
  return stack(
    text(...facts(cluster, now)),
    conditionsView(cluster, now),
    taintsView(cluster, now),
    resourcesView(cluster),
    apisView(cluster),
    ...sentView(cluster),
    eventsView(cluster, now),
  );
}

function facts(cluster: ClusterDescription, now: number): readonly Cell[] {
  const { name, mode, kubernetesVersion, apiEndpoint, region, provider, zones, labels, nodes, created, leaving } =
    cluster;
  const none = '<none>';
  const rows: readonly (readonly [string, string])[] = [
    ['Name', name],
    ['Mode', mode],
    ['Kubernetes', kubernetesVersion || '<unknown>'],
    ['API endpoint', apiEndpoint || none],
    ['Region', region || none],
    ['Provider', provider || none],
    ['Zones', zones.join(', ') || none],
    ['Joined', created === undefined ? '<unknown>' : `${age(created, now)} ago (${created})`],
    ['Nodes', nodes ? `${nodes.ready} of ${nodes.total} ready` : '<unknown>'],
  ];
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const labelRows = (pairs.length > 0 ? pairs : [none]).map(
    (pair, index) => [index === 0 ? 'Labels' : '', pair] as const,
  );
  return [
    ...[...rows, ...labelRows].map(([label, value]) => `${(label === '' ? '' : `${label}:`).padEnd(15)}${value}`),
    ...(leaving ? [bad(`It is being removed, for ${age(leaving, now)}.`)] : []),
  ];
}

function conditionsView({ conditions }: ClusterDescription, now: number): View {
  const tone = (status: string): Cell =>
    status === 'True' ? good(status) : status === 'False' ? bad(status) : warn(status);
  const rows = conditions.map(({ type, status, since, reason = '' }) => [type, tone(status), age(since, now), reason]);
  const words = conditions
    .filter(({ status }) => status !== 'True')
    .flatMap(({ type, message, advice }) => [
      ...tell(`${type}: ${message || 'no message'}`, bad),
      ...(advice ? tell(`What to do: ${advice}`, undefined, '  ') : []),
    ]);
  return stack(table(['CONDITION', 'STATUS', 'FOR', 'REASON'], rows), text(...words));
}

function taintsView({ taints }: ClusterDescription, now: number): View {
  if (taints.length === 0) return text(dim('No taints.'));
  return table(
    ['TAINT', 'FOR', 'SET BY'],
    taints.map(({ taint, since, setBy }) => [warn(taint), age(since, now), setBy]),
  );
}

function resourcesView({ resources }: ClusterDescription): View {
  if (resources.length === 0) return text(dim('Its resources are not known to Karmada.'));
  const share = (amount: string, percent: number | undefined): string =>
    percent === undefined ? amount : `${amount} (${percent}%)`;
  return table(
    ['RESOURCE', 'ALLOCATABLE', 'ALLOCATED', 'ALLOCATING'],
    resources.map(({ name, allocatable, allocated, allocating, allocatedPercent, allocatingPercent }) => [
      name,
      allocatable,
      share(allocated, allocatedPercent),
      share(allocating, allocatingPercent),
    ]),
  );
}

function apisView({ apisKnown, missingApis }: ClusterDescription): View {
  if (!apisKnown) return text(warn('Its API is not known to Karmada yet: nothing is sent there.'));
  if (isUnknown(missingApis)) return notKnown('What other clusters have that it lacks', missingApis.unknown);
  if (missingApis.length === 0) return text(dim('It has every API that the other member clusters have.'));
  return table(
    ['API IT LACKS', 'CLUSTERS THAT HAVE IT'],
    firstOf<Row>(
      missingApis.map(({ groupVersion, kind, clusters, otherVersions }) => [
        `${groupVersion} ${kind}${otherVersions.length > 0 ? ` (it has ${otherVersions.join(', ')})` : ''}`,
        firstOf(clusters, 3, (more) => `${more} more`).join(', '),
      ]),
      10,
      (more) => [`… ${more} more: -o json`, ''],
    ),
  );
}

function eventsView({ events }: ClusterDescription, now: number): View {
  if (isUnknown(events)) return notKnown('Its events', events.unknown);
  if (events.length === 0) return text(dim('No events.'));
  return table(
    ['LAST SEEN', 'EVENT', 'MESSAGE'],
    events.map(({ last, type, reason, message, count }) => [
      `${age(last, now)}${count > 1 ? ` (x${count})` : ''}`,
      type === 'Normal' ? reason : warn(reason),
      message,
    ]),
  );
}
