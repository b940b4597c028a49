import { expectFailure, type Failure, KnownError } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { type Cluster, clusters, readiness } from '../../core/cluster.ts';
import { objectInWords, type StepReport, stepUnderWay } from '../../core/steps.ts';
import type { UnjoinFacts, UnjoinPlan } from '../../core/unjoin-plan.ts';
import { type Deed, inMember, type Kept, type Left, type PlannedStep } from '../../core/unjoin-step.ts';
import { isOwn, isPreserved, leftByWorks } from '../../core/unjoin-workloads.ts';
import { keepWorks, releaseWorks } from './keep-workloads.ts';
import { awaitAbsence, removeObject } from './remove-object.ts';
import { lookAtHome } from './unjoin-facts.ts';
import { uncleanedMember, whySharedNow } from './unjoin-member-facts.ts';
import { awaitDeparture, forcedStep, unmarkedStep } from './unjoin-wait.ts';

export interface Means {
  readonly facts: UnjoinFacts;
  readonly member: Kube | undefined;
  readonly before: readonly string[];
  readonly timeoutMs: number;
  readonly force: boolean;
}

export interface Done {
  readonly steps: readonly StepReport[];
  readonly leftInMember: readonly Left[];
  readonly kept: readonly Kept[];
  /** Of the member alone: what fails in the control plane ends it. */
  readonly failures: readonly Failure[];
}

interface Progress {
  readonly reports: StepReport[];
  readonly left: Left[];
  readonly kept: Kept[];
  readonly failures: Failure[];
}

/** Does what the plan says, step by step; a failure carries what has become of each. */
export async function executePlan(ports: Ports, plan: UnjoinPlan, means: Means): Promise<Done> {
  const so: Progress = { reports: [], left: [...plan.leftInMember], kept: [...plan.kept], failures: [] };
  for (const [index, planned] of plan.steps.entries()) {
    const { deed: _, command: __, ...step } = planned;
    ports.progress(stepUnderWay(step, index, plan.steps.length, plan.cluster), 'step');
    try {
      if (step.side === 'member') await clean(ports, plan, planned, means, so);
      else await perform(ports, plan, planned, means, so);
    } catch (error) {
      const failure = expectFailure(error);
      const rest = plan.steps
        .slice(index + 1)
        .map(({ deed: _, command: __, ...later }) => ({ ...later, state: 'planned' }) as const);
      const told = error instanceof KnownError ? (error.steps ?? []) : [];
      const failed: StepReport = { ...step, state: 'failed', problem: { ...failure, steps: undefined } };
      throw stopped(plan.cluster, failure, [...so.reports, failed, ...told, ...rest]);
    }
  }
  return { steps: so.reports, leftInMember: so.left, kept: so.kept, failures: so.failures };
}

function stopped(name: string, failure: Failure, steps: readonly StepReport[]): KnownError {
  const done = steps.filter(({ state }) => state === 'done').map(objectInWords);
  const soFar = done.length > 0 ? `Done so far: ${done.join(', ')}.` : 'Nothing was removed yet.';
  const again = done.length > 0 ? `${soFar} Run it again to finish.` : soFar;
  if (failure.code === 'interrupted') {
    return new KnownError('interrupted', `Interrupted while unjoining ${name}. ${soFar}`, {
      hint: 'Run it again to finish.',
      steps,
    });
  }
  const { code, message, hint, reason, causes } = failure;
  return new KnownError(code, `${name}: ${message}`, {
    hint: [hint, again].filter(Boolean).join(' '),
    reason,
    causes,
    steps,
  });
}

/** A step in the control plane. */
async function perform(
  ports: Ports,
  plan: UnjoinPlan,
  planned: PlannedStep,
  means: Means,
  so: Progress,
): Promise<void> {
  const { deed, command: _, ...step } = planned;
  const { facts } = means;
  const name = plan.cluster;
  const done = (why = step.why): void =>
    void so.reports.push({ ...step, ...(why === undefined ? {} : { why }), state: 'done' });
  switch (deed.does) {
    case 'keep':
      await checkDeletion(ports, facts.cluster);
      await keepWorks(ports, name);
      return done();
    case 'release': {
      const late = await releaseWorks(ports, name, facts.space?.metadata.uid);
      so.kept.push(
        ...late.map(({ metadata }) => ({
          object: `work/${metadata.name}`,
          namespace: metadata.namespace,
          why: 'it was deleted before it could be told to keep its objects: they may be gone',
        })),
      );
      return done();
    }
    case 'await': {
      const { timeoutMs, force } = means;
      const uids = { clusterUid: facts.cluster?.metadata.uid, spaceUid: facts.space?.metadata.uid };
      const member = means.member ?? ports.karmada.member(name);
      const { cluster, forced, unmarked } = await awaitDeparture(ports, { name, ...uids, timeoutMs, force, member });
      done();
      so.reports.push(...unmarked.map(unmarkedStep));
      so.reports.push(...forced.map(forcedStep));
      so.left.push(...stillThere(plan, facts, cluster, forced.length > 0));
      return;
    }
    case 'delete': {
      const why = deed.shared ? await whyHomeStays(ports, facts.namespace, means.before, name) : undefined;
      if (why !== undefined) return keep(planned, why, so);
      await removeObject(ports, ports.karmada, deed.place, deed.uid);
      if (deed.shared) await awaitAbsence(ports, ports.karmada, deed.place, deed.uid, means.timeoutMs);
      return done();
    }
  }
}

/** Works are not to be given up for a Cluster that then cannot be deleted. */
async function checkDeletion({ karmada }: Ports, cluster: Cluster | undefined): Promise<void> {
  if (!cluster || cluster.metadata.deletionTimestamp) return;
  await karmada.delete({ ...clusters, name: cluster.metadata.name }, { dryRun: ['All'] });
}

const keep = ({ deed: _, command: __, ...step }: PlannedStep, why: string, { reports, kept }: Progress): void => {
  reports.push({ ...step, why, state: 'left' });
  kept.push({ object: step.object, namespace: step.namespace, why });
};

async function whyHomeStays(
  ports: Ports,
  namespace: string,
  before: readonly string[],
  name: string,
): Promise<string | undefined> {
  const home = await lookAtHome(ports, namespace, [...before, name]);
  return home && home.users.length > 0 ? `used by ${home.users.join(', ')}` : undefined;
}

/** A cluster that is not Ready is let go without that Karmada deletes anything there (pkg/controllers/execution). */
function stillThere(
  plan: UnjoinPlan,
  { works = [], member }: UnjoinFacts,
  cluster: Cluster | undefined,
  forced: boolean,
): readonly Left[] {
  const wasReachable = cluster === undefined ? plan.workloads.reachable : readiness(cluster) === 'True';
  if (wasReachable && !forced) return [];
  const keeps = plan.steps.some(({ deed }) => deed.does === 'keep');
  // Those of Karmada itself have steps of their own where the member is cleaned.
  const ownStay = member.kind !== 'seen';
  const left = leftByWorks(works.filter((work) => (isOwn(work) ? ownStay : !(keeps || isPreserved(work)))));
  return left.map((one) => ({ ...one, command: inMember(one.command, plan.memberFlags) }));
}

/** A step in the member. What fails there is left, with the command for it; the rest goes on. */
async function clean(ports: Ports, plan: UnjoinPlan, planned: PlannedStep, means: Means, so: Progress): Promise<void> {
  const { deed, command, ...step } = planned;
  const { member, facts, timeoutMs } = means;
  const leave = (failure: Failure, isNew: boolean): void => {
    so.reports.push({ ...step, state: 'left', problem: failure, command });
    if (isNew) so.left.push({ object: step.object, namespace: step.namespace, command: command ?? '' });
    const said = uncleanedMember(plan.cluster, failure);
    if (!so.failures.some(({ message }) => message === said.message)) so.failures.push(expectFailure(said));
  };
  // The plan has listed what is left of a member that did not answer.
  if (step.problem) return leave(step.problem, false);
  try {
    if (deed.does === 'delete' && member)
      await cleanOne(ports, member, deed, planned, { name: plan.cluster, facts, timeoutMs }, so);
  } catch (error) {
    const failure = expectFailure(error);
    if (failure.code === 'interrupted') throw error;
    leave(failure, true);
  }
}

async function cleanOne(
  ports: Ports,
  member: Kube,
  deed: Deed & { does: 'delete' },
  planned: PlannedStep,
  { name, facts, timeoutMs }: { readonly name: string; readonly facts: UnjoinFacts; readonly timeoutMs: number },
  so: Progress,
): Promise<void> {
  const { deed: _, command: __, ...step } = planned;
  const { namespace, cluster } = facts;
  const isNamespace = deed.place.resource === 'namespaces';
  const why = deed.shared ? await whySharedNow(ports, member, { name, namespace, cluster }, isNamespace) : undefined;
  if (why !== undefined) return keep(planned, why, so);
  await removeObject(ports, member, deed.place, deed.uid);
  if (isNamespace) await awaitAbsence(ports, member, deed.place, deed.uid, timeoutMs);
  so.reports.push({ ...step, state: 'done' });
}
