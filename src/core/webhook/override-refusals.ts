import { wayOf } from '../behaviours.ts';
import type { FieldOverrider, JSONPatchOperation, Overriders, OverrideSpec } from '../karmada-types/policy.ts';
import { labelKeyProblem, labelValueProblem } from '../label-problem.ts';
import { affinityRefusals } from './affinity-refusals.ts';
import { nothing, ofEach, type Refusal, refuse } from './refusal.ts';

/** ValidateOverrideSpec: it looks into the rules alone, not into the old fields beside them. */
export function overrideRefusals(spec: OverrideSpec, minor: number): readonly Refusal[] {
  const { targetCluster, overriders = {}, overrideRules } = spec;
  const isTwofold = overrideRules !== undefined;
  return [
    ...affinityRefusals(targetCluster, 'spec.targetCluster'),
    ...(targetCluster && isTwofold
      ? refuse('spec.targetCluster', 'overrideRules and targetCluster exclude each other')
      : nothing),
    ...(isTwofold && hasOverriders(overriders)
      ? refuse('spec.overriders', 'overrideRules and overriders exclude each other')
      : nothing),
    ...ofEach(overrideRules, 'spec.overrideRules', (rule, at) => [
      ...overriderRefusals(rule.overriders ?? {}, `${at}.overriders`, minor),
      ...affinityRefusals(rule.targetCluster, `${at}.targetCluster`),
    ]),
  ];
}

/** emptyOverrides has forgotten the fieldOverrider. */
const hasOverriders = ({ fieldOverrider: _, ...overriders }: Overriders): boolean =>
  Object.values(overriders).some((list) => (list ?? []).length > 0);

function overriderRefusals(overriders: Overriders, path: string, minor: number): readonly Refusal[] {
  const { annotationsOverrider, labelsOverrider, imageOverrider, fieldOverrider } = overriders;
  return [
    ...ofEach(annotationsOverrider, `${path}.annotationsOverrider`, ({ value }, at) =>
      Object.keys(value ?? {}).flatMap((key) => problem(`${at}.value`, labelKeyProblem(key.toLowerCase()))),
    ),
    ...ofEach(labelsOverrider, `${path}.labelsOverrider`, ({ value }, at) =>
      Object.entries(value ?? {}).flatMap(([key, text]) => [
        ...problem(`${at}.value`, labelKeyProblem(key)),
        ...problem(`${at}.value`, labelValueProblem(text)),
      ]),
    ),
    ...ofEach(imageOverrider, `${path}.imageOverrider`, ({ predicate }, at) =>
      predicate ? problem(`${at}.predicate.path`, pathProblem(predicate.path, minor)) : nothing,
    ),
    ...ofEach(fieldOverrider, `${path}.fieldOverrider`, (one, at) => fieldRefusals(one, at, minor)),
  ];
}

const problem = (path: string, why: string | undefined): readonly Refusal[] =>
  why === undefined ? nothing : refuse(path, why);

function pathProblem(pointer: string, minor: number): string | undefined {
  const isFine = pointer.startsWith('/') || (pointer === '' && wayOf('emptyPointers', minor) === 'allowed');
  return isFine ? undefined : `a path begins with "/", as "${pointer}" does not`;
}

/** Since v1.12. */
function fieldRefusals(
  { fieldPath, json = [], yaml = [] }: FieldOverrider,
  path: string,
  minor: number,
): readonly Refusal[] {
  const both = json.length > 0 && yaml.length > 0;
  const none = json.length === 0 && yaml.length === 0;
  const operations = (list: readonly JSONPatchOperation[], at: string): readonly Refusal[] =>
    ofEach(list, at, ({ operator, subPath, value }, here) => [
      ...problem(`${here}.subPath`, pathProblem(subPath, minor)),
      ...(operator !== 'remove' && value === undefined
        ? refuse(`${here}.value`, `to ${operator} it is needed`)
        : nothing),
      ...(operator === 'remove' && value !== undefined
        ? refuse(`${here}.value`, 'to remove it is not allowed')
        : nothing),
    ]);
  return [
    ...(both ? refuse(path, 'json and yaml exclude each other') : nothing),
    ...(none ? refuse(path, 'either json or yaml is needed') : nothing),
    ...problem(`${path}.fieldPath`, pathProblem(fieldPath, minor)),
    ...operations(json, `${path}.json`),
    ...operations(yaml, `${path}.yaml`),
  ];
}
