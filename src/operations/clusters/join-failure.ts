import { KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { type Cluster, clusters } from '../../core/cluster.ts';
import { kubectlFlags } from '../../core/kubectl-flags.ts';
import { objectInWords, type StepReport } from '../../core/steps.ts';
import type { JoinInput } from './join.run.ts';
import type { Joining } from './join-execute.ts';
import { isMadeBy } from './journal.ts';
import { takeBack } from './take-back.ts';

/** As long as tidying up may take when nobody waits for it any more. */
const undoMs = 3 * 60_000;

/** What a failure comes to: what the run has made is taken back, and what could not be is named. */
export async function failing(error: unknown, joining: Joining, input: JoinInput): Promise<unknown> {
  if (!(error instanceof KnownError)) return error;
  const { journal, wish } = joining;
  if (journal.entries().length === 0) return withSteps(error, journal.reports());
  if (input.keepOnFailure) {
    for (const { step } of journal.entries()) journal.set(step, 'left');
  } else {
    const ports = await joining.ports.afterwards(undoMs);
    const user = await registeredMeanwhile(ports, joining);
    if (user) for (const { step } of journal.entries()) journal.set(step, 'left', { why: `${user} uses it` });
    else await takeBack(ports, sidesOf(ports, input), journal);
  }
  const steps = journal.reports();
  const left = steps.filter(({ state }) => state === 'left');
  const undone = steps.some(({ state }) => state === 'undone');
  const said = [
    left.length > 0 ? `Left behind: ${left.map(remainder).join('; ')}.` : '',
    left.length === 0 && undone ? 'What the join had made was taken back.' : '',
  ];
  const next = left.length > 0 ? [commandsOf(left), `Or join ${wish.name} again to complete it.`] : [];
  const message = error.code === 'interrupted' ? `Interrupted while joining ${wish.name}.` : error.message;
  return new KnownError(error.code, [message, ...said].filter(Boolean).join(' '), {
    hint: [error.hint, ...next].filter(Boolean).join(' ') || undefined,
    cause: error,
    steps,
  });
}

/** Registered, and not usable: it stays, since Karmada may only need longer. */
export function staying(error: unknown, { journal, wish }: Joining): unknown {
  if (!(error instanceof KnownError)) return error;
  for (const { step } of journal.entries()) {
    const isCluster = step.object === `cluster.cluster.karmada.io/${wish.name}`;
    journal.set(step, 'left', isCluster ? { command: `karmate unjoin ${wish.name}` } : {});
  }
  return withSteps(error, journal.reports());
}

const withSteps = (error: KnownError, steps: readonly StepReport[]): KnownError =>
  new KnownError(error.code, error.message, { hint: error.hint, cause: error, steps });

const remainder = (report: StepReport): string => `${objectInWords(report)} (${report.side})`;

const commandsOf = (left: readonly StepReport[]): string =>
  left.flatMap(({ command }) => (command ? [`Remove it with: ${command}`] : [])).join(' ');

/** Somebody else's join that succeeded stands on the same objects. Who cannot tell takes nothing away from them. */
async function registeredMeanwhile(ports: Ports, { journal, wish }: Joining): Promise<string | undefined> {
  try {
    const { items } = await ports.karmada.list<Cluster>(clusters);
    const other = items.find(
      (cluster) =>
        cluster.metadata.name === wish.name && cluster.spec.id === wish.id && !isMadeBy(cluster, journal.manager),
    );
    return other && `cluster/${other.metadata.name}, joined by somebody else meanwhile,`;
  } catch (error) {
    if (error instanceof KnownError) return undefined;
    throw error;
  }
}

const sidesOf = (ports: Ports, { clusterKubeconfig: kubeconfig, clusterContext: context }: JoinInput) => ({
  member: ports.connect({
    kubeconfig,
    context,
    contextFlag: '--cluster-context',
    kubeconfigFlag: '--cluster-kubeconfig',
  }),
  karmada: ports.karmada,
  kubectl: {
    member: `kubectl ${kubectlFlags(kubeconfig, context)}`.trimEnd(),
    karmada: 'kubectl',
  },
});
