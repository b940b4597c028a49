// What the detector has left behind earlier: the mark on the template of the policy that holds it, and its binding.
import { clusterName } from './clusters.mjs';
import { earlierClusters, evictionTasks } from './earlier.mjs';
import { placement } from './placement.mjs';

export const idOf = (kind, name) => `${kind === 'PropagationPolicy' ? 'pp' : 'cpp'}-${name}`;

/** Labels and annotations of what a policy holds; `id` may be that of an earlier policy of its name. */
function marksOf({ kind, metadata: { name, namespace } }, id) {
  const group = `${kind.toLowerCase()}.karmada.io`;
  return {
    labels: { [`${group}/permanent-id`]: id },
    annotations: { ...(namespace ? { [`${group}/namespace`]: namespace } : {}), [`${group}/name`]: name },
  };
}

/** The template, and who holds it: nobody, one of the policies, one that is gone. `marks`: what says so. */
export function ownMarks(draw, template, policies) {
  const gone = (kind) => ({
    kind,
    metadata: { name: 'gone', namespace: kind === 'PropagationPolicy' ? template.metadata.namespace : undefined },
  });
  const holder = draw.oneOf(
    [5, undefined],
    [5, () => (policies.length > 0 ? draw.of(policies) : undefined)],
    [0.6, () => gone('ClusterPropagationPolicy')],
    [template.metadata.namespace ? 0.6 : 0, () => gone('PropagationPolicy')],
  );
  const claimedBy = draw.maybe(0.02, { 'resourcetemplate.karmada.io/claimed-by': 'multiclusterservice' });
  if (!holder) return { template: withMarks(template, { labels: claimedBy }), marks: undefined };
  const marks = marksOf(holder, draw.chance(0.93) ? idOf(holder.kind, holder.metadata.name) : 'earlier-id');
  const kept = draw.oneOf([20, marks], [1, { labels: marks.labels }], [1, { annotations: marks.annotations }]);
  return { template: withMarks(template, { ...kept, labels: { ...kept.labels, ...claimedBy } }), marks, holder };
}

function withMarks(template, { labels, annotations }) {
  const merged = (own, more) => (own || more ? { ...own, ...more } : undefined);
  const { metadata } = template;
  return {
    ...template,
    metadata: {
      ...metadata,
      labels: merged(metadata.labels, labels),
      annotations: merged(metadata.annotations, annotations),
    },
  };
}

/** The binding of a template that is held, as an earlier state of template and policy made it. */
export function earlierBinding(draw, { template, marks, holder }, { count, ...rules }) {
  if (!marks || draw.chance(0.15)) return undefined;
  const { namespace, name, uid } = template.metadata;
  const names = draw.list(count, (at) => clusterName(at));
  const wanted = draw.chance(0.5) && holder.spec ? holder.spec.placement : placement(draw, count, rules);
  const replicas = draw.of([0, 2, 3]);
  return {
    apiVersion: 'work.karmada.io/v1alpha2',
    kind: namespace ? 'ResourceBinding' : 'ClusterResourceBinding',
    metadata: {
      name: `${name}-${template.kind.toLowerCase()}`,
      namespace,
      labels: {
        ...marks.labels,
        [`${namespace ? 'resource' : 'clusterresource'}binding.karmada.io/permanent-id`]: 'binding-id',
        ...draw.maybe(0.2, { mine: 'x' }),
      },
      annotations: { ...marks.annotations, ...draw.maybe(0.3, { 'policy.karmada.io/applied-placement': '{}' }) },
      finalizers: ['karmada.io/binding-controller'],
      ownerReferences: [
        {
          apiVersion: template.apiVersion,
          kind: template.kind,
          name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      resource: { apiVersion: template.apiVersion, kind: template.kind, namespace, name, uid, resourceVersion: '1' },
      placement: wanted,
      replicas,
      clusters: earlierClusters(draw, names, replicas, wanted),
      gracefulEvictionTasks: draw.maybe(0.2, () => evictionTasks(draw, names)),
      schedulerName: 'default-scheduler',
      conflictResolution: 'Abort',
      ...(rules.has.suspension
        ? { suspension: draw.maybe(0.1, () => draw.of([{ scheduling: true }, { dispatching: true }])) }
        : {}),
      rescheduleTriggeredAt: draw.maybe(0.1, '2026-01-02T03:00:00Z'),
    },
  };
}
