import type { Toleration } from '../karmada-types/kubernetes.ts';
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

/** Of a Pod itself, not of the Pods of a template, admission says how long it stays where a node fails (DefaultTolerationSeconds). */
const nodeTaints = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

function withTolerations(template: Workload): Workload {
  const { apiVersion, kind, spec = {} } = template;
  if (`${apiVersion} ${kind}` !== 'v1 Pod') return template;
  const { tolerations } = spec as { readonly tolerations?: readonly Toleration[] | null };
  const given = tolerations ?? [];
  const isTolerated = (taint: string): boolean =>
    given.some(({ key, effect }) => (!key || key === taint) && (!effect || effect === 'NoExecute'));
  const missing = nodeTaints
    .filter((taint) => !isTolerated(taint))
    .map((key): Toleration => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }));
  return missing.length === 0 ? template : { ...template, spec: { ...spec, tolerations: [...given, ...missing] } };
}

/** A template of a file as it counts once it is applied. Karmada reads what its API server holds. */
export const withTemplateDefaults = (template: Workload): Workload =>
  withCounts(withTolerations(withJobLabels(template)));

/** A Job without labels gets those of its Pods, and so a policy may select it by them. */
function withJobLabels(template: Workload): Workload {
  const { apiVersion, kind, metadata, spec } = template;
  if (`${apiVersion} ${kind}` !== 'batch/v1 Job' || Object.keys(metadata.labels ?? {}).length > 0) return template;
  const { labels } = (spec as PodTemplate | undefined)?.template?.metadata ?? {};
  return labels ? { ...template, metadata: { ...metadata, labels } } : template;
}

interface PodTemplate {
  readonly template?: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } };
}

function withCounts(template: Workload): Workload {
  const spec = template.spec ?? {};
  const given = Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== null && value !== undefined));
  const missing = defaults[`${template.apiVersion} ${template.kind}`]?.(given);
  return missing ? { ...template, spec: { ...spec, ...missing, ...given } } : template;
}
