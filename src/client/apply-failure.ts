import { KnownError } from '../contract/errors.ts';
import { describeConflicts, type FieldConflict } from '../core/field-conflict.ts';

/** What an API server says to a refused server-side apply, told as what it means. */
export function applyFailure(error: unknown): unknown {
  if (!(error instanceof KnownError)) return error;
  const { cause, message } = error;
  const details = detailsOf(cause);
  const conflicts = (details.causes ?? []).flatMap(readConflict);
  if (conflicts.length > 0) {
    return new KnownError('conflict', `other managers own fields that it sets: ${describeConflicts(conflicts)}.`, {
      hint: 'Leave those fields out of the manifest, or take them over with --force-conflicts.',
      cause: { conflicts },
      reason: error.reason,
      causes: error.causes,
    });
  }
  // An API server answers 500, without a reason, to what does not fit its schema: the manifest is at fault, not the server.
  const [, words] = /^failed to create typed patch object \(.*?\): (?:errors:\s*)?(.*)$/s.exec(message) ?? [];
  if (words !== undefined) {
    const each = words.split('\n').map((line) => line.trim());
    return new KnownError('invalid', `it does not fit its schema: ${each.join('; ')}.`, {
      hint: 'Look for a misspelt field, a wrong indentation, or a value of another type.',
      cause: error,
    });
  }
  if (error.code === 'not-found' && details.kind === 'namespaces') {
    return new KnownError('not-found', `there is no namespace "${details.name}".`, {
      hint: 'Apply a Namespace of that name with it, or make it first.',
      cause,
    });
  }
  return error;
}

interface Details {
  readonly kind?: string;
  readonly name?: string;
  readonly causes?: readonly { readonly reason?: string; readonly message?: string; readonly field?: string }[];
}

const detailsOf = (cause: unknown): Details =>
  typeof cause === 'object' && cause !== null && 'details' in cause ? ((cause.details ?? {}) as Details) : {};

/** `conflict with "kubectl-edit" using apps/v1`, about a field. */
function readConflict({
  reason,
  message = '',
  field = '',
}: NonNullable<Details['causes']>[number]): readonly FieldConflict[] {
  if (reason !== 'FieldManagerConflict') return [];
  const [, manager = message] = /^conflict with "(.*?)"(?: |$)/.exec(message) ?? [];
  return [{ manager, field }];
}
