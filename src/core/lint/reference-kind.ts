import type { FieldPath } from '../field-path.ts';
import { kindProblem } from '../kind-problem.ts';
import { isPlainObject } from '../plain-object.ts';
import type { LintDocument } from './document.ts';
import { defineRule, withHint } from './rule.ts';

/** Whether there can be what other kinds of Karmada refer to: what they scale, rebalance or interpret. */
export const referenceKind = defineRule({
  codes: {
    'unknown-reference-kind': {
      severity: 'error',
      about:
        'A FederatedHPA, CronFederatedHPA, WorkloadRebalancer or ResourceInterpreterCustomization is for a kind that there is not.',
      why: 'apiVersion and kind are compared letter by letter: nothing is found, and nothing happens.',
      fix: 'Write apiVersion and kind as the message says.',
    },
  },
  check: ({ documents }) =>
    documents.flatMap((document) =>
      referencesOf(document).flatMap(({ apiVersion, kind, path }) => {
        const problem = kindProblem({ apiVersion, kind });
        if (!problem) return [];
        const { message, hint, field } = problem;
        return [{ code: 'unknown-reference-kind', message: withHint(message, hint), document, path: [...path, field] }];
      }),
    ),
});

const places: Readonly<Record<string, string>> = {
  'autoscaling.karmada.io/v1alpha1 FederatedHPA': 'scaleTargetRef',
  'autoscaling.karmada.io/v1alpha1 CronFederatedHPA': 'scaleTargetRef',
  'apps.karmada.io/v1alpha1 WorkloadRebalancer': 'workloads',
  'config.karmada.io/v1alpha1 ResourceInterpreterCustomization': 'target',
};

interface Reference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly path: FieldPath;
}

function referencesOf({ object }: LintDocument): readonly Reference[] {
  const place = places[`${object.apiVersion} ${object.kind}`];
  const { spec } = object as { readonly spec?: unknown };
  if (place === undefined || !isPlainObject(spec)) return [];
  const value = spec[place];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item, index) => {
    if (!isPlainObject(item)) return [];
    const { apiVersion, kind } = item;
    // Left out, an apiVersion is anything.
    if (typeof apiVersion !== 'string' || typeof kind !== 'string' || apiVersion === '') return [];
    return [{ apiVersion, kind, path: ['spec', place, ...(Array.isArray(value) ? [index] : [])] }];
  });
}
