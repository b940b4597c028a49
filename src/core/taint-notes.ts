import { behaviourOf } from './behaviours.ts';
import { isSystemTaint } from './taint-origins.ts';
import type { TaintChange } from './taints.ts';
import type { Release } from './versions.ts';

/** What somebody should know of a change of taints before its effect surprises them; `release` is asked for NoExecute alone. */
export function taintNotes(changes: readonly TaintChange[], release: Release | undefined): readonly string[] {
  return [
    ...(needsRelease(changes) ? noExecute(release) : []),
    ...[...new Set(changes.filter(isSystemTaint).map(({ key }) => key))].map(
      (key) => `Karmada itself sets and removes ${key}, so what is changed by hand may not last.`,
    ),
  ];
}

/** pkg/controllers/cluster/taint_manager.go; pkg/features: Failover is on by default up to v1.11, and off from v1.12. */
function noExecute(release: Release | undefined): readonly string[] {
  const behaviour = release && behaviourOf(release, 'noExecuteTaints');
  const evicts =
    'NoExecute moves workloads away at once, unless the placement of their policy tolerates it (clusterTolerations): ' +
    'they are scheduled elsewhere, and leave this cluster when they run there, or after 10 minutes in any case ' +
    '(--graceful-eviction-timeout).';
  const where =
    'That is so only where karmada-controller-manager runs with --feature-gates=Failover=true and ' +
    '--enable-no-execute-taint-eviction; by default both are off, and NoExecute only keeps new workloads away.';
  if (behaviour === 'evict') return [evicts];
  if (behaviour === 'evict where switched on') return [`${evicts} ${where}`];
  return [`${evicts} From Karmada v1.14 on: ${where}`];
}

/** Whether the notes depend on the release. */
export const needsRelease = (changes: readonly TaintChange[]): boolean =>
  changes.some(({ op, effect }) => op === 'set' && effect === 'NoExecute');
