import { bad, dim, type Row, text, type View } from '../../contract/view.ts';
import { type ClusterDescription, isUnknown, type Part } from '../../core/cluster-description/description.ts';
import type { PolicyReference, Targets, WorkReport } from '../../core/cluster-description/propagation.ts';
import { firstOf, notKnown, table } from './page.ts';

const mostShown = 10;

/** What goes to the cluster: bindings, Works, policies. */
export function sentView(cluster: ClusterDescription): readonly View[] {
  const { works } = cluster;
  return [
    countsView(cluster),
    ...(isUnknown(works) ? [notKnown('Its Works', works.unknown)] : []),
    ...(isUnknown(works) || works.notApplied.length === 0
      ? []
      : [
          table(
            ['NOT APPLIED', 'MESSAGE'],
            firstOf<Row>(
              works.notApplied.map(({ object, work, message }) => [bad(object), `${message} (work ${work})`]),
              mostShown,
              (more) => [`… ${more} more: -o json`, ''],
            ),
          ),
        ]),
    ...policiesView(cluster),
  ];
}

function countsView({ resourceBindings, clusterResourceBindings, works }: ClusterDescription): View {
  const row = (what: string, part: Part<Targets>): Row =>
    isUnknown(part)
      ? [what, '-', `not known. ${part.unknown.message}`]
      : [what, String(part.count), [replicasOf(part), leavingOf(part)].filter(Boolean).join(', ')];
  const worksRow = (report: WorkReport): Row => {
    const late = report.notApplied.length;
    return ['Works', String(report.count), late > 0 ? `${late} not applied` : report.count > 0 ? 'all applied' : ''];
  };
  return table(
    ['SENT THERE', 'COUNT', ''],
    [
      row('ResourceBindings', resourceBindings),
      row('ClusterResourceBindings', clusterResourceBindings),
      ...(isUnknown(works) ? [] : [worksRow(works)]),
    ],
  );
}

const replicasOf = ({ replicas }: Targets): string => (replicas > 0 ? `${replicas} replicas` : '');
const leavingOf = ({ evictions }: Targets): string => (evictions > 0 ? `${evictions} still being evicted` : '');

function policiesView({ propagationPolicies, clusterPropagationPolicies }: ClusterDescription): readonly View[] {
  const kinds: readonly (readonly [string, Part<readonly PolicyReference[]>])[] = [
    ['PropagationPolicy', propagationPolicies],
    ['ClusterPropagationPolicy', clusterPropagationPolicies],
  ];
  const named = kinds.flatMap(([kind, part]) =>
    isUnknown(part) ? [] : part.map(({ namespace, name }): Row => [kind, namespace ? `${namespace}/${name}` : name]),
  );
  const unread = kinds.flatMap(([kind, part]) =>
    isUnknown(part) ? [notKnown(`${kind} that names it`, part.unknown)] : [],
  );
  const all =
    named.length > 0
      ? [
          table(
            ['POLICY THAT NAMES IT', 'NAME'],
            firstOf<Row>(named, mostShown, (more) => [`… ${more} more: -o json`, '']),
          ),
        ]
      : unread.length > 0
        ? []
        : [text(dim('No policy names it; some may select it by labels or fields, or all clusters.'))];
  return [...all, ...unread];
}
