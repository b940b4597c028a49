import { wayOf } from '../behaviours.ts';
import type { Toleration } from '../karmada-types/kubernetes.ts';
import type {
  ClusterOverridePolicy,
  ClusterPropagationPolicy,
  FailoverBehavior,
  OverridePolicy,
  Placement,
  PropagationPolicy,
  PropagationSpec,
  ResourceSelector,
} from '../karmada-types/policy.ts';
import { knownFields } from './known-fields.ts';

export type AnyPolicy = PropagationPolicy | ClusterPropagationPolicy | OverridePolicy | ClusterOverridePolicy;

/**
 * A policy of a file as it counts once it is applied: with what the CRD and then the webhook fill in
 * (pkg/webhook/propagationpolicy/mutating.go and its neighbours). Not in it: the permanent id, which is drawn, and the
 * finalizer.
 */
export function withDefaults<P extends AnyPolicy>(policy: P, minor: number): P {
  const known: AnyPolicy = knownFields<P>(policy, minor);
  switch (known.kind) {
    case 'PropagationPolicy':
      return { ...known, spec: propagationSpec(known.spec, known.metadata.namespace, minor) } as P & typeof known;
    case 'ClusterPropagationPolicy':
      return { ...known, spec: propagationSpec(known.spec, undefined, minor) } as P & typeof known;
    case 'OverridePolicy':
      return { ...known, spec: withNamespaces(known.spec, known.metadata.namespace) } as P & typeof known;
    default:
      return known as P;
  }
}

function propagationSpec(spec: PropagationSpec, namespace: string | undefined, minor: number): PropagationSpec {
  const { placement = {}, failover, propagateDeps } = spec;
  const needsDeps = (spec.resourceSelectors ?? []).some(
    ({ apiVersion, kind }) => kind === 'ServiceImport' && apiVersion === 'multicluster.x-k8s.io/v1alpha1',
  );
  return {
    conflictResolution: 'Abort',
    preemption: 'Never',
    priority: 0,
    schedulerName: 'default-scheduler',
    ...withNamespaces(spec, namespace),
    placement: withPlacementDefaults(placement, minor),
    ...(needsDeps || propagateDeps !== undefined ? { propagateDeps: needsDeps || propagateDeps === true } : {}),
    ...(failover ? { failover: withFailoverDefaults(failover, minor) } : {}),
  };
}

const withNamespaces = <S extends { readonly resourceSelectors?: readonly ResourceSelector[] }>(
  spec: S,
  namespace: string | undefined,
): S => {
  if (namespace === undefined || !spec.resourceSelectors) return spec;
  const selectors = spec.resourceSelectors.map((selector) =>
    selector.namespace ? selector : { ...selector, namespace },
  );
  return { ...spec, resourceSelectors: selectors };
};

function withPlacementDefaults({ clusterAffinities = [], ...placement }: Placement, minor: number): Placement {
  const { replicaScheduling, spreadConstraints, clusterTolerations = [] } = placement;
  const type = replicaScheduling?.replicaSchedulingType ?? 'Divided';
  const tolerations = wayOf('defaultTolerations', minor) === 'for five minutes' ? missing(clusterTolerations) : [];
  return {
    ...placement,
    // An empty list goes when the webhook writes the policy anew; the scheduler would find no group to try in it.
    ...(clusterAffinities.length > 0 ? { clusterAffinities } : {}),
    ...(tolerations.length > 0 ? { clusterTolerations: [...clusterTolerations, ...tolerations] } : {}),
    ...(spreadConstraints
      ? {
          spreadConstraints: spreadConstraints.map((constraint) => ({
            ...constraint,
            ...(constraint.spreadByField || constraint.spreadByLabel ? {} : { spreadByField: 'cluster' as const }),
            minGroups: constraint.minGroups || 1,
          })),
        }
      : {}),
    ...(replicaScheduling
      ? {
          replicaScheduling: {
            ...(type === 'Divided' ? { replicaDivisionPreference: 'Weighted' as const } : {}),
            ...replicaScheduling,
            replicaSchedulingType: type,
          },
        }
      : {}),
  };
}

/** AddTolerations (pkg/util/helper/taint.go): a workload outlasts a cluster that is away for so long. */
const missing = (held: readonly Toleration[]): readonly Toleration[] =>
  ['cluster.karmada.io/not-ready', 'cluster.karmada.io/unreachable']
    .map((key): Toleration => ({ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }))
    .filter(
      ({ key }) =>
        !held.some((one) => one.key === key && one.operator === 'Exists' && one.effect === 'NoExecute' && !one.value),
    );

function withFailoverDefaults({ application, cluster, ...rest }: FailoverBehavior, minor: number): FailoverBehavior {
  const graceful = wayOf('gracefulPurge', minor);
  const purgeMode = application?.purgeMode ?? graceful;
  const isGraceful = purgeMode === graceful || purgeMode === 'Graciously';
  return {
    ...rest,
    ...(application
      ? {
          application: {
            ...(isGraceful ? { gracePeriodSeconds: 600 } : {}),
            ...application,
            purgeMode,
            decisionConditions: { tolerationSeconds: 300, ...application.decisionConditions },
          },
        }
      : {}),
    ...(cluster ? { cluster: { purgeMode: 'Gracefully', ...cluster } } : {}),
  };
}
