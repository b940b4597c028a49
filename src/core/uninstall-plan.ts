import { KnownError } from '../contract/errors.ts';
import { type HelmRelease, hostArgs } from './install-plan.ts';
import { shellWord } from './shell-word.ts';

/** What removing Karmada comes to, decided from what is there. */
export interface UninstallFacts {
  readonly release: HelmRelease | undefined;
  /** Names of the member clusters that are joined, or why that cannot be told; none without a control plane. */
  readonly members: readonly string[] | { readonly unknown: string };
}

export interface UninstallWish {
  readonly release: string;
  readonly namespace: string;
  readonly hostKubeconfig: string | undefined;
  readonly hostContext: string | undefined;
  /** Where to ask Karmada which clusters are joined. */
  readonly server: string | undefined;
  readonly force: boolean;
  readonly timeoutMs: number;
}

export interface UninstallPlan {
  readonly action: 'uninstall' | 'absent';
  /** Arguments of helm, one list a step. */
  readonly steps: readonly (readonly string[])[];
  /** What goes with it. */
  readonly notes: readonly string[];
}

/** Refuses while clusters are joined: nobody could take their credentials back afterwards. */
export function planUninstall({ release, members }: UninstallFacts, wish: UninstallWish): UninstallPlan {
  if (!release) return { action: 'absent', steps: [], notes: [] };
  const joined = 'unknown' in members ? [] : members;
  if ('unknown' in members && !wish.force) {
    throw new KnownError('unreachable', `Whether member clusters are still joined cannot be told: ${members.unknown}`, {
      hint: 'Name an address that leads to Karmada with --server. If no cluster is joined, or none matters: --force',
    });
  }
  if (joined.length > 0 && !wish.force) {
    throw new KnownError('conflict', `Member clusters are still joined: ${joined.join(', ')}.`, {
      hint: `Take them out first (karmate unjoin ${joined[0]}), or leave in them what Karmada made there, with --force.`,
    });
  }
  const helm = [
    'uninstall',
    wish.release,
    '--namespace',
    wish.namespace,
    '--timeout',
    `${Math.ceil(wish.timeoutMs / 1000)}s`,
  ];
  const notes =
    joined.length > 0 ? [`What Karmada made in ${joined.join(', ')} stays there, its accounts and tokens too.`] : [];
  return { action: 'uninstall', steps: [[...helm, ...hostArgs(wish)]], notes };
}

/** Something of Karmada that is there without its release, and how to remove it. */
export interface LeftBehind {
  readonly what: string;
  readonly command: string;
}

export interface Remains {
  readonly namespace: boolean;
  readonly secrets: readonly string[];
  readonly volumeClaims: readonly string[];
  readonly crds: readonly string[];
  /** The folder on a node that the data of etcd are in. */
  readonly hostPath: string | undefined;
}

export function leftBehind(remains: Remains, namespace: string): readonly LeftBehind[] {
  const { secrets, volumeClaims, crds, hostPath } = remains;
  const remove = (kind: string, names: readonly string[], at: string): string =>
    `kubectl delete ${kind}${at} ${names.map(shellWord).join(' ')}`;
  const of = ` -n ${shellWord(namespace)}`;
  return [
    ...(volumeClaims.length > 0
      ? [
          {
            what: `volumes with its data: ${volumeClaims.join(', ')}`,
            command: remove('persistentvolumeclaims', volumeClaims, of),
          },
        ]
      : []),
    ...(secrets.length > 0
      ? [{ what: `Secrets: ${secrets.join(', ')}`, command: remove('secrets', secrets, of) }]
      : []),
    ...(hostPath === undefined
      ? []
      : [
          {
            what: `its data, on the node that etcd ran on: ${hostPath}`,
            command: `rm -r ${shellWord(hostPath)}   # on that node`,
          },
        ]),
    ...(crds.length > 0
      ? [{ what: `${crds.length} CRDs`, command: remove('customresourcedefinitions', crds, '') }]
      : []),
    ...(remains.namespace
      ? [{ what: `the namespace ${namespace}`, command: `kubectl delete namespace ${shellWord(namespace)}` }]
      : []),
  ];
}
