import type { Taint } from './karmada-types/kubernetes.ts';

/** What is to be done to a cluster's list of taints. A taint is known by key and effect, as MatchTaint compares them. */
export type TaintChange =
  | { readonly op: 'set'; readonly key: string; readonly value?: string; readonly effect: TaintEffect }
  /** Without an effect: all of that key. */
  | { readonly op: 'remove'; readonly key: string; readonly effect?: TaintEffect };

/** Karmada has no PreferNoSchedule, though karmadactl's help names it (pkg/util/lifted/validateclustertaints.go). */
export const taintEffects = ['NoSchedule', 'NoExecute'] as const;
export type TaintEffect = (typeof taintEffects)[number];

/** pkg/apis/cluster/v1alpha1/well_known_constants.go */
export const unschedulable = 'cluster.karmada.io/unschedulable';

/** What `cordon` and `uncordon` do (pkg/karmadactl/cordon): this key with NoSchedule, whatever its value. */
export const cordonChange: TaintChange = { op: 'set', key: unschedulable, effect: 'NoSchedule' };
export const uncordonChange: TaintChange = { op: 'remove', key: unschedulable, effect: 'NoSchedule' };

export interface TaintOptions {
  /** What a taint of the same key and effect with another value means: it is replaced, kept, or nothing is done at all. */
  readonly onOther: 'replace' | 'keep' | 'refuse';
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface TaintResult {
  readonly taints: readonly Taint[];
  readonly added: readonly Taint[];
  readonly removed: readonly Taint[];
  /** Those in the way, with `onOther: 'refuse'`; then nothing is changed. */
  readonly others: readonly Taint[];
}

/**
 * The list that a cluster is to have. What nobody named stays, in its order; what is there already stays as it is.
 * A new taint says when it was added, as Karmada's controllers note it (pkg/util/helper/taint.go): without that a
 * toleration's tolerationSeconds never run out (GetMinTolerationTime there).
 */
export function changeTaints(
  current: readonly Taint[],
  changes: readonly TaintChange[],
  { onOther, now }: TaintOptions,
): TaintResult {
  const timeAdded = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  const added: Taint[] = [];
  const removed: Taint[] = [];
  const others: Taint[] = [];
  let taints = current;
  for (const change of changes) {
    if (change.op === 'remove') {
      const { key, effect } = change;
      const isMeant = (taint: Taint): boolean => taint.key === key && (effect === undefined || taint.effect === effect);
      removed.push(...taints.filter(isMeant));
      taints = taints.filter((taint) => !isMeant(taint));
      continue;
    }
    const held = taints.find((taint) => isSameTaint(taint, change));
    const { key, value, effect } = change;
    const wanted = { key, ...(value ? { value } : {}), effect, timeAdded };
    if (held && (onOther === 'keep' || (held.value ?? '') === (value ?? ''))) continue;
    if (held && onOther === 'refuse') {
      others.push(held);
      continue;
    }
    added.push(wanted);
    if (held) removed.push(held);
    taints = held ? taints.map((taint) => (taint === held ? wanted : taint)) : [...taints, wanted];
  }
  return others.length > 0 ? { taints: current, added: [], removed: [], others } : { taints, added, removed, others };
}

/** MatchTaint (k8s.io/api/core/v1/taint.go). */
export const isSameTaint = (a: Pick<Taint, 'key' | 'effect'>, b: Pick<Taint, 'key' | 'effect'>): boolean =>
  a.key === b.key && a.effect === b.effect;

/** As it is written on a command line: `dedicated=gpu:NoSchedule`. */
export const taintText = ({ key, value, effect }: Pick<Taint, 'key' | 'value' | 'effect'>): string =>
  `${key}${value ? `=${value}` : ''}:${effect}`;

/** Whether the scheduler sends nothing new there because of it (plugins/tainttoleration). */
export const keepsAway = ({ effect }: Pick<Taint, 'effect'>): boolean =>
  effect === 'NoSchedule' || effect === 'NoExecute';
