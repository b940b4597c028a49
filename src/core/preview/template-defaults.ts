import { isPlainObject } from '../plain-object.ts';
import type { Workload } from '../propagation.ts';

type Spec = Readonly<Record<string, unknown>>;

/** What an API server fills in of that which Karmada counts (k8s.io/kubernetes, pkg/apis/{apps,batch,core}/v1/defaults.go). */
const defaults: Readonly<Record<string, (spec: Spec) => Spec>> = {
  'apps/v1 Deployment': (spec) => ({ ...spec, replicas: spec.replicas ?? 1 }),
  'apps/v1 StatefulSet': (spec) => ({ ...spec, replicas: spec.replicas ?? 1 }),
  'apps/v1 ReplicaSet': (spec) => ({ ...spec, replicas: spec.replicas ?? 1 }),
  'batch/v1 Job': (spec) => {
    const { parallelism, completions } = spec;
    if (parallelism === undefined && completions === undefined) return { ...spec, parallelism: 1, completions: 1 };
    return { ...spec, parallelism: parallelism ?? 1 };
  },
  // Of a Pod alone, not of the Pods of a template: what is limited and not asked for is asked for.
  'v1 Pod': (spec) => ({ ...spec, containers: listOf(spec.containers).map(askingForItsLimits) }),
};

/** A template of a file as a server that nobody can ask would hold it, as far as its replicas go. */
export function withTemplateDefaults(template: Workload): Workload {
  const fill = defaults[`${template.apiVersion} ${template.kind}`];
  return fill && template.spec ? { ...template, spec: fill(template.spec) } : template;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function askingForItsLimits(container: unknown): unknown {
  if (!isPlainObject(container) || !isPlainObject(container.resources)) return container;
  const { limits, requests } = container.resources;
  if (!isPlainObject(limits)) return container;
  const asked = isPlainObject(requests) ? requests : {};
  return { ...container, resources: { ...container.resources, requests: { ...limits, ...asked } } };
}
