import type { TargetCluster } from '../../../src/core/karmada-types/work.ts';
import type { WorkloadPreview } from '../../../src/core/preview/preview.ts';
import { type Held, keyOf, type State } from './state.ts';

export interface Verdict {
  /** What preview said otherwise than it came, in words. */
  readonly wrong: readonly string[];
  /** How often each kind of answer was right. */
  readonly right: Readonly<Record<string, number>>;
}

/**
 * Whether everything came as it was previewed, and whatever the preview does not speak of stayed as it was. Of a cluster
 * that is `lost` nothing is compared: where the scheduler fails, its name stays in bindings.
 */
export function judge(previews: readonly WorkloadPreview[], before: State, after: State, lost = ''): Verdict {
  const right: Record<string, number> = {};
  const wrong: string[] = [];
  const note = (key: string, kind: string, differences: readonly string[]): void => {
    if (differences.length === 0) right[kind] = (right[kind] ?? 0) + 1;
    else wrong.push(`${key} (${kind}): ${differences.join('; ')}`);
  };
  const spokenOf = new Set<string>();
  for (const one of previews) {
    const { kind, namespace, name } = one.workload;
    const key = keyOf(kind, namespace, name);
    spokenOf.add(key);
    // Karmada itself draws lots whether there is room; and of two policies at once the first one heard of wins.
    if (one.placement?.doubtful || one.unknown.some((note) => note.startsWith('which takes it'))) continue;
    note(key, one.placement?.outcome ?? one.taken, differencesOf(one, before.get(key), without(lost, after.get(key))));
  }
  for (const [key, held] of after) {
    if (spokenOf.has(key) || !before.has(key)) continue;
    note(
      key,
      'not spoken of',
      unlike('it', textOfHeld(without(lost, before.get(key))), textOfHeld(without(lost, held))),
    );
  }
  return { wrong, right };
}

/** Which reason a cluster is counted for, each scheduler process decides anew: a message may change by itself. */
const textOfHeld = (held: Held | undefined): string =>
  JSON.stringify({ ...held, clusters: held?.clusters?.map(textOf).sort(), message: undefined });

function without(lost: string, held: Held | undefined): Held | undefined {
  if (!held?.clusters || lost === '') return held;
  return { ...held, clusters: held.clusters.filter(({ name }) => name !== lost) };
}

function differencesOf(preview: WorkloadPreview, before: Held | undefined, after: Held | undefined): readonly string[] {
  if (!after) return ['it is not there'];
  return [
    ...policyDifferences(preview, before, after),
    ...clusterDifferences(preview, after),
    ...outcomeDifferences(preview, before, after),
  ];
}

function policyDifferences({ taken, policy }: WorkloadPreview, before: Held | undefined, after: Held) {
  const named = policy && `${policy.kind} ${policy.name}`;
  // Whoever waits may have taken it already, or not yet.
  if (taken === 'waiting' && after.policy === before?.policy) return [];
  return unlike('policy', named, after.policy);
}

function clusterDifferences({ clusters, placement }: WorkloadPreview, { clusters: real }: Held): readonly string[] {
  const said = clusters.flatMap(({ after }) => after ?? []).map(textOf);
  const is = (real ?? []).map(textOf);
  const { undetermined } = placement ?? {};
  if (!undetermined) return unlike('clusters', said.toSorted().join(' '), is.toSorted().join(' '));
  const least = new Map(clusters.flatMap(({ after }) => (after ? [[after.name, after.replicas ?? 0]] : [])));
  const has = new Map((real ?? []).map(({ name, replicas = 0 }) => [name, replicas]));
  const names = [...new Set([...least.keys(), ...has.keys()])];
  const more = names.filter((name) => (has.get(name) ?? 0) !== (least.get(name) ?? 0));
  const isOneMore = (name: string): boolean => (has.get(name) ?? 0) === (least.get(name) ?? 0) + 1;
  const isWithin =
    more.length === undetermined.extra && more.every((name) => undetermined.clusters.includes(name) && isOneMore(name));
  return isWithin ? [] : [`clusters: ${undetermined.extra} of ${undetermined.clusters} beside ${said}, but ${is}`];
}

const textOf = ({ name, replicas = 0 }: TargetCluster): string => `${name}=${replicas}`;

const reasons = {
  FitError: 'NoClusterFit',
  UnschedulableError: 'Unschedulable',
  Error: 'SchedulerError',
  Panic: 'Panic',
};

function outcomeDifferences({ placement, taken }: WorkloadPreview, before: Held | undefined, after: Held) {
  if (!placement) {
    const isBound = after.clusters !== undefined && before?.clusters === undefined && taken !== 'waiting';
    return [...(isBound ? ['it has a binding'] : []), ...unlike('reason', before?.reason, after.reason)];
  }
  const { outcome, error } = placement;
  if (outcome === 'not needed') return unlike('reason', before?.reason, after.reason);
  if (outcome === 'scheduled') return unlike('reason', 'Success', after.reason);
  const reason = reasons[error?.kind ?? 'Error'];
  const message = error?.kind === 'FitError' ? [] : unlike('message', error?.message, after.message);
  return [...unlike('reason', reason, after.reason), ...message];
}

const unlike = (what: string, said: string | undefined, is: string | undefined): readonly string[] =>
  said === is ? [] : [`${what}: ${said ?? 'none'} was said, it is ${is ?? 'none'}`];
