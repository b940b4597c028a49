import { labelRequirements } from '../label-selector.ts';
import type { LintDocument } from './document.ts';
import { defineRule, type Found } from './rule.ts';
import { type Selecting, selectingOf } from './selecting.ts';

/** Whether the labels of a selector are looked at, and can be met. */
export const selectorLabels = defineRule({
  codes: {
    'labels-ignored': {
      severity: 'warning',
      about: 'A selector has a name and labels.',
      why: 'With a name the labels are not looked at.',
      fix: 'Remove one of them.',
    },
    'labels-not-valid': {
      severity: 'error',
      about: 'A selector asks for labels in a way that no server understands.',
      why: 'It then matches nothing, and nobody says so.',
      fix: 'Operators are In and NotIn, with values, and Exists and DoesNotExist, without.',
    },
  },
  check: (subject) =>
    selectingOf(subject).flatMap(({ document, selectors }) => selectors.flatMap((one) => judge(document, one))),
});

function judge(
  document: LintDocument,
  { selector, path }: Selecting['selectors'][number],
): readonly Found<'labels-ignored' | 'labels-not-valid'>[] {
  const { name, labelSelector } = selector;
  const at = { document, path: [...path, 'labelSelector'] };
  if (!labelSelector) return [];
  if (name) {
    const message = `with a name (${name}) the labels of a selector are not looked at`;
    return [{ code: 'labels-ignored', message, ...at }];
  }
  if (labelRequirements(labelSelector)) return [];
  return [{ code: 'labels-not-valid', message: 'the labelSelector is not valid, so that it matches nothing', ...at }];
}
