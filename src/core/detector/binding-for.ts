import { wayOf } from '../behaviours.ts';
import type { ClusterPropagationPolicy, PropagationPolicy } from '../karmada-types/policy.ts';
import type { ClusterResourceBinding, ResourceBinding } from '../karmada-types/work.ts';
import type { Metadata } from '../object.ts';
import { bindingKind, bindingName, type Workload } from '../propagation.ts';
import type { InterpreterRules } from '../resource-interpreter/replicas-of.ts';
import { type BindingFacts, bindingSpec } from './binding-spec.ts';
import { withClaim } from './claim.ts';

export type AnyBinding = ResourceBinding | ClusterResourceBinding;

/**
 * The binding that a policy makes of a template (pkg/detector/detector.go, ApplyPolicy and ApplyClusterPolicy): what
 * was there keeps what others have written, above all spec.clusters. One of an earlier object of this name is not
 * touched but goes, and a new one is made. Of a kind that only a control plane can count, and of which no fact is
 * known, the former count stays. Not in it: the permanent id, which a webhook draws for a new binding.
 */
export function bindingFor(
  template: Workload,
  policy: PropagationPolicy | ClusterPropagationPolicy,
  previous: AnyBinding | undefined,
  facts: BindingFacts,
  rules: InterpreterRules,
): AnyBinding {
  const held = previous && isOfThis(previous, template) ? previous : undefined;
  const binding = {
    apiVersion: 'work.karmada.io/v1alpha2',
    kind: bindingKind(template.metadata.namespace),
    metadata: metadataOf(template, held, rules.minor),
    spec: bindingSpec(template, policy.spec, held?.spec, facts, rules),
    ...(held?.status ? { status: held.status } : {}),
  } as AnyBinding;
  return withClaim(binding, policy, rules.minor);
}

const controllerOf = ({ ownerReferences = [] }: Metadata) => ownerReferences.find(({ controller }) => controller);

/** A template that comes from a file has no uid yet: then the name says enough. */
function isOfThis({ metadata }: AnyBinding, { metadata: { uid } }: Workload): boolean {
  const owner = controllerOf(metadata);
  return uid === undefined || owner === undefined || owner.uid === uid;
}

function metadataOf(template: Workload, held: AnyBinding | undefined, minor: number): Metadata {
  const { apiVersion = '', kind = '', metadata } = template;
  const { name, namespace, uid } = metadata;
  const finalizer = `karmada.io/${namespace === undefined ? 'cluster-resource-binding' : 'binding'}-controller`;
  const others = wayOf('bindingFinalizers', minor) === 'merged' ? (held?.metadata.finalizers ?? []) : [];
  return {
    ...held?.metadata,
    name: bindingName(kind, name),
    ...(namespace === undefined ? {} : { namespace }),
    finalizers: [...new Set([...others, finalizer])],
    ownerReferences: [{ apiVersion, kind, name, uid: uid ?? '', controller: true, blockOwnerDeletion: true }],
  };
}
