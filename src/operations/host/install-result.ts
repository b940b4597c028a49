import { good, stack, text, type View, warn } from '../../contract/view.ts';
import type { InstallFacts, InstallPlan } from '../../core/install-plan.ts';
import { shellWord } from '../../core/shell-word.ts';
import type { KubeconfigResult } from './kubeconfig.run.ts';

/** What was done, and what would be. */
export interface InstallResult {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'InstallResult';
  readonly release: string;
  readonly namespace: string;
  readonly result: 'installed' | 'upgraded' | 'unchanged';
  readonly revision: number;
  readonly karmada: string;
  /** The version of the chart. */
  readonly chart: string;
  readonly kubeconfig: KubeconfigResult | null;
  readonly notes: readonly string[];
}

export interface DryRun extends Omit<InstallPlan, 'steps'> {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'InstallPlan';
  readonly release: string;
  readonly namespace: string;
  readonly karmada: string;
  readonly facts: InstallFacts;
  /** Command lines, in order. */
  readonly steps: readonly string[];
  /** As helm renders them; what Secrets hold is left out. */
  readonly manifests: string;
}

export type Result = InstallResult | DryRun;

export const data = (result: Result): unknown => result;
export const names = ({ release }: Result): readonly string[] => [release];

export const view = (result: Result): View => (result.kind === 'InstallPlan' ? planView(result) : doneView(result));

function doneView({ release, namespace, result, karmada, revision, kubeconfig, notes }: InstallResult): View {
  const said = {
    installed: `Karmada ${karmada} installed: release ${namespace}/${release}`,
    upgraded: `Karmada ${karmada} upgraded: release ${namespace}/${release}, revision ${revision}`,
    unchanged: `Karmada ${karmada} is installed already (release ${namespace}/${release}); nothing to do`,
  };
  const next = kubeconfig
    ? [
        `${kubeconfig.path} ${kubeconfig.result}: ${kubeconfig.server}`,
        `  export KUBECONFIG=${shellWord(kubeconfig.path)}`,
      ]
    : ['Get its kubeconfig with: karmate kubeconfig'];
  return text(good(said[result]), ...notes.map(warn), ...next);
}

const actions = {
  install: 'would be installed',
  upgrade: 'would be upgraded',
  unchanged: 'has these manifests already',
} as const;

function planView({ release, namespace, karmada, action, steps, notes, facts, manifests }: DryRun): View {
  const { host, helm, chart } = facts;
  return stack(
    text(
      `host cluster   ${host.server} (context ${host.context}), Kubernetes ${host.kubernetesVersion}`,
      `helm           ${helm}`,
      `chart          ${chart.version}, with Karmada ${karmada}`,
      `release        ${namespace}/${release}: ${facts.release ? `${facts.release.status}, revision ${facts.release.revision}` : 'not there'}; ${actions[action]}`,
    ),
    text(...steps.map((step, index) => `${index + 1}. ${step}`), ...notes.map(warn)),
    text(...manifests.trimEnd().split('\n')),
  );
}
