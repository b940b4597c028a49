import { exitCodes, expectFailure, type Failure, KnownError } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Input } from '../../contract/params.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { clusterNameProblem } from '../../core/cluster.ts';
import { kubectlFlags } from '../../core/kubectl-flags.ts';
import { planned, type StepReport } from '../../core/steps.ts';
import { planUnjoin, type UnjoinFacts, type UnjoinPlan } from '../../core/unjoin-plan.ts';
import type { Kept, Left } from '../../core/unjoin-step.ts';
import { type Workloads, workloadsInWords } from '../../core/unjoin-workloads.ts';
import { tryOut } from './try-out.ts';
import type { params } from './unjoin.ts';
import { gatherFacts, readAllBindings } from './unjoin-facts.ts';
import { connectMember } from './unjoin-member-facts.ts';
import { executePlan } from './unjoin-steps.ts';

export { view } from './unjoin-view.ts';

export interface Unjoined {
  readonly cluster: string;
  readonly result: 'unjoined' | 'absent' | 'planned';
  readonly workloads: Workloads;
  readonly steps: readonly StepReport[];
  readonly leftInMember: readonly Left[];
  /** What of a join stays on purpose, and why. */
  readonly kept: readonly Kept[];
}

export interface Result {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'UnjoinResult';
  /** Set when nothing was changed. */
  readonly dryRun?: 'client' | 'server';
  readonly clusters: readonly Unjoined[];
  readonly failures: readonly Failure[];
}

type Wish = Input<typeof params>;

/** One cluster of the run, as it was found. */
interface Task {
  readonly plan: UnjoinPlan;
  readonly facts: UnjoinFacts;
  readonly member: Kube | undefined;
  readonly before: readonly string[];
}

export async function run(ports: Ports, input: Wish): Promise<Result> {
  const names = [...new Set(input.names)];
  checkInput(names, input);
  const looked = await lookAtAll(ports, names, input);
  const tasks = looked.filter((one) => 'plan' in one);
  const { dryRun } = input;
  if (dryRun !== 'none') return { ...(await each(looked, (task) => tryOne(ports, task, dryRun))), dryRun };
  const busy = tasks.filter(({ plan }) => plan.steps.length > 0);
  if (busy.length > 0 && !input.yes) await ask(ports, busy);
  const isAlone = looked.length === 1;
  return each(looked, (task, earlier) => executeOne(ports, task, input, { earlier, isAlone }));
}

function checkInput(names: readonly string[], { clusterKubeconfig, clusterContext }: Wish): void {
  for (const name of names) {
    const problem = clusterNameProblem(name);
    if (problem) throw new KnownError('usage', `"${name}" cannot be a cluster's name: ${problem}.`);
  }
  if (clusterContext === undefined) return;
  if (clusterKubeconfig === undefined) throw new KnownError('usage', '--cluster-context needs --cluster-kubeconfig.');
  if (names.length > 1) {
    throw new KnownError('usage', 'One --cluster-context cannot lead to several clusters.', {
      hint: 'Leave it out where the contexts are called like the clusters, or unjoin one after the other.',
    });
  }
}

/** What each comes to, in order; a refusal of one is kept beside the others. One name alone fails as such. */
async function lookAtAll(ports: Ports, names: readonly string[], input: Wish): Promise<readonly (Task | Failure)[]> {
  const bindings = readAllBindings(ports.karmada);
  bindings.catch(() => {});
  const looked: (Task | Failure)[] = [];
  for (const name of names) {
    ports.progress(`Looking at ${name}`);
    const before = names.slice(0, names.indexOf(name));
    try {
      const member = await connectMember(ports, name, input);
      const facts = await gatherFacts(ports, { ...input, name, before, member }, () => bindings);
      const memberFlags = await flagsFor(member, input.clusterKubeconfig);
      const plan = planUnjoin(facts, { name, keepWorkloads: input.keepWorkloads, leaving: names, memberFlags });
      if (plan.steps.length === 0 && !input.ignoreNotFound) throw nothingOf(name, member !== undefined);
      looked.push({ plan, facts, member, before });
    } catch (error) {
      const failure = expectFailure(error);
      if (failure.code === 'interrupted' || names.length === 1) throw error;
      looked.push({
        ...failure,
        message: failure.message.includes(name) ? failure.message : `${name}: ${failure.message}`,
      });
    }
  }
  return looked;
}

async function flagsFor(member: Kube | undefined, kubeconfig: string | undefined): Promise<string | undefined> {
  if (!member || kubeconfig === undefined) return undefined;
  return kubectlFlags(kubeconfig, (await member.target()).context);
}

const nothingOf = (name: string, lookedInMember: boolean): KnownError =>
  new KnownError(
    'not-found',
    `Nothing of a cluster "${name}" is there: no Cluster, no execution namespace, no Secrets${lookedInMember ? ', and no accounts in the member' : ''}.`,
    {
      hint:
        'Where it has been unjoined before, all is done (--ignore-not-found calls that a success). The clusters there are: karmate get clusters' +
        (lookedInMember ? '' : '. Whether its member still has accounts shows with --cluster-kubeconfig.'),
    },
  );

async function ask(ports: Ports, tasks: readonly Task[]): Promise<void> {
  const { server, context } = await ports.karmada.target();
  const lines = tasks.flatMap(({ plan, facts }) => [
    ...workloadsInWords(plan.cluster, plan.workloads),
    ...(facts.member.kind === 'unreachable'
      ? [`${plan.cluster} itself cannot be cleaned: ${facts.member.failure.message}`]
      : []),
    ...(facts.member.kind === 'seen' && !facts.cluster
      ? [`Its id can no longer be compared: accounts are removed at ${facts.member.server}.`]
      : []),
  ]);
  const names = tasks.map(({ plan }) => plan.cluster).join(', ');
  const question = [...lines, `Unjoin ${names} from Karmada at ${server}, context ${context}?`].join('\n');
  if (await ports.confirm(question)) return;
  throw new KnownError('interrupted', 'Nothing was changed.');
}

/** What has come of one cluster; none where it failed as a whole. */
interface Part {
  readonly one?: Unjoined;
  readonly failures: readonly Failure[];
}

/** One after the other; those that were refused before stay beside them, in order. */
async function each(
  looked: readonly (Task | Failure)[],
  work: (task: Task, earlier: readonly Unjoined[]) => Promise<Part>,
): Promise<Result> {
  const clusters: Unjoined[] = [];
  const failures: Failure[] = [];
  for (const task of looked) {
    const part = 'plan' in task ? await work(task, clusters) : { failures: [task] };
    if (part.one) clusters.push(part.one);
    failures.push(...part.failures);
  }
  return { apiVersion: 'karmate.dev/v1', kind: 'UnjoinResult', clusters, failures };
}

async function tryOne(ports: Ports, { plan, facts, member }: Task, how: 'client' | 'server'): Promise<Part> {
  const steps = planned(
    how === 'server'
      ? await tryOut(ports, plan, facts, member)
      : plan.steps.map(({ deed: _, command: __, ...step }) => step),
  );
  const { cluster, workloads, leftInMember, kept } = plan;
  const problems = steps.flatMap(({ problem }) => problem ?? []);
  return {
    one: { cluster, result: steps.length === 0 ? 'absent' : 'planned', workloads, steps, leftInMember, kept },
    failures: problems.filter(
      ({ message }, index) => problems.findIndex((other) => other.message === message) === index,
    ),
  };
}

async function executeOne(
  ports: Ports,
  { plan, facts, member, before }: Task,
  { timeout, wait, force }: Wish,
  { earlier, isAlone }: { readonly earlier: readonly Unjoined[]; readonly isAlone: boolean },
): Promise<Part> {
  try {
    refuseProblems(plan);
    const done = await executePlan(ports, plan, { facts, member, before, timeoutMs: wait ?? timeout, force });
    const { steps, leftInMember, kept, failures } = done;
    const { cluster, workloads } = plan;
    const result = plan.steps.length === 0 ? 'absent' : 'unjoined';
    return { one: { cluster, result, workloads, steps, leftInMember, kept }, failures };
  } catch (error) {
    const failure = expectFailure(error);
    if (failure.code === 'interrupted') throw withEarlier(failure, earlier);
    if (isAlone) throw error;
    return { failures: [failure] };
  }
}

/** What the plan knows to fail in the control plane is refused before anything is changed. */
function refuseProblems({ steps }: UnjoinPlan): void {
  const problem = steps.find((step) => step.side === 'karmada' && step.problem)?.problem;
  if (!problem) return;
  const { code, message, ...more } = problem;
  throw new KnownError(code, message, {
    ...more,
    steps: planned(steps.map(({ deed: _, command: __, ...step }) => step)),
  });
}

function withEarlier({ code, message, hint, steps = [] }: Failure, done: readonly Unjoined[]): KnownError {
  const earlier = done.length > 0 ? ` Unjoined before that: ${done.map(({ cluster }) => cluster).join(', ')}.` : '';
  return new KnownError(code, `${message}${earlier}`, { hint, steps: [...done.flatMap((one) => one.steps), ...steps] });
}

/** Failures alone, all of one kind, are told as that kind; else a part is done and a part failed. */
export function outcome({ clusters, failures, dryRun }: Result): Outcome {
  const [first] = failures;
  if (!first) return { kind: 'ok' };
  const agree = failures.every(({ code }) => exitCodes[code] === exitCodes[first.code]);
  return { kind: 'partial', exit: agree && (dryRun || clusters.length === 0) ? first.code : 'partial', failures };
}

export const names = ({ clusters }: Result): readonly string[] =>
  clusters.map(({ cluster }) => `cluster.cluster.karmada.io/${cluster}`);
