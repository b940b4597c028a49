import { createDraw } from '../../../scripts/differential/cases/draw.mjs';
import { plain } from '../../../scripts/differential/cases/plain.mjs';
import { releases } from '../../../scripts/differential/releases.mjs';
import type { Workload } from '../../../src/core/propagation.ts';
import {
  type AnyPropagationPolicy,
  drawPlacement,
  drawPolicies,
  drawPolicy,
  drawSelectors,
  type Surroundings,
} from './policies.ts';
import { drawTemplates, withLabels, withReplicas } from './templates.ts';

/** Templates of one namespace and policies that compete for them; the same for the same numbers. */
export interface DrawnSet {
  readonly namespace: string;
  readonly policies: readonly AnyPropagationPolicy[];
  readonly templates: readonly Workload[];
  /** Its Namespace comes with it; else it is there already. */
  readonly bringsNamespace: boolean;
}

export interface Wish {
  readonly seed: number;
  readonly karmada: keyof typeof releases;
  /** How many clusters the placements are for. */
  readonly count: number;
}

export function drawSet({ seed, karmada, count }: Wish, index: number): DrawnSet {
  const draw = createDraw(seed, index);
  const namespace = `set-${index}`;
  const templates = drawTemplates(draw, namespace);
  const policies = drawPolicies(draw, { namespace, templates, release: releases[karmada], count });
  return plain({ namespace, templates, policies, bringsNamespace: index % 4 === 3 }) as DrawnSet;
}

/**
 * What somebody changes of a set: in every other set policies, in the rest templates. Where both change at once, it is a
 * race which of them Karmada's scheduler sees first. What does not change is in the files too, now and then.
 */
export function drawChanges({ seed, karmada, count }: Wish, index: number, set: DrawnSet): DrawnSet {
  const draw = createDraw(seed ^ 0xc4a49e, index);
  const surroundings = { ...set, release: releases[karmada], count };
  const changed =
    index % 2 === 0
      ? { policies: changedPolicies(draw, set, surroundings), templates: draw.some(set.templates, 0.3) }
      : {
          policies: draw.some(set.policies, 0.3),
          templates: draw.some(set.templates, 0.6).map((one: Workload) => changedTemplate(draw, one)),
        };
  return plain({ namespace: set.namespace, ...changed, bringsNamespace: false }) as DrawnSet;
}

type Draw = ReturnType<typeof createDraw>;

function changedPolicies(draw: Draw, { policies }: DrawnSet, surroundings: Surroundings) {
  const changed = policies.flatMap((policy) => changedPolicy(draw, policy, surroundings));
  // Beside a lazy policy it is a race whose change a waiting template is handled for: then only one changes.
  if (policies.some(({ spec }) => spec.activationPreference === 'Lazy')) return changed.slice(0, 1);
  return draw.chance(0.4) ? [...changed, drawPolicy(draw, 'new', surroundings)] : changed;
}

function changedPolicy(draw: Draw, policy: AnyPropagationPolicy, surroundings: Surroundings) {
  const withSpec = (change: object) => [{ ...policy, spec: { ...policy.spec, ...change } } as AnyPropagationPolicy];
  const isOfNamespace = policy.kind === 'PropagationPolicy';
  return draw.oneOf(
    [4, []],
    [5, () => withSpec({ placement: drawPlacement(draw, surroundings) })],
    [3, () => withSpec({ resourceSelectors: drawSelectors(draw, isOfNamespace, surroundings) })],
    [1, () => withSpec({ priority: draw.of([0, 5, 11]) })],
  ) as readonly AnyPropagationPolicy[];
}

const changedTemplate = (draw: Draw, template: Workload): Workload =>
  draw.oneOf(
    [3, () => withReplicas(template, draw)],
    [1, () => withLabels(template, draw)],
    [1, () => ({ ...template, metadata: { ...template.metadata, annotations: { note: 'y' } } })],
  );

/** Whether it takes the labels of workloads to know what its policies select. */
export const selectsByLabels = ({ policies }: DrawnSet): boolean =>
  policies.some(({ spec }) => spec.resourceSelectors.some(({ name, labelSelector }) => !name && labelSelector));
