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

/** A template that comes from a file, with what its binding knows of it: its UID, and the mark of its policy. */
export function asHeld(template: Workload, binding: AnyBinding | undefined): Workload {
  if (!binding) return template;
  const { uid = binding.spec.resource.uid, ...metadata } = template.metadata;
  const known = { ...template, metadata: { ...metadata, ...(uid === undefined ? {} : { uid }) } };
  return claimOf(template) || !claimOf(binding) ? known : withMarksOf(known, binding);
}

function withMarksOf(template: Workload, { metadata }: AnyBinding): Workload {
  const marks = (of: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(of).filter(([key]) => /propagationpolicy\.karmada\.io\//.test(key)));
  const { labels, annotations, ...rest } = template.metadata;
  return {
    ...template,
    metadata: {
      ...rest,
      labels: { ...labels, ...marks(metadata.labels) },
      annotations: { ...annotations, ...marks(metadata.annotations) },
    },
  };
}
