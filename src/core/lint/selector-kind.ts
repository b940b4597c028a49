import { isClusterScoped } from '../cluster-scoped.ts';
import { isSkippedKind, isSkippedNamespace } from '../detector/event-filter.ts';
import { kindProblem } from '../kind-problem.ts';
import { defineRule, type Found, withHint } from './rule.ts';
import { type Selecting, selectingOf } from './selecting.ts';

type Code = 'unknown-selector-kind' | 'out-of-reach' | 'never-propagated';

/** Whether there can be anything that a policy selects. */
export const selectorKind = defineRule({
  codes: {
    'unknown-selector-kind': {
      severity: 'error',
      about: 'A selector asks for a kind that there is not.',
      why: 'apiVersion and kind are compared letter by letter: the selector matches nothing, and nobody says so.',
      fix: 'Write apiVersion and kind as the message says.',
    },
    'out-of-reach': {
      severity: 'error',
      about: 'A policy of a namespace selects a kind that lies in none.',
      why: 'A PropagationPolicy and an OverridePolicy reach their own namespace alone.',
      fix: 'Use a ClusterPropagationPolicy or a ClusterOverridePolicy.',
    },
    'never-propagated': {
      severity: 'warning',
      about: 'A policy selects what Karmada never propagates, or lies in a namespace of which it propagates nothing.',
      why: 'Karmada keeps Events, Leases, its own kinds and the namespaces kube-* and karmada-* out.',
      fix: 'Remove the selector, or move what it is for into another namespace.',
    },
  },
  check: (subject) =>
    selectingOf(subject).flatMap((one) => [...namespaceOf(one), ...one.selectors.flatMap(kindsOf(one))]),
});

const namespaceOf = ({ document, propagates }: Selecting): readonly Found<Code>[] => {
  const { namespace } = document.object.metadata;
  if (!propagates || namespace === undefined || !isSkippedNamespace(namespace)) return [];
  const message = `Karmada propagates nothing from namespace ${namespace} (--skipped-propagating-namespaces)`;
  return [{ code: 'never-propagated', message, document, path: ['metadata', 'namespace'] }];
};

const kindsOf =
  ({ document, propagates }: Selecting) =>
  ({ selector, path }: Selecting['selectors'][number]): readonly Found<Code>[] => {
    const { apiVersion, kind } = selector;
    const found = (code: Code, message: string, field: string): readonly Found<Code>[] => [
      { code, message, document, path: [...path, field] },
    ];
    const problem = kindProblem(selector);
    if (problem) return found('unknown-selector-kind', withHint(problem.message, problem.hint), problem.field);
    if (document.object.metadata.namespace !== undefined && isClusterScoped(selector)) {
      return found(
        'out-of-reach',
        `a ${kind} lies in no namespace, and a ${document.object.kind} reaches its own alone`,
        'kind',
      );
    }
    if (!propagates || !isSkippedKind({ apiVersion, kind, metadata: { name: '' } })) return [];
    return found('never-propagated', `Karmada does not propagate ${kind} of ${apiVersion}`, 'kind');
  };
