import { KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { text, type View, warn } from '../../contract/view.ts';
import { commandLine } from '../../core/program.ts';
import {
  type LeftBehind,
  leftBehind,
  planUninstall,
  type UninstallPlan,
  type UninstallWish,
} from '../../core/uninstall-plan.ts';
import { connectHost } from './connect-host.ts';
import { followPods } from './follow-pods.ts';
import { helmFailure, runHelm } from './helm.ts';
import type { params } from './uninstall.ts';
import { findHostPath, findRemains, gatherFacts } from './uninstall-facts.ts';

export interface Result {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'UninstallResult';
  readonly release: string;
  readonly namespace: string;
  readonly result: 'uninstalled' | 'absent' | 'planned';
  /** Command lines, in order. */
  readonly steps: readonly string[];
  readonly notes: readonly string[];
  readonly leftBehind: readonly LeftBehind[];
}

export async function run(ports: Ports, input: Input<typeof params>): Promise<Result> {
  const { hostKubeconfig, hostContext, hostNamespace: namespace, release, server, force, timeout: timeoutMs } = input;
  const wish: UninstallWish = { release, namespace, hostKubeconfig, hostContext, server, force, timeoutMs };
  const host = connectHost(ports, input);
  ports.progress('Looking at the release and at the clusters that are joined');
  const plan = planUninstall(await gatherFacts(ports, host, wish), wish);
  if (input.dryRun) return resultOf(wish, plan, 'planned', []);
  if (plan.action === 'uninstall' && !input.yes) await ask(ports, host, wish, plan);
  const remains = await execute(ports, host, wish, plan);
  return resultOf(wish, plan, plan.action === 'absent' ? 'absent' : 'uninstalled', remains);
}

const resultOf = (
  { release, namespace }: UninstallWish,
  { steps, notes }: UninstallPlan,
  result: Result['result'],
  left: readonly LeftBehind[],
): Result => ({
  apiVersion: 'karmate.dev/v1',
  kind: 'UninstallResult',
  release,
  namespace,
  result,
  steps: steps.map((args) => commandLine('helm', args)),
  notes,
  leftBehind: left,
});

async function ask(ports: Ports, host: Kube, { release, namespace }: UninstallWish, { notes }: UninstallPlan) {
  const { server, context } = await host.target();
  const question = [
    ...notes,
    `Remove Karmada (release ${namespace}/${release}) from ${server}, context ${context}?`,
  ].join(' ');
  if (await ports.confirm(question)) return;
  throw new KnownError('interrupted', 'Nothing was removed.');
}

async function execute(ports: Ports, host: Kube, wish: UninstallWish, { steps }: UninstallPlan) {
  const { namespace } = wish;
  const hostPath = await findHostPath(host, namespace);
  for (const args of steps) {
    ports.progress(`helm removes ${namespace}/${wish.release}`);
    const { result } = await followPods(ports, host, wish, runHelm(ports, args));
    if (result.code !== 0) {
      const hint = `Do it again. What helm said stands in ${await ports.programs.logFile('helm')}`;
      throw helmFailure('helm did not remove Karmada', result, hint);
    }
  }
  return leftBehind(await findRemains(host, namespace, hostPath), namespace);
}

export function view({ release, namespace, result, steps, notes, leftBehind: left }: Result): View {
  const name = `${namespace}/${release}`;
  const said = {
    uninstalled: `Karmada removed: release ${name}`,
    absent: `There is no release ${name}; nothing to do`,
    planned: steps.length > 0 ? `Would be done for the release ${name}:` : `There is no release ${name}; nothing to do`,
  };
  return text(
    said[result],
    ...(result === 'planned' ? steps.map((line, index) => `${index + 1}. ${line}`) : []),
    ...notes.map(warn),
    ...(left.length > 0 ? ['Helm leaves behind:'] : []),
    ...left.flatMap(({ what, command }) => [`  ${what}`, `    ${command}`]),
  );
}

export const names = ({ release }: Result): readonly string[] => [release];
