import { groupBy } from '../group-by.ts';
import { inShort } from '../in-short.ts';
import { callObject, type Finding, type WorkloadPreview } from './preview.ts';
import type { PreviewQuestion } from './preview-workload.ts';

/** What somebody should know of a workload's preview before it is applied. */
export function findingsOf(
  preview: WorkloadPreview,
  { changed }: Pick<PreviewQuestion, 'changed'> = {},
): readonly Finding[] {
  const {
    source,
    workload,
    policy,
    taken,
    because,
    placement,
    clusters,
    nearMisses,
    replicas,
    leavesBehind = [],
  } = preview;
  const found = (severity: Finding['severity'], code: string, message: string): Finding => ({
    code,
    severity,
    message: `${callObject(workload)}: ${message}`,
    ...(source === undefined ? {} : { source }),
    object: workload,
  });
  switch (taken) {
    case 'ignored':
      return [found('warning', 'not-propagated', because)];
    case 'none': {
      const [near] = nearMisses;
      const hint = near ? `; nearest is ${near.policy.kind} ${near.policy.name}: ${near.why}` : '';
      // What runs no Pods may be meant for the control plane alone.
      return [found(replicas === undefined ? 'warning' : 'error', 'no-policy', `${because}${hint}`)];
    }
    case 'waiting':
      return [found('warning', 'policy-waits', because)];
    default:
  }
  const takeover = [
    ...(taken === 'preempted' ? [found('warning', 'takes-over', because)] : []),
    ...(taken === 'matched' && changed === 'policies' && source === undefined && policy
      ? [
          found(
            'warning',
            'takes-existing',
            `${policy.kind} ${policy.name} takes it, too: it exists, and is not in the files`,
          ),
        ]
      : []),
    ...(leavesBehind.length > 0
      ? [
          found(
            'warning',
            'gate-off',
            `its policy says propagateDeps, and the gate PropagateDeps of this Karmada is off: ${inShort(leavesBehind.map(callObject), 5)} does not go along`,
          ),
        ]
      : []),
    ...notSentTo(clusters).map((message) => found('error', 'override-fails', message)),
  ];
  if (!placement) return takeover;
  const stops = clusters.filter(({ change }) => change === 'stops').map(({ cluster }) => cluster);
  if (placement.outcome === 'no fit') {
    const removed = stops.length > 0 ? `: it would be removed from ${stops.join(', ')}` : '';
    return [...takeover, found('error', 'no-cluster-fits', `no cluster fits${removed}`)];
  }
  if (placement.outcome === 'failed') {
    const kept = placement.clusters.map(({ name }) => name);
    const rest = kept.length > 0 ? `; it stays in ${kept.join(', ')}` : '';
    return [...takeover, found('error', 'not-scheduled', `${placement.error?.message ?? 'it fails'}${rest}`)];
  }
  const isNowhere = placement.clusters.length === 0 && placement.outcome === 'scheduled' && replicas !== 0;
  return isNowhere ? [...takeover, found('error', 'nowhere', 'it is scheduled, but to no cluster')] : takeover;
}

/** Why nothing is sent, and where, each reason once. */
function notSentTo(clusters: WorkloadPreview['clusters']): readonly string[] {
  const failing = clusters.filter(({ notSent }) => notSent?.code === 'override-fails');
  return [...groupBy(failing, ({ notSent }) => notSent?.message)].map(
    ([message, group]) => `nothing is sent to ${group.map(({ cluster }) => cluster).join(', ')}: ${message}`,
  );
}
