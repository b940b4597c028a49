import { karmadaSchemas } from '../karmada-schemas/karmada-schemas.ts';
import { kindProblem } from '../kind-problem.ts';
import { kindSince, rootOf } from '../schema/schema-table.ts';
import type { LintDocument } from './document.ts';
import { defineRule, type Found, withHint } from './rule.ts';

/** Whether there is such a kind at all, and in this release. */
export const knownKind = defineRule({
  codes: {
    'unknown-kind': {
      severity: 'error',
      about: 'There is no kind of this name and apiVersion.',
      why: 'No server takes the object. What groups of others hold is not known here; of those of Kubernetes and Karmada it is.',
      fix: 'Write apiVersion and kind as the message says.',
    },
    'kind-not-in-release': {
      severity: 'error',
      about: 'Karmada has this kind, but not yet in this release.',
      why: 'A control plane of this release does not serve it.',
      fix: 'Leave it out, or say the release that it is for: --karmada-version 1.18.',
    },
  },
  check: ({ documents, minor }) => documents.flatMap((document) => judge(document, minor)),
});

function judge(document: LintDocument, minor: number): readonly Found<'unknown-kind' | 'kind-not-in-release'>[] {
  const { object } = document;
  const problem = kindProblem(object);
  if (problem) {
    const { message, hint, field } = problem;
    return [{ code: 'unknown-kind', message: withHint(message, hint), document, path: [field] }];
  }
  const since = kindSince(karmadaSchemas, object);
  if (since === undefined || rootOf(karmadaSchemas, object, minor)) return [];
  const message = `there is a ${object.kind} since v1.${since}, and this is for v1.${minor}`;
  return [{ code: 'kind-not-in-release', message, document, path: ['kind'] }];
}
