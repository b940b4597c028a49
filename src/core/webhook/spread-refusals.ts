import type { SpreadConstraint } from '../karmada-types/policy.ts';
import { nothing, ofEach, type Refusal, refuse } from './refusal.ts';

/** ValidateSpreadConstraint. */
export function spreadRefusals(constraints: readonly SpreadConstraint[] = [], path: string): readonly Refusal[] {
  const fields = constraints.flatMap(({ spreadByField }) => spreadByField || []);
  const repeated = [...new Set(fields.filter((field, index) => fields.indexOf(field) < index))];
  return [
    ...ofEach(constraints, path, ({ spreadByField, spreadByLabel, minGroups = 0, maxGroups = 0 }, at) => [
      ...(spreadByField && spreadByLabel ? refuse(at, 'spreadByField and spreadByLabel exclude each other') : nothing),
      ...(minGroups < 0 ? refuse(at, `minGroups is ${minGroups}, and not below 0`) : nothing),
      ...(maxGroups < 0 ? refuse(at, `maxGroups is ${maxGroups}, and not below 0`) : nothing),
      ...(maxGroups > 0 && maxGroups < minGroups
        ? refuse(at, `maxGroups is ${maxGroups}, below minGroups, which is ${minGroups}`)
        : nothing),
    ]),
    ...repeated.flatMap((field) => refuse(path, `there is more than one constraint by ${field}`)),
    ...(fields.length > 0 && !fields.includes('cluster')
      ? refuse(path, 'beside a constraint by another field one by cluster is needed')
      : nothing),
  ];
}
