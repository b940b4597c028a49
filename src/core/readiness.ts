import { type Condition, findCondition } from './object.ts';
import type { Workload } from './propagation.ts';
import { isMemberCurrent } from './work.ts';

/** How far a workload is in one member. `why` is empty when it runs as asked. */
export interface Readiness {
  readonly ready: number;
  readonly desired: number;
  readonly why: string | undefined;
}

/** Judges the member's own object against what Karmada sent there; `before` is what the template was before this run. */
export function judgeMember(manifest: Workload, object: Workload | undefined, before?: Workload): Readiness {
  const desired = count(manifest.spec?.replicas, 1);
  if (!object) return { ready: 0, desired, why: 'not there yet' };
  if (!isMemberCurrent(manifest, object, before))
    return { ...progress(object, manifest), why: 'there in an earlier version' };
  const observed = count(object.status?.observedGeneration, -1);
  const tellsGeneration = manifest.kind !== 'Pod' && manifest.kind !== 'Job';
  if (tellsGeneration && observed < (object.metadata.generation ?? 0)) {
    return { ...progress(object, manifest), why: 'its controller has not seen the newest version' };
  }
  return progress(object, manifest);
}

const count = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

function progress({ spec = {}, status = {} }: Workload, { kind }: Workload): Readiness {
  const of = (field: string): number => count(status[field], 0);
  const judge = (ready: number, desired: number, settled: boolean): Readiness => ({
    ready,
    desired,
    why: settled ? undefined : `${ready} of ${desired} ready${reason(status)}`,
  });
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet': {
      const desired = count(spec.replicas, 1);
      const counts = [of('updatedReplicas'), of('readyReplicas'), of('replicas')];
      const ready = Math.min(of('updatedReplicas'), of('readyReplicas'));
      return judge(
        ready,
        desired,
        counts.every((n) => n === desired),
      );
    }
    case 'DaemonSet': {
      const desired = of('desiredNumberScheduled');
      const ready = Math.min(of('updatedNumberScheduled'), of('numberReady'));
      return judge(ready, desired, ready === desired);
    }
    case 'Job': {
      const desired = count(spec.completions, count(spec.parallelism, 1));
      const done = conditionOf(status, 'Complete') === 'True';
      const running = Math.min(count(spec.parallelism, 1), desired - of('succeeded'));
      return judge(of('succeeded') + of('ready'), desired, done || (of('active') > 0 && of('ready') >= running));
    }
    default: {
      const runs = conditionOf(status, 'Ready') === 'True' || status.phase === 'Succeeded';
      return judge(runs ? 1 : 0, 1, runs);
    }
  }
}

const conditions = (status: Readonly<Record<string, unknown>>): readonly Condition[] =>
  Array.isArray(status.conditions) ? status.conditions : [];

const conditionOf = (status: Readonly<Record<string, unknown>>, type: string): string | undefined =>
  findCondition(conditions(status), type)?.status;

/** What the member says is wrong, where it says so. */
function reason(status: Readonly<Record<string, unknown>>): string {
  const wrong = ['ReplicaFailure', 'Failed', 'PodScheduled', 'Progressing', 'Available'].flatMap((type) => {
    const condition = findCondition(conditions(status), type);
    const bad = type === 'ReplicaFailure' || type === 'Failed' ? 'True' : 'False';
    return condition?.status === bad ? [condition.message ?? condition.reason ?? type] : [];
  });
  return wrong[0] ? ` (${wrong[0]})` : '';
}
