import type { Detected } from '../detector/detector.ts';
import { isLazy } from '../detector/policy.ts';
import { hasKnownNeeds } from '../resource-interpreter/dependencies.ts';
import type { SchedulingAnswer } from '../scheduling/answer.ts';
import { notKnown } from './not-known.ts';
import type { PreviewQuestion, PreviewRules } from './preview-workload.ts';
import { raceOf } from './race.ts';
import type { RenderedPreview } from './render-preview.ts';
import type { Taker } from './takers.ts';

interface Answered extends Detected {
  readonly placement: SchedulingAnswer | undefined;
  readonly isUncounted: boolean;
  /** What would reach the clusters; undefined: the template is not read. */
  readonly sent: readonly RenderedPreview[] | undefined;
  readonly taker: Taker | undefined;
}

/** All that an answer leaves open, in sentences. */
export function leftOpen(question: PreviewQuestion, answered: Answered, rules: PreviewRules): readonly string[] {
  const { template, binding: before, changed = 'template' } = question;
  const { choice, binding: after, placement, isUncounted, sent, taker } = answered;
  const { kind, metadata } = template;
  const mayBeLazy = question.mayBeUnchanged && before && choice.policy && isLazy(choice.policy);
  return [
    ...(rules.render && placement && !sent ? ['what would reach the clusters: the template is not read'] : []),
    ...(sent?.some(({ unknown }) => unknown)
      ? [`what a ${kind} is with the replicas of a cluster, Karmada alone can tell`]
      : []),
    ...(taker && !hasKnownNeeds(template, rules.minor)
      ? [`what ${kind} ${metadata.name} takes along, Karmada alone can tell`]
      : []),
    ...raceOf(choice, changed, rules.changedPolicies),
    ...(mayBeLazy
      ? [`whether this changes ${kind} ${metadata.name}: a snapshot holds no workloads, and the policy is lazy`]
      : []),
    ...(isUncounted ? [`how many replicas a ${kind} has, Karmada alone can tell: give --replicas`] : []),
    ...(placement ? notKnown(placement, { before, after }, rules.minor) : []),
  ];
}
