import { failureOf, isKnown, KnownError } from '../../contract/errors.ts';
import type { ListQuery, Ports } from '../../contract/ports.ts';
import { clusters, executionNamespace } from '../../core/cluster.ts';
import { missingApis } from '../../core/cluster-description/apis.ts';
import { conditionsOf } from '../../core/cluster-description/conditions.ts';
import { type ClusterDescription, isUnknown, type Part } from '../../core/cluster-description/description.ts';
import { type Event, newestEvents } from '../../core/cluster-description/events.ts';
import {
  countTarget,
  countWork,
  namesCluster,
  noTargets,
  noWorks,
  type PolicyReference,
  referenceTo,
  type Targets,
} from '../../core/cluster-description/propagation.ts';
import { resourcesOf } from '../../core/cluster-description/resources.ts';
import type { Cluster } from '../../core/karmada-types/cluster.ts';
import type {
  ClusterPropagationPolicy,
  ClusterTaintPolicy,
  PropagationPolicy,
} from '../../core/karmada-types/policy.ts';
import { core, type Gvr, type KubeObject, type Place } from '../../core/object.ts';
import { type Binding, type Work, works } from '../../core/propagation.ts';
import { originOf } from '../../core/taint-origins.ts';
import { taintText } from '../../core/taints.ts';
import { unknownCluster } from '../clusters/unknown-cluster.ts';
import { atMost } from './at-most.ts';
import { foldList } from './fold-list.ts';

/** Servers have much to list for this; so many requests at once and no more. */
const atOnce = 4;

const policyKind = (resource: string): Gvr => ({ group: 'policy.karmada.io', version: 'v1alpha1', resource });
const bindingKind = (resource: string): Gvr => ({ group: 'work.karmada.io', version: 'v1alpha2', resource });

export async function describeCluster({ karmada, progress }: Ports, name: string): Promise<ClusterDescription> {
  progress(`Looking at ${name} and at what is sent there`);
  const found = karmada.find<Cluster>({ ...clusters, name });
  const inTurn = atMost(atOnce);
  const list = <T extends KubeObject>(place: Place, query?: ListQuery): Promise<Part<readonly T[]>> =>
    part(inTurn(async () => (await karmada.list<T>(place, query)).items));
  const cluster = await found;
  if (!cluster) throw await unknownCluster(karmada, name);
  const targets = (resource: string): Promise<Part<Targets>> =>
    part(
      inTurn(() =>
        foldList<Binding, Targets>(
          karmada,
          bindingKind(resource),
          () => noTargets,
          (held, binding) => countTarget(held, binding, name),
        ),
      ),
    );
  const policies = <T extends PropagationPolicy | ClusterPropagationPolicy>(resource: string) =>
    part(
      inTurn(() =>
        foldList<T, readonly PolicyReference[]>(
          karmada,
          policyKind(resource),
          () => [],
          (held, policy) => (namesCluster(policy, name) ? [...held, referenceTo(policy)] : held),
        ),
      ),
    );
  const namespace = executionNamespace(name);
  const [all, resourceBindings, clusterResourceBindings, workReport, namespaced, clusterWide, events, taintPolicies] =
    await Promise.all([
      list<Cluster>(clusters),
      targets('resourcebindings'),
      targets('clusterresourcebindings'),
      part(
        inTurn(() =>
          foldList<Work, ReturnType<typeof noWorks>>(
            karmada,
            { ...works, namespace },
            () => noWorks(namespace),
            countWork,
          ),
        ),
      ),
      policies('propagationpolicies'),
      policies('clusterpropagationpolicies'),
      list<Event>(
        { ...core('events'), namespace: 'default' },
        { fieldSelector: `involvedObject.kind=Cluster,involvedObject.name=${name}` },
      ),
      cluster.spec.taints?.length ? list<ClusterTaintPolicy>(policyKind('clustertaintpolicies')) : [],
    ]);
  return {
    ...ownFacts(cluster),
    // Karmada before v1.14 has no such policies; and who may not read them is told less.
    taints: (cluster.spec.taints ?? []).map((taint) => ({
      taint: taintText(taint),
      since: taint.timeAdded,
      setBy: originOf(taint, cluster, isUnknown(taintPolicies) ? [] : taintPolicies),
    })),
    missingApis: isUnknown(all) ? all : missingApis(cluster, all),
    resourceBindings,
    clusterResourceBindings,
    works: workReport,
    propagationPolicies: namespaced,
    clusterPropagationPolicies: clusterWide,
    events: isUnknown(events) ? events : newestEvents(events, cluster.metadata.uid),
  };
}

/** What stands in the object itself. */
function ownFacts(cluster: Cluster) {
  const { metadata, spec, status } = cluster;
  const { readyNum = 0, totalNum } = status?.nodeSummary ?? {};
  return {
    apiVersion: 'karmate.dev/v1',
    kind: 'ClusterDescription',
    name: metadata.name,
    created: metadata.creationTimestamp,
    ...(metadata.deletionTimestamp ? { leaving: metadata.deletionTimestamp } : {}),
    mode: spec.syncMode,
    kubernetesVersion: status?.kubernetesVersion,
    apiEndpoint: spec.apiEndpoint,
    provider: spec.provider,
    region: spec.region,
    zones: spec.zones ?? (spec.zone ? [spec.zone] : []),
    labels: metadata.labels ?? {},
    conditions: conditionsOf(cluster),
    nodes: totalNum === undefined ? undefined : { ready: readyNum, total: totalNum },
    resources: resourcesOf(status?.resourceSummary),
    apisKnown: (status?.apiEnablements ?? []).length > 0,
  } as const;
}

/** One part that cannot be read is said in its place, and costs none of the others. */
async function part<T>(work: Promise<T>): Promise<Part<T>> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof KnownError) || isKnown(error, 'interrupted')) throw error;
    return { unknown: failureOf(error) };
  }
}
