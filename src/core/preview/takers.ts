import type { AnyBinding } from '../detector/binding-for.ts';
import type { Detected } from '../detector/detector.ts';
import { groupBy } from '../group-by.ts';
import type { BindingSnapshot, ResourceBinding, TargetCluster } from '../karmada-types/work.ts';
import type { KubeObject } from '../object.ts';
import { bindingName } from '../propagation.ts';
import { dependenciesOf, hasKnownNeeds, isLookedInto } from '../resource-interpreter/dependencies.ts';
import type { SchedulingAnswer } from '../scheduling/answer.ts';
import { nameOf } from './name-of.ts';
import type { ObjectName } from './preview.ts';
import type { PreviewQuestion } from './preview-workload.ts';

/** A workload whose policy says propagateDeps: what it needs, and is in the control plane, goes where it goes. */
export interface Taker {
  readonly workload: ObjectName;
  readonly binding: Pick<BindingSnapshot, 'name' | 'namespace'>;
  readonly needs: readonly ObjectName[];
  readonly clusters: readonly TargetCluster[];
  /** Clusters that may get a replica by lot alone. */
  readonly perhaps: readonly string[];
}

/** The annotation of a binding that holds what its workload needs. */
export const dependenciesNoted = 'resourcebinding.karmada.io/dependencies';

/** The workload of a question, where it takes something along. Only ResourceBindings do (pkg/dependenciesdistributor). */
export function takerOf(
  { template, binding: before }: Pick<PreviewQuestion, 'template' | 'binding'>,
  { binding: after }: Pick<Detected, 'binding'>,
  placement: SchedulingAnswer | undefined,
  { isRead, minor }: { readonly isRead: boolean; readonly minor: number },
): Taker | undefined {
  const binding = after ?? before;
  const { namespace } = template.metadata;
  if (!binding?.spec.propagateDeps || namespace === undefined) return undefined;
  const clusters = placement?.clusters ?? binding.spec.clusters ?? [];
  return {
    workload: nameOf(template),
    binding: { namespace, name: binding.metadata.name },
    needs:
      isRead && hasKnownNeeds(template, minor) ? needsOf(template, minor) : notedNeeds(binding.metadata.annotations),
    clusters,
    perhaps: placement?.undetermined?.clusters.filter((one) => !clusters.some(({ name }) => name === one)) ?? [],
  };
}

/** Of a binding that nothing is asked about: it says itself what it needs. */
export function takerBy({ metadata, spec }: ResourceBinding): readonly Taker[] {
  if (!spec.propagateDeps || metadata.deletionTimestamp) return [];
  const { apiVersion, kind, name, namespace = metadata.namespace } = spec.resource;
  const workload = { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) };
  const needs = notedNeeds(metadata.annotations);
  return [{ workload, binding: metadata, needs, clusters: spec.clusters ?? [], perhaps: [] }];
}

const needsOf = (template: KubeObject, minor: number): readonly ObjectName[] => {
  if (!isLookedInto(template, minor)) return [];
  const { namespace } = template.metadata;
  const named = dependenciesOf(template).map(({ kind, name }) => ({ apiVersion: 'v1', kind, name }));
  return [...groupBy(named, ({ kind, name }) => `${kind} ${name}`).values()].flatMap(([one]) =>
    one ? [{ ...one, ...(namespace === undefined ? {} : { namespace }) }] : [],
  );
};

/** What it selects by labels is not among them: that is for the EndpointSlices of a ServiceImport. */
function notedNeeds(annotations: Readonly<Record<string, string>> = {}): readonly ObjectName[] {
  try {
    const noted = JSON.parse(annotations[dependenciesNoted] ?? '[]') as readonly ObjectName[] | null;
    return (noted ?? []).flatMap(({ apiVersion, kind, namespace, name }) =>
      name ? [{ apiVersion, kind, name, ...(namespace ? { namespace } : {}) }] : [],
    );
  } catch {
    return [];
  }
}

const keyOf = ({ apiVersion, kind, namespace = '', name }: ObjectName): string =>
  `${apiVersion} ${kind} ${namespace}/${name}`;
const keyOfBinding = ({ namespace = '', name }: Taker['binding']): string => `${namespace}/${name}`;

/**
 * Who takes a template along. `asked` are the workloads in question, of which those that take nothing along are named by
 * their bindings alone; `others` hold what the control plane has beside them, as far as that was read.
 */
export function createTakers(asked: readonly Taker[], known: readonly string[], others: readonly ResourceBinding[]) {
  const isKnown = new Set(known);
  const rest = others.filter(({ metadata }) => !isKnown.has(keyOfBinding(metadata))).flatMap(takerBy);
  const isRead = new Set([...known, ...others.map(({ metadata }) => keyOfBinding(metadata))]);
  const byNeed = groupBy(
    [...asked, ...rest].flatMap((taker) => taker.needs.map((need) => ({ key: keyOf(need), taker }))),
    ({ key }) => key,
  );
  return (template: KubeObject, requiredBy: readonly BindingSnapshot[]): readonly Taker[] => [
    ...(byNeed.get(keyOf(nameOf(template))) ?? []).map(({ taker }) => taker),
    ...requiredBy.filter((one) => !isRead.has(keyOfBinding(one))).map(asNoted),
  ];
}

/** Whether a binding is of what one of those takes along now. */
export function alongWith(bindings: readonly AnyBinding[]): (binding: AnyBinding) => boolean {
  const taking = new Set(bindings.map(({ metadata }) => keyOfBinding(metadata)));
  return ({ spec }) => spec.requiredBy?.some((by) => taking.has(keyOfBinding(by))) === true;
}

export const bindingKeyOf = ({ template, binding }: Pick<PreviewQuestion, 'template' | 'binding'>): string => {
  const { namespace = '', name } = template.metadata;
  return `${namespace}/${binding?.metadata.name ?? bindingName(template.kind ?? '', name)}`;
};

/** One that nobody has read: the binding that it has taken along names its binding, and where that goes. */
const asNoted = ({ namespace, name, clusters = [] }: BindingSnapshot): Taker => {
  const place = { name, ...(namespace === undefined ? {} : { namespace }) };
  const workload = { apiVersion: 'work.karmada.io/v1alpha2', kind: 'ResourceBinding', ...place };
  return { workload, binding: place, needs: [], clusters, perhaps: [] };
};
