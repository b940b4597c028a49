import type { PreviewQuestion } from '../../core/preview/preview-workload.ts';
import type { Workload } from '../../core/propagation.ts';
import { sameJson } from '../../core/same-json.ts';

/**
 * The same workload may be in a file and held by a policy of another one: the file says what it will be. Where that is what
 * it is, only policies change.
 */
export function withoutDoubles(questions: readonly PreviewQuestion[]): readonly PreviewQuestion[] {
  const known = new Map<string, PreviewQuestion>();
  for (const question of questions) {
    const key = keyOf(question.template);
    const first = known.get(key);
    const changesNothing = question.changed === 'policies' && first && isSame(first.template, question.template);
    known.set(key, changesNothing ? { ...first, changed: 'policies' } : (first ?? question));
  }
  return [...known.values()];
}

const keyOf = ({ kind, metadata }: Workload): string => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;

/** But for what a server writes by itself with each change. */
function isSame(a: Workload, b: Workload): boolean {
  const own = ({ metadata, spec, status: _, ...rest }: Workload): unknown => {
    const { managedFields: __, resourceVersion: ___, generation: ____, ...kept } = metadata;
    return { ...rest, spec, metadata: kept };
  };
  return sameJson(own(a), own(b));
}
