import type { Attempt, SchedulingAnswer } from '../scheduling/answer.ts';

/** Why a cluster gets what it gets, in words. */
export type Why = (cluster: string) => string;

/** Of the attempt that decided. */
export function whyOf(answer: SchedulingAnswer): Why {
  const attempt = deciding(answer);
  if (!attempt) return () => answer.cause;
  const out = rejectionsOf(attempt);
  const selected = attempt.selection && new Set(attempt.selection.selected);
  const notSelected = whyNotSelected(attempt);
  const share = shareOf(answer, attempt);
  return (cluster) => {
    const rejected = out.get(cluster);
    if (rejected === undefined) return 'it is not there';
    if (rejected !== '') return rejected;
    if (selected && !selected.has(cluster)) return notSelected(cluster);
    return answer.outcome === 'failed' ? 'it fits' : share(cluster);
  };
}

/**
 * The same where the scheduler does not look at the binding at all: `anew` is what it would say if it did, which tells
 * why a cluster cannot be one; what it would give to another one now does not matter.
 */
export function whyUntouched(answer: SchedulingAnswer, anew: SchedulingAnswer): Why {
  const held = new Set(answer.clusters.map(({ name }) => name));
  const attempt = deciding(anew);
  const out = attempt && rejectionsOf(attempt);
  return (cluster) =>
    held.has(cluster) ? answer.cause : out?.get(cluster) || 'it fits, but Karmada moves nothing by itself';
}

/** The last one: where none succeeded, each was tried. */
const deciding = ({ attempts }: SchedulingAnswer): Attempt | undefined => attempts.at(-1);

/** What speaks against each cluster that there is; '' where nothing does. */
const rejectionsOf = ({ verdicts }: Attempt): ReadonlyMap<string, string> =>
  new Map(verdicts.map(({ cluster, rejections }) => [cluster, rejections.map(({ detail }) => detail).join('; ')]));

const byCluster = <T extends { readonly cluster: string }>(list: readonly T[] | undefined): ReadonlyMap<string, T> =>
  new Map((list ?? []).map((one) => [one.cluster, one]));

function whyNotSelected({ selection, estimates }: Attempt): Why {
  const rooms = byCluster(estimates);
  const others = `it fits; spread constraints chose ${selection?.selected.join(', ') || 'none'}`;
  return (cluster) => {
    const room = rooms.get(cluster)?.available;
    return selection?.by !== 'cluster' || room === undefined ? others : `${others} (room here: ${room})`;
  };
}

function shareOf({ clusters }: SchedulingAnswer, { division, estimates }: Attempt): Why {
  if (!division || division.rule === 'no replicas') return () => 'it fits';
  if (division.rule === 'duplicated') return () => 'each cluster gets all replicas';
  const weights = byCluster(division.weights);
  const sum = division.weights?.reduce((total, one) => total + one.weight, 0) ?? 0;
  const given = new Set(clusters.map(({ name }) => name));
  if (division.rule === 'static weight') {
    return (cluster) => {
      const { weight = 0 } = weights.get(cluster) ?? {};
      if (weight === 0) return 'no rule gives it a weight';
      return `weight ${weight} of ${sum}${given.has(cluster) ? '' : ', too little for one'}`;
    };
  }
  if (division.mode === 'unchanged') return () => 'the replicas are as many as before';
  const by = division.rule === 'aggregated' ? 'as few clusters as hold them' : 'by free room';
  const how = { 'scale up': 'what is added', 'scale down': 'what is left', fresh: 'all anew', first: 'all' } as const;
  const which = division.mode ? how[division.mode] : 'all';
  const rooms = byCluster(estimates);
  return (cluster) => {
    const limitedBy = rooms.get(cluster)?.limitedBy;
    const limit = limitedBy ? `, bounded by ${limitedBy}` : '';
    return `${by}, ${which} (${division.target ?? '?'}): ${weights.get(cluster)?.weight ?? 0} of ${sum}${limit}`;
  };
}
