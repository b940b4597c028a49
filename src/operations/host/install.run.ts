import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { type InstallPlan, type InstallStep, type InstallWish, planInstall } from '../../core/install-plan.ts';
import type { PodTrouble } from '../../core/pod-trouble.ts';
import { commandLine, type ProgramRun } from '../../core/program.ts';
import { followPods } from './follow-pods.ts';
import { lastWords, runHelm } from './helm.ts';
import type { params } from './install.ts';
import { type Prepared, prepare } from './install-facts.ts';
import type { DryRun, InstallResult, Result } from './install-result.ts';
import { type KubeconfigResult, recordOf } from './kubeconfig.run.ts';
import { withoutSecrets } from './manifests.ts';
import { takeWhenItAnswers } from './take-when-it-answers.ts';
import { waitUntilReady } from './wait-until-ready.ts';

export { data, names, view } from './install-result.ts';

export async function run(ports: Ports, input: Input<typeof params>): Promise<Result> {
  const prepared = await prepare(ports, input);
  const plan = planInstall(prepared.facts, prepared.wish);
  if (input.dryRun) return showPlan(prepared, plan);
  await checkOut(ports, plan, input);
  return execute(ports, prepared, plan, input.force);
}

/** A kubeconfig that could not be written is to be known before the long wait. An installation makes new credentials. */
async function checkOut(
  { kubeconfigs }: Ports,
  { action }: InstallPlan,
  { kubeconfigOut, force }: Input<typeof params>,
) {
  if (kubeconfigOut === undefined) return;
  const isThere = await kubeconfigs.isThere(kubeconfigOut);
  if (!isThere || force || action !== 'install') return;
  throw new KnownError('conflict', `${kubeconfigOut} is there already; the new Karmada will have other credentials.`, {
    hint: 'Name another file, or replace it with --force. Nothing was installed.',
  });
}

const showPlan = ({ facts, wish, manifests }: Prepared, plan: InstallPlan): DryRun => ({
  apiVersion: 'karmate.dev/v1',
  kind: 'InstallPlan',
  release: wish.release,
  namespace: wish.namespace,
  karmada: wish.karmada,
  ...plan,
  steps: plan.steps.map(lineOf),
  facts,
  manifests: withoutSecrets(manifests),
});

function lineOf(step: InstallStep): string {
  if (step.kind === 'helm') return commandLine('helm', step.args);
  return step.kind === 'wait' ? 'wait until all pods are ready' : `karmate kubeconfig --out ${step.path}`;
}

async function execute(
  ports: Ports,
  prepared: Prepared,
  { action, steps, notes }: InstallPlan,
  force: boolean,
): Promise<InstallResult> {
  const { facts, wish } = prepared;
  const written: KubeconfigResult[] = [];
  for (const step of steps) {
    if (step.kind === 'helm') await applyChart(ports, prepared, step);
    else if (step.kind === 'wait') await waitUntilReady(ports, prepared);
    else {
      const taken = await takeWhenItAnswers(ports, prepared);
      const result = await ports.kubeconfigs.write(step.path, taken.access, { force });
      written.push(recordOf(taken, step.path, result));
    }
  }
  const before = facts.release?.revision ?? 0;
  return {
    apiVersion: 'karmate.dev/v1',
    kind: 'InstallResult',
    release: wish.release,
    namespace: wish.namespace,
    result: action === 'install' ? 'installed' : action === 'upgrade' ? 'upgraded' : 'unchanged',
    revision: action === 'unchanged' ? before : before + 1,
    karmada: wish.karmada,
    chart: facts.chart.version,
    kubeconfig: written[0] ?? null,
    notes,
  };
}

async function applyChart(ports: Ports, { host, wish, base }: Prepared, { args }: InstallStep & { kind: 'helm' }) {
  ports.progress(`helm puts Karmada ${wish.karmada} into ${wish.namespace}`);
  const started = ports.now();
  const { result, troubles } = await followPods(ports, host, wish, runHelm(ports, args, { input: base })).catch(
    (error: unknown) => {
      throw isKnown(error, 'interrupted') ? brokenOff(wish, error) : error;
    },
  );
  if (result.code === 0) return;
  const late = ports.now() - started >= wish.timeoutMs;
  throw chartFailure(result, late, troubles, await ports.programs.logFile('helm'));
}

const brokenOff = ({ namespace, release }: InstallWish, cause: KnownError): KnownError =>
  new KnownError('interrupted', `Interrupted while helm worked on the release ${namespace}/${release}.`, {
    hint: 'What it has done stays. Install again to go on: the state of the release is looked at first.',
    cause,
  });

/** helm tells that time is up, but not why: the pods do. */
function chartFailure(run: ProgramRun, late: boolean, troubles: readonly PodTrouble[], log: string): KnownError {
  const pods = troubles.map(({ pod, why }) => `${pod} ${why}`).join('; ');
  const hint = troubles.find((trouble) => trouble.hint !== undefined)?.hint;
  const words = `helm did not get Karmada installed: ${lastWords(run)}`;
  return new KnownError(late ? 'timeout' : 'failed', pods === '' ? words : `${words} Not ready: ${pods}.`, {
    hint: [hint, `Then install again. What helm said stands in ${log}`].filter(Boolean).join(' '),
  });
}
