import { groupVersion } from '../object.ts';
import { callDocument, type LintDocument, placeOf } from './document.ts';
import { defineRule } from './rule.ts';

/** Whether each object is in the files once. */
export const onceEach = defineRule({
  codes: {
    'duplicate-object': {
      severity: 'error',
      about: 'One object is in the files twice.',
      why: 'Which of the two counts depends on the order in which they are applied.',
      fix: 'Remove one of them, or give it another name or namespace.',
    },
  },
  check: ({ documents }) => {
    const seen = new Map<string, LintDocument>();
    return documents.flatMap((document) => {
      const identity = identityOf(document);
      const earlier = seen.get(identity);
      if (!earlier) {
        seen.set(identity, document);
        return [];
      }
      const message = `${callDocument(document)} is in ${placeOf(earlier)} already`;
      return [{ code: 'duplicate-object' as const, message, document, path: ['metadata', 'name'] }];
    });
  },
});

/** In another version of its group it is the same object. */
const identityOf = ({ object: { apiVersion, kind, metadata } }: LintDocument): string =>
  [groupVersion(apiVersion).group, kind, metadata.namespace ?? '', metadata.name].join('/');
