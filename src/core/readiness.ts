import { type Condition, describeCondition, findCondition } from './object.ts';
import type { Workload } from './propagation.ts';
import { isMemberCurrent } from './work.ts';

/** How far a workload is in one member. `why` is empty when it runs as asked. */
export interface Readiness {
  readonly ready: number;
  readonly desired: number;
  readonly why: string | undefined;
  /** Waiting longer cannot help: it must be written anew. */
  readonly isFinal?: boolean;
}

/** What a manifest was before this run, and whether overrides had a hand in it. */
export interface Origin {
  readonly before?: Workload | undefined;
  readonly overridden?: boolean;
}

/** Judges the member's own object against what Karmada sent there. */
export function judgeMember(manifest: Workload, object: Workload | undefined, origin: Origin = {}): Readiness {
  const desired = countsPods(manifest) ? count(manifest.spec?.replicas, 1) : 1;
  if (!object) return { ready: 0, desired, why: 'not there yet' };
  const why = findLag(manifest, object, origin);
  const there = progress(object, manifest);
  return why === undefined ? there : { ready: there.ready, desired: there.desired, why };
}

/** Judges an object by what it says of itself, where there is nothing that it could be held against. */
export function judgeAlone(object: Workload): Readiness {
  const lag = object.metadata.deletionTimestamp ? 'being deleted' : unseenChange(object);
  const there = progress(object, object);
  return lag === undefined ? there : { ready: there.ready, desired: there.desired, why: lag };
}

function findLag(manifest: Workload, object: Workload, { before, overridden }: Origin): string | undefined {
  if (object.metadata.deletionTimestamp) return 'there, but being deleted';
  if (!isMemberCurrent(manifest, object, before, overridden)) return 'there in an earlier version';
  return unseenChange({ ...object, kind: manifest.kind ?? '' });
}

function unseenChange({ kind = '', metadata, status }: Workload): string | undefined {
  const isSeen = count(status?.observedGeneration, -1) >= (metadata.generation ?? 0);
  return tellsGeneration.includes(kind) && !isSeen ? 'its controller has not seen the newest version' : undefined;
}

const tellsGeneration: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];
const countsPods = ({ kind = '' }: Workload): boolean => tellsGeneration.includes(kind) || kind === 'Job';

const count = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

type Fields = Readonly<Record<string, unknown>>;

/**
 * As `kubectl rollout status` judges (k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go), and stricter: no old pod
 * may be left. Under OnDelete, and below a partition, old pods stay by the owner's will. Kinds without pods are done by
 * being there.
 */
function progress({ spec = {}, status = {} }: Workload, { kind }: Workload): Readiness {
  const of = (field: string): number => count(status[field], 0);
  const judge = (ready: number, desired: number, settled: boolean): Readiness => ({
    ready,
    desired,
    why: settled ? undefined : `${ready} of ${desired} ready${reason(spec, status)}`,
  });
  // Older clusters have no availableReplicas of a StatefulSet; without minReadySeconds, ready is available.
  const usable = (ready: string, available: string): number =>
    count(spec.minReadySeconds, 0) > 0 ? Math.min(of(ready), of(available)) : of(ready);
  switch (kind) {
    case 'Deployment': {
      const desired = count(spec.replicas, 1);
      const up = usable('readyReplicas', 'availableReplicas');
      const ready = Math.min(of('updatedReplicas'), up);
      return judge(
        ready,
        desired,
        [of('updatedReplicas'), up, of('replicas')].every((n) => n === desired),
      );
    }
    case 'StatefulSet': {
      const desired = count(spec.replicas, 1);
      const up = usable('readyReplicas', 'availableReplicas');
      const wanted = updatedWanted(spec, desired);
      // At least so many: a partition may be raised after pods below it were updated.
      const isUpdated = of('updatedReplicas') >= wanted || isSameText(status.updateRevision, status.currentRevision);
      const ready = isUpdated ? up : Math.min(of('updatedReplicas'), up);
      return judge(ready, desired, isUpdated && up === desired && of('replicas') === desired);
    }
    case 'ReplicaSet': {
      const desired = count(spec.replicas, 1);
      const up = usable('readyReplicas', 'availableReplicas');
      return judge(up, desired, up === desired && of('replicas') === desired);
    }
    case 'DaemonSet': {
      const desired = of('desiredNumberScheduled');
      const up = usable('numberReady', 'numberAvailable');
      const ready = isOnDelete(spec) ? up : Math.min(of('updatedNumberScheduled'), up);
      return judge(ready, desired, ready === desired);
    }
    case 'Job':
      return progressOfJob(spec, status, judge);
    case 'Pod': {
      const failed = status.phase === 'Failed';
      const runs = conditionOf(status, 'Ready')?.status === 'True' || status.phase === 'Succeeded';
      const judged = judge(runs ? 1 : 0, 1, runs);
      return failed ? { ...judged, why: `the Pod failed there${said(status)}`, isFinal: true } : judged;
    }
    default:
      return { ready: 1, desired: 1, why: undefined };
  }
}

function progressOfJob(
  spec: Fields,
  status: Fields,
  judge: (...counts: [number, number, boolean]) => Readiness,
): Readiness {
  const of = (field: string): number => count(status[field], 0);
  const desired = count(spec.completions, count(spec.parallelism, 1));
  const failure = conditionOf(status, 'Failed');
  if (failure?.status === 'True') {
    const why = `the Job failed there: ${describeCondition(failure)}`;
    return { ready: of('succeeded'), desired, why, isFinal: true };
  }
  const done = conditionOf(status, 'Complete')?.status === 'True';
  const running = Math.min(count(spec.parallelism, 1), desired - of('succeeded'));
  const runs = of('active') > 0 && of('ready') >= running;
  // A suspended Job is not to run: once its pods are gone it is as asked.
  const rests = spec.suspend === true && conditionOf(status, 'Suspended')?.status === 'True' && of('active') === 0;
  return judge(of('succeeded') + of('ready'), desired, done || runs || rests);
}

const isOnDelete = ({ updateStrategy }: Fields): boolean => (updateStrategy as Fields | undefined)?.type === 'OnDelete';

/** How many pods of a StatefulSet are to be of the newest version. */
function updatedWanted(spec: Fields, desired: number): number {
  if (isOnDelete(spec)) return 0;
  const rolling = (spec.updateStrategy as Fields | undefined)?.rollingUpdate as Fields | undefined;
  return Math.max(0, desired - count(rolling?.partition, 0));
}

const isSameText = (a: unknown, b: unknown): boolean => typeof a === 'string' && a === b;

const conditionOf = ({ conditions }: Fields, type: string): Condition | undefined =>
  findCondition(Array.isArray(conditions) ? conditions : [], type);

const said = ({ reason: why, message }: Fields): string => {
  const words = [why, message].filter((text) => typeof text === 'string' && text !== '');
  return words.length > 0 ? `: ${words.join(': ')}` : '';
};

/** What keeps it, as its owner or the member says. */
function reason(spec: Fields, status: Fields): string {
  if (spec.paused === true) return ' (it is paused: new pods wait for spec.paused to go)';
  const wrong = ['ReplicaFailure', 'PodScheduled', 'Progressing', 'Available'].flatMap((type) => {
    const condition = conditionOf(status, type);
    const bad = type === 'ReplicaFailure' ? 'True' : 'False';
    return condition?.status === bad ? [condition.message ?? condition.reason ?? type] : [];
  });
  return wrong[0] ? ` (${wrong[0]})` : '';
}
