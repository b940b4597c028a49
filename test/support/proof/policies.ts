import type { createDraw } from '../../../scripts/differential/cases/draw.mjs';
import { placement } from '../../../scripts/differential/cases/placement.mjs';
import { resourceSelector } from '../../../scripts/differential/cases/resource-selectors.mjs';
import type { releases } from '../../../scripts/differential/releases.mjs';
import type { ClusterPropagationPolicy, PropagationPolicy } from '../../../src/core/karmada-types/policy.ts';
import type { Kind } from '../../../src/core/object.ts';
import type { Workload } from '../../../src/core/propagation.ts';
import { refusals } from '../../../src/core/webhook/refusals.ts';

type Draw = ReturnType<typeof createDraw>;
export type AnyPropagationPolicy = PropagationPolicy | ClusterPropagationPolicy;

export interface Surroundings {
  readonly namespace: string;
  readonly templates: readonly Workload[];
  readonly release: (typeof releases)[keyof typeof releases];
  /** How many clusters there are. */
  readonly count: number;
}

/** Two to five policies that compete for the templates of a namespace, and select nothing of another one. */
export const drawPolicies = (draw: Draw, surroundings: Surroundings): readonly AnyPropagationPolicy[] =>
  draw.list(draw.between(2, 5), (at: number) => drawPolicy(draw, `${draw.of(['a', 'b', 'c'])}-${at}`, surroundings));

/** One that the webhooks take, but now and then. */
export function drawPolicy(draw: Draw, called: string, surroundings: Surroundings): AnyPropagationPolicy {
  const isAny = draw.chance(0.08);
  for (;;) {
    const policy = drawAnyPolicy(draw, called, surroundings);
    if (isAny || refusals(policy, surroundings.release.minor).length === 0) return policy;
  }
}

function drawAnyPolicy(draw: Draw, called: string, surroundings: Surroundings): AnyPropagationPolicy {
  const { namespace, release } = surroundings;
  const isOfNamespace = draw.chance(0.65);
  const suspension = draw.maybe(0.1, { dispatching: true });
  return {
    apiVersion: 'policy.karmada.io/v1alpha1',
    kind: isOfNamespace ? 'PropagationPolicy' : 'ClusterPropagationPolicy',
    metadata: isOfNamespace ? { name: called, namespace } : { name: `${namespace}-${called}` },
    spec: {
      resourceSelectors: drawSelectors(draw, isOfNamespace, surroundings),
      placement: drawPlacement(draw, surroundings),
      priority: draw.oneOf([3, undefined], [2, 0], [3, () => draw.of([1, 2, -1, 10])]),
      preemption: draw.oneOf([8, undefined], [1, 'Never'], [0.5, 'Always']),
      schedulerName: draw.oneOf([10, undefined], [2, 'default-scheduler'], [0.3, 'other']),
      conflictResolution: draw.maybe(0.3, () => draw.of(['Abort', 'Overwrite'])),
      activationPreference: draw.maybe(0.08, 'Lazy'),
      ...('suspension' in release.has ? { suspension } : {}),
    },
  } as AnyPropagationPolicy;
}

export const drawPlacement = (draw: Draw, { count, release }: Surroundings) =>
  draw.chance(0.15) ? {} : placement(draw, count, release);

export function drawSelectors(draw: Draw, isOfNamespace: boolean, { namespace, templates }: Surroundings) {
  const reached = templates.filter(({ metadata }) => !isOfNamespace || metadata.namespace !== undefined);
  if (reached.length === 0) return [{ apiVersion: 'apps/v1', kind: 'Deployment' }];
  return draw.list(draw.between(1, 4), () => {
    const template = draw.of(reached) as Workload & Kind;
    // A kind as a whole would be that of all sets.
    if (template.metadata.namespace === undefined) return clusterScopedSelector(draw, template, namespace);
    return resourceSelector(draw, template, isOfNamespace ? draw.maybe(0.3, namespace) : namespace);
  });
}

function clusterScopedSelector(draw: Draw, { apiVersion, kind, metadata: { name } }: Workload, namespace: string) {
  return draw.oneOf(
    [2, { apiVersion, kind, name }],
    [2, { apiVersion, kind, labelSelector: { matchLabels: { set: namespace } } }],
    [1, { apiVersion, kind, labelSelector: { matchLabels: { set: namespace, app: 'x' } } }],
  );
}
