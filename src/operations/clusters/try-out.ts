import { expectFailure, type Failure } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { executionNamespace } from '../../core/cluster.ts';
import { core } from '../../core/object.ts';
import { works } from '../../core/propagation.ts';
import type { Step } from '../../core/steps.ts';
import type { UnjoinFacts, UnjoinPlan } from '../../core/unjoin-plan.ts';
import type { PlannedStep } from '../../core/unjoin-step.ts';
import { isOwn } from '../../core/unjoin-workloads.ts';
import { inParallel } from '../apply/in-parallel.ts';

const atOnce = 8;

/** Lets the servers say of each step whether they would do it; what they refuse is the step's problem. */
export async function tryOut(
  ports: Ports,
  plan: UnjoinPlan,
  facts: UnjoinFacts,
  member: Kube | undefined,
): Promise<readonly Step[]> {
  const problems = new Map<PlannedStep, Failure>();
  await inParallel(plan.steps, atOnce, async (step) => {
    if (step.problem) return;
    try {
      await tryStep(ports, step, plan.cluster, facts, member);
    } catch (error) {
      const failure = expectFailure(error);
      if (failure.code === 'interrupted') throw error;
      problems.set(step, failure);
    }
  });
  return plan.steps.map((planned) => {
    const { deed: _, command: __, ...step } = planned;
    const problem = problems.get(planned);
    return problem ? { ...step, problem } : step;
  });
}

async function tryStep(
  { karmada }: Ports,
  { side, deed }: PlannedStep,
  name: string,
  { cluster, space, works: held = [] }: UnjoinFacts,
  member: Kube | undefined,
): Promise<void> {
  const dryRun = ['All'] as const;
  const namespace = executionNamespace(name);
  const standing = held.filter((work) => !isOwn(work) && !work.metadata.deletionTimestamp);
  switch (deed.does) {
    case 'keep':
      return inParallel(standing, atOnce, async ({ metadata }) => {
        const patch = { spec: { preserveResourcesOnDeletion: true } };
        await karmada.merge({ ...works, namespace, name: metadata.name }, patch, { dryRun: true });
      });
    case 'release':
      return inParallel(standing, atOnce, ({ metadata }) =>
        karmada.delete({ ...works, namespace, name: metadata.name }, { dryRun }),
      );
    case 'await':
      // Where there is a Cluster, Karmada itself deletes the namespace.
      if (cluster || !space || space.metadata.deletionTimestamp) return;
      return karmada.delete({ ...core('namespaces'), name: namespace }, { dryRun });
    case 'delete': {
      const kube = side === 'member' ? member : karmada;
      const preconditions = deed.uid === undefined ? {} : { preconditions: { uid: deed.uid } };
      return kube?.delete(deed.place, { dryRun, ...preconditions });
    }
  }
}
