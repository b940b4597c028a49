import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Outcome } from '../../contract/operation.ts';
import type { Input } from '../../contract/params.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import type { View, ViewOptions } from '../../contract/view.ts';
import { type Cluster, clusterNameProblem } from '../../core/cluster.ts';
import type { JoinWish } from '../../core/join-objects.ts';
import { type JoinStep, planJoin } from '../../core/join-plan.ts';
import { standing } from '../../core/join-standing.ts';
import { planned, type StepReport } from '../../core/steps.ts';
import type { params } from './join.ts';
import { checkInput, checkPlan, notesOn } from './join-checks.ts';
import { execute, type Joining } from './join-execute.ts';
import { gatherFacts } from './join-facts.ts';
import { failing, staying } from './join-failure.ts';
import { tryOnServers } from './join-trial.ts';
import { viewOfJoin } from './join-view.ts';
import { createJournal } from './journal.ts';
import { refuseTaken } from './refuse-taken.ts';
import { waitUntilUsable } from './usable.ts';

export type JoinInput = Input<typeof params>;

export interface Result {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'JoinResult';
  readonly cluster: string;
  /** `registered`: joined without waiting until it is usable. `completed`: joined before, with something missing. */
  readonly result: 'joined' | 'registered' | 'completed' | 'unchanged' | 'planned';
  readonly kubernetesVersion: string | null;
  readonly apiEndpoint: string;
  readonly steps: readonly StepReport[];
  readonly notes: readonly string[];
}

export const run = (ports: Ports, input: JoinInput): Promise<Result> => look(ports, input, 1);

async function look(ports: Ports, input: JoinInput, time: number): Promise<Result> {
  const problem = clusterNameProblem(input.name);
  if (problem) throw new KnownError('usage', `"${input.name}" cannot be a cluster's name: ${problem}.`);
  checkInput(input);
  const member = connectMember(ports, input);
  ports.progress(`Looking at ${input.name} and at the clusters there are`);
  const gathered = await gatherFacts(ports, member, input);
  const { wish, registered } = gathered;
  const found = standing(registered, wish);
  refuseTaken(found, wish);
  const joined = found.kind === 'joined' ? found.cluster : undefined;
  const steps = planJoin({ ...gathered.facts, joined }, wish);
  checkPlan(gathered, steps, joined, input);
  const plan: Plan = { wish, joined, steps, notes: notesOn(gathered, joined) };
  if (input.dryRun !== 'none') return preview(ports, member, plan, input, gathered.versions.member);
  const { result, hasMet } = await carryOut(ports, member, plan, input);
  // What somebody else made, somebody else may have taken back since: a second look makes sure of what was relied on.
  if (!hasMet || time === looks) return result;
  const again = await look(ports, input, time + 1);
  return { ...result, steps: [...result.steps, ...again.steps] };
}

const looks = 3;

const connectMember = (ports: Ports, { clusterKubeconfig: kubeconfig, clusterContext: context }: JoinInput): Kube =>
  ports.connect({ kubeconfig, context, contextFlag: '--cluster-context', kubeconfigFlag: '--cluster-kubeconfig' });

interface Plan {
  readonly wish: JoinWish;
  readonly joined: Cluster | undefined;
  readonly steps: readonly JoinStep[];
  readonly notes: readonly string[];
}

async function preview(ports: Ports, member: Kube, plan: Plan, input: JoinInput, version: string): Promise<Result> {
  const told = plan.steps.map(({ step }) => step);
  const steps = input.dryRun === 'server' ? await tryOnServers(ports, member, plan.steps) : told;
  return resultOf(plan, 'planned', planned(steps), version);
}

async function carryOut(
  ports: Ports,
  member: Kube,
  plan: Plan,
  input: JoinInput,
): Promise<{ readonly result: Result; readonly hasMet: boolean }> {
  const { wish, joined, steps, notes } = plan;
  const journal = createJournal(
    ports,
    'join',
    steps.map(({ step }) => step),
  );
  const joining: Joining = { ports, member, wish, journal };
  if (!joined) ports.progress(`Karmada will have all rights in ${wish.name} (cluster-admin)`, 'step');
  let byAnother = false;
  try {
    ({ byAnother } = await execute(joining, steps, joined));
  } catch (error) {
    throw await failing(error, joining, input);
  }
  const usable = await waitForUse(joining, plan, input).catch(async (error: unknown) => {
    throw isKnown(error, 'interrupted') ? await failing(error, joining, input) : staying(error, joining);
  });
  const done = joined || byAnother ? 'completed' : input.wait ? 'joined' : 'registered';
  const said = byAnother ? [...notes, `Another join of ${wish.name} was under way at the same time.`] : notes;
  const version = usable?.status?.kubernetesVersion ?? null;
  const result = resultOf({ ...plan, notes: said }, steps.length > 0 ? done : 'unchanged', journal.reports(), version);
  return { result, hasMet: journal.hasMet() };
}

/** A joined cluster that needed nothing is looked at all the same: "joined" is said of what can be used. */
async function waitForUse(
  { ports, wish, journal }: Joining,
  { steps }: Plan,
  { wait, timeout }: JoinInput,
): Promise<Cluster | undefined> {
  const last = steps.find(({ deed }) => deed.kind === 'usable');
  if (!wait) return undefined;
  const usable = await waitUntilUsable(ports, wish.name, timeout);
  if (last) journal.set(last.step, 'done');
  return usable;
}

const resultOf = (
  { wish, joined, notes }: Plan,
  result: Result['result'],
  steps: readonly StepReport[],
  kubernetesVersion: string | null,
): Result => ({
  apiVersion: 'karmate.dev/v1',
  kind: 'JoinResult',
  cluster: wish.name,
  result,
  kubernetesVersion,
  apiEndpoint: joined?.spec.apiEndpoint ?? wish.apiEndpoint,
  steps,
  notes,
});

export const view = (result: Result, { wide }: ViewOptions): View => viewOfJoin(result, wide);

/** A plan with a step that would fail is no good plan. */
export const outcome = ({ steps, result }: Result): Outcome =>
  result === 'planned' && steps.some(({ problem }) => problem) ? { kind: 'findings' } : { kind: 'ok' };

export const names = ({ cluster }: Result): readonly string[] => [`cluster.cluster.karmada.io/${cluster}`];
