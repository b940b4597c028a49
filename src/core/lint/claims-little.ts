import type { FieldPath } from '../field-path.ts';
import type { ResourceSelector } from '../selector.ts';
import type { LintDocument } from './document.ts';
import { defineRule, type Found } from './rule.ts';
import { selectingOf } from './selecting.ts';

type Code = 'selects-all-of-a-kind' | 'takes-from-others';

/** Whether a policy may take workloads of others. */
export const claimsLittle = defineRule<Code>({
  codes: {
    'selects-all-of-a-kind': {
      severity: 'warning',
      about: 'A propagation policy selects all objects of a kind, by neither name nor labels.',
      why: 'It also takes what others put there later, and what a policy has taken stays with it.',
      fix: 'Say a name or a labelSelector; where all are meant, nothing is to be done.',
    },
    'takes-from-others': {
      severity: 'warning',
      about: 'A propagation policy preempts (preemption: Always).',
      why: 'With the feature gate PropagationPolicyPreemption it takes workloads from policies that hold them, and they may move.',
      fix: 'Leave it at Never, unless workloads are to be taken over.',
    },
  },
  check: (subject) => [
    ...subject.policies.flatMap(({ policy, document }): readonly Found<Code>[] => {
      if (policy.spec.preemption !== 'Always') return [];
      const message = 'preemption Always takes workloads from the policies that hold them';
      return [{ code: 'takes-from-others', message, document, path: ['spec', 'preemption'] }];
    }),
    ...selectingOf(subject).flatMap(({ document, propagates, selectors }) =>
      propagates ? selectors.flatMap(({ selector, path }) => judge(document, selector, path)) : [],
    ),
  ],
});

function judge(document: LintDocument, selector: ResourceSelector, path: FieldPath): readonly Found<Code>[] {
  const { name, labelSelector, kind, namespace } = selector;
  const { matchLabels = {}, matchExpressions = [] } = labelSelector ?? {};
  if (name || Object.keys(matchLabels).length + matchExpressions.length > 0) return [];
  const where = namespace ? `of namespace ${namespace}` : 'of all namespaces';
  return [{ code: 'selects-all-of-a-kind', message: `this selects every ${kind} ${where}`, document, path }];
}
