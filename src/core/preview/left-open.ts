import type { Detected } from '../detector/detector.ts';
import { isLazy } from '../detector/policy.ts';
import { hasKnownNeeds } from '../resource-interpreter/dependencies.ts';
import type { SchedulingAnswer } from '../scheduling/answer.ts';
import type { Fleet } from './fleet.ts';
import { callInterpreter, type Interpretation, type Interpreter, interpreterOf } from './interpreters.ts';
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
  readonly interpreters: readonly Interpreter[];
  readonly quotas: NonNullable<Fleet['quotas']>;
}

/** All that an answer leaves open, in sentences. */
export function leftOpen(question: PreviewQuestion, answered: Answered, rules: PreviewRules): readonly string[] {
  const { template, binding: before, changed = 'template' } = question;
  const { choice, binding: after, placement, isUncounted, sent, taker, interpreters, quotas } = answered;
  const by = (one: Interpretation): Interpreter | undefined => interpreterOf(interpreters, template, one);
  const [reviser, counter, finder] = [
    by('ReviseReplica'),
    by('InterpretReplica') ?? by('InterpretComponent'),
    by('InterpretDependency'),
  ];
  const runs = isUncounted || (after?.spec.replicas ?? 0) > 0;
  const { kind, metadata } = template;
  // It may be there without a binding: no policy had it so far.
  const mayBeLazy = question.mayBeUnchanged && choice.policy && isLazy(choice.policy);
  return [
    ...(rules.render && placement && !sent ? ['what would reach the clusters: the template is not read'] : []),
    ...(reviser && sent?.length
      ? [`what a ${kind} is with the replicas of a cluster: ${callInterpreter(reviser)} says, and is not run here`]
      : []),
    ...(placement && runs
      ? quotas
          .filter(({ namespace }) => namespace === metadata.namespace)
          .map(({ name }) => `whether FederatedResourceQuota ${name} leaves room for ${kind} ${metadata.name}`)
      : []),
    ...(!reviser && sent?.some(({ unknown }) => unknown)
      ? [`what a ${kind} is with the replicas of a cluster, Karmada alone can tell`]
      : []),
    ...(taker && (finder || !hasKnownNeeds(template, rules.minor))
      ? [
          finder
            ? `what ${kind} ${metadata.name} takes along: ${callInterpreter(finder)} says, and is not run here`
            : `what ${kind} ${metadata.name} takes along, Karmada alone can tell`,
        ]
      : []),
    ...raceOf(choice, changed, rules.changedPolicies),
    ...(mayBeLazy
      ? [`whether this changes ${kind} ${metadata.name}: a snapshot holds no workloads, and the policy is lazy`]
      : []),
    ...(isUncounted
      ? [
          counter
            ? `how many replicas ${kind} ${metadata.name} has: ${callInterpreter(counter)} says, and is not run here; give --replicas`
            : `how many replicas a ${kind} has, Karmada alone can tell: give --replicas`,
        ]
      : []),
    ...(placement ? notKnown(placement, { before, after }, rules.minor) : []),
  ];
}
