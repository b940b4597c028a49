import { stack, text, type View } from '../../contract/view.ts';
import type { Engine } from '../../core/kind-lab/record.ts';
import { shellWord } from '../../core/shell-word.ts';
import { runningTable } from '../apply/apply.run.ts';
import type { Applied } from '../apply/apply-one.ts';
import type { Running } from '../apply/wait.ts';
import type { JoinedMember } from './kind-members.ts';

/** What "lab up" on kind has made, or found as it should be. */
export interface KindLabUp {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'KindLab';
  readonly provider: 'kind';
  readonly dir: string;
  readonly engine: Engine;
  readonly karmada: {
    readonly version: string;
    readonly result: 'installed' | 'upgraded' | 'unchanged';
    readonly server: string;
    readonly kubeconfig: string;
    readonly context: string;
  };
  readonly clusters: readonly {
    readonly name: string;
    readonly context: string;
    readonly kubeconfig: string;
    readonly result: 'created' | 'unchanged';
  }[];
  readonly members: readonly JoinedMember[];
  /** The nginx of examples/, with --with-example. */
  readonly example?: { readonly objects: readonly Applied[]; readonly running: readonly Running[] } | undefined;
  /** Contexts that were added to the user's own kubeconfig. */
  readonly merged?: { readonly path: string; readonly contexts: readonly string[] };
  /** What to know about where the API servers listen. */
  readonly notices: readonly string[];
  /** What kind and the engine said. */
  readonly log: string;
}

export function viewKindLab(lab: KindLabUp): View {
  const { karmada, clusters, members, example, merged, notices, log, dir } = lab;
  const rows = [
    ...clusters.map(({ name, result }) => [`kind cluster ${name}`, result]),
    [`Karmada ${karmada.version} in test1`, karmada.result],
    ...members.map(({ name, cluster, result }) => [`${name} (${cluster})`, result]),
    ...(example?.objects ?? []).map(({ object, result }) => [object, result]),
  ];
  return stack(
    text(
      `Karmada ${karmada.version} is ready at ${karmada.server}, with ${members.map(({ name }) => name).join(' and ')}.`,
    ),
    { kind: 'table', head: ['WHAT', 'RESULT'], rows },
    ...(example && example.running.length > 0 ? [runningTable(example.running)] : []),
    text(...notices),
    text(
      'Go on with:',
      `  export KUBECONFIG=${shellWord(karmada.kubeconfig)}`,
      '  karmate get clusters',
      `The clusters of kind: kubectl --kubeconfig ${shellWord(clusters[0]?.kubeconfig ?? '')} --context kind-test1 get nodes`,
      ...(merged ? [`Added to ${merged.path}: ${merged.contexts.join(', ')}`] : []),
      `What kind said: ${log}`,
      `Remove all of it with: karmate lab down --dir ${shellWord(dir)}`,
    ),
  );
}
