import { rankPolicies } from '../detector/compare.ts';
import { isNamespaced } from '../detector/policy.ts';
import { callDocument, placeOf } from './document.ts';
import { defineRule } from './rule.ts';

/** Whether it is said which of several policies takes a workload. */
export const clearWinner = defineRule({
  codes: {
    'decided-by-name': {
      severity: 'warning',
      about: 'Two policies of the files select one object in the same way and with the same priority.',
      why: 'Karmada then takes the one whose name comes first; the other does nothing for this object.',
      fix: 'Give one of them a higher priority, or narrow its selectors.',
    },
  },
  check: ({ policies, templates }) => {
    const all = policies.map(({ policy }) => policy);
    return templates.flatMap((template) => {
      const [first, second] = rankPolicies(all, template.object);
      if (!first || !second || first.priority !== second.priority || first.implicit !== second.implicit) return [];
      if (isNamespaced(first.policy) !== isNamespaced(second.policy)) return [];
      const winner = policies.find(({ policy }) => policy === first.policy);
      const loser = policies.find(({ policy }) => policy === second.policy);
      if (!winner || !loser || callDocument(winner.document) === callDocument(loser.document)) return [];
      const message = `${callDocument(template)} goes to ${callDocument(winner.document)} (${placeOf(winner.document)}), which selects it too and comes first by name alone`;
      return [{ code: 'decided-by-name', message, document: loser.document, path: ['spec', 'resourceSelectors'] }];
    });
  },
});
