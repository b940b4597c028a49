import { isClusterScoped } from '../cluster-scoped.ts';
import { defineRule } from './rule.ts';

/** Whether the namespace that an object names means anything. */
export const namespaceCounts = defineRule({
  codes: {
    'namespace-ignored': {
      severity: 'warning',
      about: 'An object of a kind that lies in no namespace names one.',
      why: 'The server drops it: a ClusterPropagationPolicy in a namespace is one for all namespaces.',
      fix: 'Remove metadata.namespace; to stay within it, use the kind of the namespace, or selectors with a namespace.',
    },
  },
  check: ({ documents }) =>
    documents.flatMap((document) => {
      const { object } = document;
      const { namespace } = object.metadata;
      if (namespace === undefined || !isClusterScoped(object)) return [];
      const message = `a ${object.kind} lies in no namespace: "${namespace}" is dropped`;
      return [{ code: 'namespace-ignored', message, document, path: ['metadata', 'namespace'] }];
    }),
});
