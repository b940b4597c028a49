import type { AnyBinding } from '../detector/binding-for.ts';
import type { BindingFacts } from '../detector/binding-spec.ts';
import { claimOf } from '../detector/claim.ts';
import type { Workload } from '../propagation.ts';
import type { PreviewQuestion } from './preview-workload.ts';

/**
 * A question about what is there already, of its binding alone: it says what the template is called, which policy holds it,
 * and how many replicas of what size it has.
 */
export function questionOf(binding: AnyBinding): PreviewQuestion {
  const { apiVersion = '', kind, name, namespace, uid } = binding.spec.resource;
  const { labels, annotations } = claimOf(binding) ? binding.metadata : {};
  const template: Workload = {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      ...(uid === undefined ? {} : { uid }),
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
    },
  };
  return { template, binding, facts: factsOf(binding.spec) };
}

const factsOf = ({ replicas = 0, replicaRequirements, components }: AnyBinding['spec']): BindingFacts => ({
  replicas: { replicas, ...(replicaRequirements ? { requirements: replicaRequirements } : {}) },
  ...(components ? { components } : {}),
});

/** The mark of its policy on a template that comes from a file, as the binding has it. */
export function asHeld(template: Workload, binding: AnyBinding | undefined): Workload {
  if (!binding || claimOf(template) || !claimOf(binding)) return template;
  const marks = (of: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(of).filter(([key]) => /propagationpolicy\.karmada\.io\//.test(key)));
  const { labels, annotations, ...metadata } = template.metadata;
  return {
    ...template,
    metadata: {
      ...metadata,
      labels: { ...labels, ...marks(binding.metadata.labels) },
      annotations: { ...annotations, ...marks(binding.metadata.annotations) },
    },
  };
}
