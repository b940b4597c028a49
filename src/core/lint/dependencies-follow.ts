import { rankPolicies } from '../detector/compare.ts';
import { maySelect } from '../detector/may-select.ts';
import type { KubeObject } from '../object.ts';
import { type Dependency, dependenciesOf } from '../resource-interpreter/dependencies.ts';
import { callDocument, type LintDocument } from './document.ts';
import { defineRule, type Found } from './rule.ts';
import type { Subject } from './subject.ts';

/** Whether what a workload needs goes where the workload goes. */
export const dependenciesFollow = defineRule({
  codes: {
    'dependency-left-behind': {
      severity: 'warning',
      about: 'A workload uses a ConfigMap, Secret, ServiceAccount or PersistentVolumeClaim that no policy sends along.',
      why: 'Its Pods do not start in a member where that is not there already.',
      fix: 'Say propagateDeps: true in the policy of the workload (Karmada’s gate PropagateDeps must be on; the Helm chart turns it off), or select what it uses.',
    },
  },
  check: ({ templates, policies, held }) => {
    const all = [...policies.map(({ policy }) => policy), ...held];
    return templates.flatMap((template) => judge(template, templates, all));
  },
});

function judge(
  template: LintDocument,
  templates: Subject['templates'],
  policies: Subject['held'],
): readonly Found<'dependency-left-behind'>[] {
  const { object } = template;
  const [first] = rankPolicies(policies, object);
  if (!first || first.policy.spec.propagateDeps === true) return [];
  const named = new Map(dependenciesOf(object).map((one) => [`${one.kind} ${one.name}`, one]));
  return [...named.values()]
    .filter((one) => !one.isOptional && !goesAlong(one, object, templates, policies))
    .map(({ kind, name, path }) => ({
      code: 'dependency-left-behind',
      message: `${callDocument(template)} uses ${kind} ${name}, and no policy here sends that along`,
      document: template,
      path,
    }));
}

function goesAlong(
  { kind, name }: Dependency,
  { metadata }: KubeObject,
  templates: Subject['templates'],
  policies: Subject['held'],
): boolean {
  const { namespace } = metadata;
  const isIt = ({ object }: LintDocument): boolean =>
    object.kind === kind && object.metadata.name === name && object.metadata.namespace === namespace;
  const there = templates.find(isIt)?.object;
  const object: KubeObject = there ?? {
    apiVersion: 'v1',
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  };
  return policies.some((policy) => maySelect(policy, object, there ? 'labels' : 'no labels'));
}
