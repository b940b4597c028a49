import type { Attempt, SchedulingAnswer } from '../scheduling/answer.ts';

/** Why a cluster gets what it gets, in words: of the attempt that decided. */
export function whyFor(cluster: string, answer: SchedulingAnswer): string {
  const attempt = deciding(answer);
  if (!attempt) return answer.cause;
  const verdict = attempt.verdicts.find((one) => one.cluster === cluster);
  if (!verdict) return 'it is not there';
  if (verdict.rejections.length > 0) return verdict.rejections.map(({ detail }) => detail).join('; ');
  if (attempt.selection && !attempt.selection.selected.includes(cluster)) return whyNotSelected(cluster, attempt);
  if (answer.outcome === 'failed') return 'it fits';
  return share(cluster, answer, attempt);
}

/**
 * The same where the scheduler does not look at the binding at all: `anew` is what it would say if it did, which tells
 * why a cluster cannot be one; what it would give to another one now does not matter.
 */
export function whyUntouched(cluster: string, answer: SchedulingAnswer, anew: SchedulingAnswer): string {
  if (answer.clusters.some(({ name }) => name === cluster)) return answer.cause;
  const verdict = deciding(anew)?.verdicts.find((one) => one.cluster === cluster);
  if (verdict && verdict.rejections.length > 0) return verdict.rejections.map(({ detail }) => detail).join('; ');
  return 'it fits, but Karmada moves nothing by itself';
}

/** The last one: where none succeeded, each was tried. */
const deciding = ({ attempts }: SchedulingAnswer): Attempt | undefined => attempts.at(-1);

function whyNotSelected(cluster: string, { selection, estimates }: Attempt): string {
  const room = estimates?.find((one) => one.cluster === cluster)?.available;
  const others = `it fits; spread constraints chose ${selection?.selected.join(', ') || 'none'}`;
  if (selection?.by !== 'cluster' || room === undefined) return others;
  return `${others} (room here: ${room})`;
}

function share(cluster: string, { clusters }: SchedulingAnswer, { division, estimates }: Attempt): string {
  if (!division || division.rule === 'no replicas') return 'it fits';
  if (division.rule === 'duplicated') return 'each cluster gets all replicas';
  const weight = division.weights?.find((one) => one.cluster === cluster)?.weight;
  const sum = division.weights?.reduce((total, one) => total + one.weight, 0) ?? 0;
  const room = estimates?.find((one) => one.cluster === cluster);
  const limit = room?.limitedBy ? `, bounded by ${room.limitedBy}` : '';
  if (division.rule === 'static weight') {
    if (weight === undefined || weight === 0) return 'no rule gives it a weight';
    return `weight ${weight} of ${sum}${isGiven(cluster, clusters) ? '' : ', too little for one'}`;
  }
  if (division.mode === 'unchanged') return 'the replicas are as many as before';
  const by = division.rule === 'aggregated' ? 'as few clusters as hold them' : 'by free room';
  const how = { 'scale up': 'what is added', 'scale down': 'what is left', fresh: 'all anew', first: 'all' } as const;
  const which = division.mode ? how[division.mode] : 'all';
  return `${by}, ${which} (${division.target ?? '?'}): ${weight ?? 0} of ${sum}${limit}`;
}

const isGiven = (cluster: string, clusters: SchedulingAnswer['clusters']): boolean =>
  clusters.some(({ name }) => name === cluster);
