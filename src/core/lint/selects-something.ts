import { selects } from '../detector/compare.ts';
import { type NearMiss, nearMisses } from '../detector/near-miss.ts';
import type { Policy } from '../detector/policy.ts';
import { kindProblem } from '../kind-problem.ts';
import { nearest } from '../nearest.ts';
import { podLabelsOf } from '../resource-interpreter/dependencies.ts';
import type { ResourceSelector } from '../selector.ts';
import { callDocument, type LintDocument, placeOf } from './document.ts';
import { defineRule, type Found } from './rule.ts';
import { type Selecting, selectingOf } from './selecting.ts';
import type { Subject } from './subject.ts';

/** Whether a selector that finds nothing has missed something by a hair. */
export const selectsSomething = defineRule({
  codes: {
    'near-miss': {
      severity: 'warning',
      about: 'A selector finds nothing in the files, and one of their objects differs in one point only.',
      why: 'The object stays in the control plane, or goes to the members unchanged, and nobody says so.',
      fix: 'Make the two agree in what the message names; where both are meant, nothing is to be done.',
    },
  },
  check: (subject) =>
    selectingOf(subject).flatMap((one) => one.selectors.flatMap((selector) => judge(one, selector, subject))),
});

function judge(
  { document, propagates }: Selecting,
  { selector, path }: Selecting['selectors'][number],
  subject: Subject,
): readonly Found<'near-miss'>[] {
  const { templates } = subject;
  const alone = withSelector(document, selector);
  if (kindProblem(selector) || templates.some(({ object }) => selects(alone, object))) return [];
  const free = propagates ? templates.filter((template) => !isTaken(template, subject)) : templates;
  for (const template of free) {
    const [miss, ...more] = nearMisses([alone], template.object);
    if (!miss || more.length > 0 || !isByAHair(miss, template)) continue;
    const { field } = miss;
    const message = `${described(document, selector)} selects nothing here; ${callDocument(template)} (${placeOf(template)}) is near: ${differenceOf(miss, template)}`;
    return [{ code: 'near-miss', message, document, path: [...path, field === 'labels' ? 'labelSelector' : field] }];
  }
  return [];
}

/** The reach of both sorts of policies is the same. */
function withSelector({ object }: LintDocument, selector: ResourceSelector): Policy {
  const kind = object.metadata.namespace === undefined ? 'ClusterPropagationPolicy' : 'PropagationPolicy';
  return { ...object, kind, spec: { resourceSelectors: [selector] } };
}

const isTaken = ({ object }: LintDocument, { policies, held }: Subject): boolean =>
  [...policies.map(({ policy }) => policy), ...held].some((policy) => selects(policy, object));

/** Another name or another label is another object; a slip of the finger is not. */
function isByAHair({ field, wanted, found }: NearMiss, template: LintDocument): boolean {
  if (field === 'name') return nearest(wanted, [found]).length > 0;
  if (field !== 'labels') return true;
  return nearest(wanted, [found]).length > 0 || (found === '' && isOnPods(wanted, template));
}

/** The labels of the Pods are not those of what makes them. */
const isOnPods = (wanted: string, { object }: LintDocument): boolean =>
  Object.entries(podLabelsOf(object)).some(([key, value]) => `${key}=${value}` === wanted);

const described = ({ object }: LintDocument, { kind }: ResourceSelector): string =>
  `this selector of ${object.kind} ${object.metadata.name} for ${kind}`;

function differenceOf({ field, wanted, found }: NearMiss, template: LintDocument): string {
  if (field === 'labels' && isOnPods(wanted, template)) return `its Pods have the label ${wanted}, it has not`;
  const name = field === 'labels' ? 'label' : field;
  return `its ${name} is ${found === '' ? 'not set' : found}, asked for is ${wanted}`;
}
