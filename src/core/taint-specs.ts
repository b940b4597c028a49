import { KnownError } from '../contract/errors.ts';
import { clusterNameIn, isClusterType } from './cluster-type.ts';
import { labelKeyProblem, labelValueProblem } from './label-problem.ts';
import { type TaintChange, type TaintEffect, taintEffects } from './taints.ts';

/** What `taint` is told: cluster names, then changes (pkg/karmadactl/taint, parseTaintArgs; pkg/util/lifted/taint.go). */
export interface TaintWords {
  readonly names: readonly string[];
  readonly changes: readonly TaintChange[];
}

export function readTaintWords(words: readonly string[]): TaintWords {
  const first = words.findIndex(isTaintWord);
  const named = first === -1 ? words : words.slice(0, first);
  const specs = first === -1 ? [] : words.slice(first);
  const late = specs.find((word) => !isTaintWord(word));
  if (late !== undefined) {
    throw new KnownError('usage', `Names come before taints, so "${late}" is in the wrong place.`, { hint: example });
  }
  if (specs.length === 0) throw new KnownError('usage', 'Which taint to set or remove is not said.', { hint: example });
  const names = named[0] !== undefined && isClusterType(named[0]) ? named.slice(1) : named;
  return { names: names.map(clusterNameIn), changes: readTaints(specs) };
}

const example = 'For example: karmate taint member1 dedicated=gpu:NoSchedule, or with "-" at the end to remove it.';

/** No cluster's name has one of these. */
const isTaintWord = (word: string): boolean => /[=:]|-$/.test(word);

/** Every change that the words ask for; refuses what Kubernetes would, and what says two things of one taint. */
export function readTaints(specs: readonly string[]): readonly TaintChange[] {
  const changes = specs.map(readTaint);
  changes.forEach((change, index) => {
    const rival = changes.slice(0, index).find((before) => overlaps(before, change));
    if (!rival || (rival.op === 'remove' && change.op === 'remove')) return;
    const what = `${change.key}${change.effect ? `:${change.effect}` : ''}`;
    const clash =
      rival.op === change.op
        ? `The taint ${what} is given twice.`
        : `The taint ${what} cannot be set and removed at once.`;
    throw new KnownError('usage', clash);
  });
  return changes;
}

const overlaps = (a: TaintChange, b: TaintChange): boolean =>
  a.key === b.key && (a.effect === undefined || b.effect === undefined || a.effect === b.effect);

/** `key=value:Effect`, `key:Effect`; `key:Effect-`, `key-`. The value of what is removed does not matter. */
function readTaint(spec: string): TaintChange {
  const isRemoval = spec.endsWith('-');
  const [pair = '', effect, ...more] = (isRemoval ? spec.slice(0, -1) : spec).split(':');
  const [key = '', value, ...rest] = effect === undefined ? [pair] : pair.split('=');
  const problem =
    effect === undefined && !isRemoval
      ? 'it has no effect; write it as KEY=VALUE:EFFECT'
      : more.length + rest.length > 0
        ? 'write it as KEY=VALUE:EFFECT'
        : (labelKeyProblem(key) ?? labelValueProblem(value ?? '') ?? effectProblem(effect));
  if (problem) throw new KnownError('usage', `"${spec}" is no taint: ${problem}.`, { hint: example });
  if (isRemoval) return { op: 'remove', key, ...(effect ? { effect: effect as TaintEffect } : {}) };
  return { op: 'set', key, ...(value ? { value } : {}), effect: effect as TaintEffect };
}

function effectProblem(effect: string | undefined): string | undefined {
  const known: readonly (string | undefined)[] = [...taintEffects, undefined];
  if (effect === 'PreferNoSchedule')
    return 'Karmada takes no PreferNoSchedule at clusters, only NoSchedule and NoExecute';
  return known.includes(effect) ? undefined : `the effect is ${taintEffects.join(' or ')}, not "${effect}"`;
}
