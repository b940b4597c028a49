import { isKnown } from '../../contract/errors.ts';
import type { Karmada } from '../../contract/ports.ts';
import { type Cluster, executionNamespace } from '../../core/cluster.ts';
import { describeCondition, findCondition } from '../../core/object.ts';
import { expectOverrides, type OverridePolicy } from '../../core/override-policy.ts';
import { isOverridden } from '../../core/overrides.ts';
import { type Binding, permanentIdLabel, type Work, type Workload, works } from '../../core/propagation.ts';
import { judgeMember } from '../../core/readiness.ts';
import { judgeWork } from '../../core/work.ts';
import type { AppliedObject } from './apply-one.ts';
import type { AskMember } from './ask-member.ts';
import type { Facts } from './facts.ts';
import { type Running, shortName } from './wait.ts';

/** One object on its way to one cluster. */
interface Way {
  readonly applied: AppliedObject;
  readonly binding: Binding;
  readonly cluster: string;
  /** All override policies that may touch it, where they are to be waited for. */
  readonly overrides: readonly OverridePolicy[] | undefined;
}

interface Look {
  readonly running: Running;
  readonly isFinal: boolean;
}

/** From the Work to the member's own object. */
export async function traceCluster(karmada: Karmada, askMember: AskMember, facts: Facts, way: Way): Promise<Look> {
  const { applied, binding, cluster: name, overrides } = way;
  const { place, template } = applied;
  const report = (ready: number, desired: number, why: string | undefined, isFinal = false): Look => ({
    running: {
      workload: shortName(applied),
      namespace: place.namespace ?? null,
      cluster: name,
      ready,
      desired,
      why: why ?? null,
    },
    isFinal,
  });
  const assigned = binding.spec.clusters?.find((target) => target.name === name)?.replicas ?? 1;
  const cluster = await facts.cluster(name);
  const work = await findWork(karmada, binding, place.namespace, name);
  const expected = overrides && cluster && expectOverrides(overrides, template.object, cluster);
  const sent = judgeWork(template, binding, name, work, expected);
  const trouble = troubleOf(cluster);
  if (sent.kind === 'waiting') return report(0, assigned, [sent.why, ...trouble].join('; '));
  // What a cluster that is not Ready says of itself may be old, and asking it takes long.
  if (trouble[0] !== undefined) return report(0, assigned, `sent, but ${trouble[0]}`);
  try {
    const answer = await askMember(name, () => karmada.member(name).find<Workload>(place));
    if (!answer) return report(0, assigned, 'sent, but the member does not answer');
    const origin = { before: template.before, overridden: isOverridden(work?.metadata.annotations) };
    const { ready, desired, why, isFinal } = judgeMember(sent.manifest, answer.value, origin);
    return report(ready, desired, why, isFinal);
  } catch (error) {
    // Refusals pass too: Karmada writes the member's permissions for its proxy some time after the join.
    if (!(['unreachable', 'timeout', 'forbidden', 'failed'] as const).some((code) => isKnown(error, code))) throw error;
    return report(0, assigned, `the member cannot be asked (${error instanceof Error ? error.message : ''})`);
  }
}

/** What is wrong with the cluster itself: nothing arrives there until that is over. */
function troubleOf(cluster: Cluster | undefined): readonly string[] {
  if (!cluster) return ['the Cluster object is gone'];
  if (cluster.metadata.deletionTimestamp) return ['the cluster is being removed'];
  const ready = findCondition(cluster.status?.conditions, 'Ready');
  if (ready?.status === 'True') return [];
  return [`the cluster is not Ready (${ready ? describeCondition(ready) : 'no status yet'})`];
}

async function findWork(
  karmada: Karmada,
  binding: Binding,
  namespace: string | undefined,
  cluster: string,
): Promise<Work | undefined> {
  const label = permanentIdLabel(namespace);
  const id = binding.metadata.labels?.[label];
  if (id === undefined) return undefined;
  const { items } = await karmada.list<Work>(
    { ...works, namespace: executionNamespace(cluster) },
    { labelSelector: `${label}=${id}` },
  );
  return items[0];
}
