import { isKnown } from '../../contract/errors.ts';
import type { Karmada } from '../../contract/ports.ts';
import { executionNamespace } from '../../core/cluster.ts';
import { type AppliedPolicy, judgePolicies, type Policy, policyPlace } from '../../core/policy.ts';
import {
  type Binding,
  bindingPlace,
  judgeBinding,
  permanentId,
  renewTemplate,
  type Work,
  type Workload,
  works,
} from '../../core/propagation.ts';
import { judgeMember } from '../../core/readiness.ts';
import { judgeWork } from '../../core/work.ts';
import type { AppliedObject } from './apply-one.ts';
import { type Running, shortName, type Trace } from './wait.ts';

/** One look at a workload, from its template through binding and Works to the members' own objects. */
export async function traceWorkload(
  karmada: Karmada,
  applied: AppliedObject,
  policies: readonly AppliedPolicy[],
): Promise<Trace> {
  const { place } = applied;
  const held = await karmada.find<Workload>(place);
  if (!held) return { running: [], missing: ['it is gone from Karmada: somebody deleted it'] };
  const template = renewTemplate(applied.template, held);
  const workload = { ...applied, template };
  const { namespace = 'default', name = '' } = place;
  const at = bindingPlace({ apiVersion: '', kind: template.object.kind ?? '' }, namespace, name);
  const binding = await karmada.find<Binding>(at);
  const judged = judgeBinding(template, binding);
  if (judged.kind === 'waiting' || !binding) {
    return { running: [], missing: [judged.kind === 'waiting' ? judged.why : 'it has no ResourceBinding'] };
  }
  const policyAt = policyPlace(binding);
  const policy = policyAt && (await karmada.find<Policy>(policyAt));
  const lag = judgePolicies(template.object, binding, policy, policies);
  if (lag !== undefined) return { running: [], missing: [lag] };
  const running = await Promise.all(judged.clusters.map((cluster) => lookInto(karmada, workload, binding, cluster)));
  const missing = running.filter(({ why }) => why !== null).map(({ cluster, why }) => `${cluster}: ${why}`);
  if (missing.length > 0) return { running, missing };
  // The scheduler may have gone on while the members were asked.
  const after = await karmada.find<Binding>(at);
  const isStill = after?.metadata.generation === binding.metadata.generation;
  return { running, missing: isStill ? [] : ['it is being scheduled anew'] };
}

async function lookInto(
  karmada: Karmada,
  workload: AppliedObject,
  binding: Binding,
  cluster: string,
): Promise<Running> {
  const { place, template } = workload;
  const report = (ready: number, desired: number, why: string | undefined): Running => ({
    workload: shortName(workload),
    namespace: place.namespace ?? 'default',
    cluster,
    ready,
    desired,
    why: why ?? null,
  });
  const assigned = binding.spec.clusters?.find(({ name }) => name === cluster)?.replicas ?? 0;
  const work = judgeWork(template, binding, cluster, await findWork(karmada, binding, cluster));
  if (work.kind === 'waiting') return report(0, assigned, work.why);
  try {
    const object = await karmada.member(cluster).find<Workload>(place);
    const { ready, desired, why } = judgeMember(work.manifest, object, template.before);
    return report(ready, desired, why);
  } catch (error) {
    // Refusals pass too: Karmada writes the member's permissions for its proxy some time after the join.
    if (!(['unreachable', 'timeout', 'forbidden', 'failed'] as const).some((code) => isKnown(error, code))) throw error;
    return report(0, assigned, `the member cannot be asked (${error instanceof Error ? error.message : ''})`);
  }
}

async function findWork(karmada: Karmada, binding: Binding, cluster: string): Promise<Work | undefined> {
  const id = binding.metadata.labels?.[permanentId];
  if (id === undefined) return undefined;
  const { items } = await karmada.list<Work>(
    { ...works, namespace: executionNamespace(cluster) },
    { labelSelector: `${permanentId}=${id}` },
  );
  return items[0];
}
