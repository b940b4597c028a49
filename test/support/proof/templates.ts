import type { createDraw } from '../../../scripts/differential/cases/draw.mjs';
import { kinds, labels, manifest } from '../../../scripts/differential/cases/manifests.mjs';
import type { Workload } from '../../../src/core/propagation.ts';

type Draw = ReturnType<typeof createDraw>;

const shares: Readonly<Record<string, number>> = {
  Deployment: 8,
  StatefulSet: 2,
  ConfigMap: 2.5,
  Job: 1.5,
  ReplicaSet: 0.7,
  DaemonSet: 0.7,
  Service: 0.5,
  Pod: 0.5,
  ClusterRole: 0.8,
};
const names = ['app', 'web', 'shop', 'api', 'cart', 'mail'];

/** Three to six templates of one namespace; what is in no namespace bears its name too. */
export function drawTemplates(draw: Draw, namespace: string): readonly Workload[] {
  const some: string[] = draw.shuffled(names).slice(0, draw.between(3, 6));
  return some.map((name) => {
    const about = draw.oneOf(...kinds.map((one) => [shares[one.kind] ?? 0, one])) as (typeof kinds)[number];
    const place = about.isClusterScoped ? { name: `${namespace}-${name}`, namespace: undefined } : { name, namespace };
    const more = about.isClusterScoped ? { labels: { ...labels(draw), set: namespace } } : {};
    const template = manifest(draw, about, { ...place, ...more }) as unknown as Workload;
    return withReplicas(draw.chance(0.9) ? withoutLimits(template) : template, draw);
  });
}

/** Requests beyond the limits are refused. */
const withoutLimits = (template: Workload): Workload =>
  JSON.parse(JSON.stringify(template, (key, value: unknown) => (key === 'limits' ? undefined : value))) as Workload;

/** How many there are matters most where they are divided. */
export function withReplicas(template: Workload, draw: Draw): Workload {
  const { spec } = template;
  if (!spec || !('replicas' in spec) || spec.replicas === undefined) return template;
  const replicas = draw.oneOf([1, 0], [6, () => draw.between(1, 9)], [6, () => draw.between(5, 60)], [0.3, 1000]);
  return { ...template, spec: { ...spec, replicas } };
}

/** Other labels: another policy may select it. What it is in a cluster's scope keeps the name of its set. */
export function withLabels(template: Workload, draw: Draw): Workload {
  const { set } = template.metadata.labels ?? {};
  const metadata = { ...template.metadata, labels: { ...labels(draw), ...(set ? { set } : {}) } };
  return { ...template, metadata };
}
