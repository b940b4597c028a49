import type { Workload } from '../propagation.ts';

type Spec = Readonly<Record<string, unknown>>;

const one = { replicas: 1 };

/** What of a spec counts replicas, as an API server fills it in (k8s.io/kubernetes, pkg/apis/{apps,batch}/v1/defaults.go). */
const defaults: Readonly<Record<string, (spec: Spec) => Spec>> = {
  'apps/v1 Deployment': () => one,
  'apps/v1 ReplicaSet': () => one,
  'apps/v1 StatefulSet': () => one,
  'batch/v1 Job': ({ parallelism, completions }) =>
    parallelism === undefined && completions === undefined ? { parallelism: 1, completions: 1 } : { parallelism: 1 },
};

/** A template of a file as it counts once it is applied. Karmada reads what its API server holds. */
export function withTemplateDefaults(template: Workload): Workload {
  const { spec = {} } = template;
  const given = Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== null && value !== undefined));
  const missing = defaults[`${template.apiVersion} ${template.kind}`]?.(given);
  return missing ? { ...template, spec: { ...spec, ...missing, ...given } } : template;
}
