import { implicitPriority } from '../detector/compare.ts';
import type { FieldPath } from '../field-path.ts';
import type { Overriders } from '../karmada-types/policy.ts';
import { nativeKinds } from '../native-kinds.ts';
import { applyOverriders, type OverrideRules } from '../override-manager/apply-overriders.ts';
import type { Manifest } from '../override-manager/manifest-fields.ts';
import type { OverrideFailure } from '../override-manager/override-failure.ts';
import { withTemplateDefaults } from '../resource-interpreter/template-defaults.ts';
import { sameJson } from '../same-json.ts';
import { callDocument, type LintDocument } from './document.ts';
import { isFilledIn } from './filled-in.ts';
import { defineRule, type Found } from './rule.ts';
import type { Judged, Subject } from './subject.ts';

type Code = 'override-fails' | 'override-without-effect';

/** Whether the overriders of a policy can be applied to what it selects in the files, and change it. */
export const overridersApply = defineRule<Code>({
  codes: {
    'override-fails': {
      severity: 'error',
      about: 'An overrider cannot be applied to an object that its policy selects.',
      why: 'Where one overrider fails, Karmada sends nothing to that cluster: no Work is made, or the old one stays as it is.',
      fix: 'Correct the path; to add below what is not there, add that first.',
    },
    'override-without-effect': {
      severity: 'warning',
      about: 'An overrider changes none of the objects that its policy selects in the files.',
      why: 'A container, an image part or a label of that name is not there, and Karmada says nothing of it.',
      fix: 'Correct what it looks for, or remove it.',
    },
  },
  check: (subject) => subject.overrides.flatMap((one) => judge(one, subject)),
});

type Override = Subject['overrides'][number];

/** One thing that a rule does, and where it stands. */
interface Unit {
  readonly overriders: Overriders;
  readonly path: FieldPath;
}

function judge({ policy, document }: Override, { templates, ...rules }: Subject): readonly Found<Code>[] {
  const selected = templates.filter((template) => isFor(policy, template));
  if (selected.length === 0) return [];
  return rulesOf(policy).flatMap((units) => {
    const results = selected.map((template) => ({ template, ...applyAll(units, template, rules) }));
    const failures = results.flatMap(({ template, failed }) => (failed ? [{ template, ...failed }] : []));
    const idle = units.filter((unit) => results.every(({ idle }) => idle.includes(unit)));
    return [
      ...failures.map(
        ({ template, failure, unit }): Found<Code> => ({
          code: 'override-fails',
          message: `for ${callDocument(template)} this cannot be applied: ${failure.message}`,
          document,
          path: placeIn(unit, failure),
        }),
      ),
      ...idle.map(
        ({ path }): Found<Code> => ({
          code: 'override-without-effect',
          message: `this changes nothing of ${selected.map(callDocument).join(', ')}`,
          document,
          path,
        }),
      ),
    ];
  });
}

/** A policy of a namespace is for that alone; without selectors it is for everything (pkg/util/overridemanager). */
const isFor = (policy: Judged<Override['policy']>['policy'], { object }: LintDocument): boolean =>
  (policy.metadata.namespace === undefined || policy.metadata.namespace === object.metadata.namespace) &&
  ((policy.spec.resourceSelectors ?? []).length === 0 || implicitPriority(policy, object) !== undefined);

function rulesOf({ spec }: Override['policy']): readonly (readonly Unit[])[] {
  const { overrideRules = [], overriders } = spec;
  if (overrideRules.length === 0) return overriders ? [unitsOf(overriders, ['spec', 'overriders'])] : [];
  return overrideRules.map((rule, index) => unitsOf(rule.overriders, ['spec', 'overrideRules', index, 'overriders']));
}

/** In the order in which Karmada applies them; what is plain text is one patch. */
function unitsOf(overriders: Overriders, base: FieldPath): readonly Unit[] {
  const each = <K extends keyof Overriders>(name: K): readonly Unit[] =>
    (overriders[name] ?? []).map((item, index) => ({ overriders: { [name]: [item] }, path: [...base, name, index] }));
  const { plaintext } = overriders;
  return [
    ...each('imageOverrider'),
    ...each('commandOverrider'),
    ...each('argsOverrider'),
    ...each('labelsOverrider'),
    ...each('annotationsOverrider'),
    ...each('fieldOverrider'),
    ...(plaintext && plaintext.length > 0 ? [{ overriders: { plaintext }, path: [...base, 'plaintext'] }] : []),
  ];
}

interface Result {
  readonly failed?: { readonly unit: Unit; readonly failure: OverrideFailure };
  /** What left all as it was. */
  readonly idle: readonly Unit[];
}

function applyAll(units: readonly Unit[], { object }: LintDocument, rules: OverrideRules): Result {
  const idle: Unit[] = [];
  let manifest = withTemplateDefaults(object) as Manifest;
  for (const unit of units) {
    const { manifest: next, failed } = applyOverriders(manifest, unit.overriders, rules);
    if (failed)
      return isUnsure(failed.failure, object) ? { idle } : { failed: { unit, failure: failed.failure }, idle };
    if (sameJson(next, manifest) && !onlyRemoves(unit)) idle.push(unit);
    manifest = next;
  }
  return { idle };
}

/** That something to be removed is not there is well. */
const onlyRemoves = ({ overriders }: Unit): boolean =>
  Object.values(overriders).every((list: readonly { readonly operator?: string }[] = []) =>
    list.every(({ operator }) => operator === 'remove'),
  );

/** Of kinds of others, and of some fields, it is the server who knows what is there. */
const isUnsure = ({ path }: OverrideFailure, { apiVersion, kind }: LintDocument['object']): boolean =>
  !nativeKinds[apiVersion]?.includes(kind) || (path !== undefined && isFilledIn(path));

function placeIn({ overriders, path }: Unit, failure: OverrideFailure): FieldPath {
  const index = (overriders.plaintext ?? []).findIndex((one) => one.path === failure.path);
  return index < 0 ? path : [...path, index];
}
