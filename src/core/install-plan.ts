import { KnownError } from '../contract/errors.ts';
import { isOlder } from './is-older.ts';
import type { ProgramArg } from './program.ts';
import { shellWord } from './shell-word.ts';

/** What installing Karmada by Helm comes to, decided from what is there. */
export interface HelmRelease {
  /** Helm's word for it: deployed, failed, pending-install, … */
  readonly status: string;
  readonly revision: number;
  readonly description: string;
}

export interface InstallFacts {
  readonly helm: string;
  readonly host: { readonly server: string; readonly context: string; readonly kubernetesVersion: string };
  readonly chart: { readonly version: string };
  readonly release: HelmRelease | undefined;
  /** The Secret with Karmada's kubeconfig, which the chart makes at the installation and never again. */
  readonly hasKubeconfig: boolean;
}

export interface InstallWish {
  readonly release: string;
  readonly namespace: string;
  /** As Helm takes it: a folder, a package, `repo/name`, `oci://…`; undefined is the project's own. */
  readonly chart: string | undefined;
  readonly karmada: string;
  /** Files of values, after the ones that come with karmate. */
  readonly values: readonly string[];
  readonly set: readonly string[];
  /** Names and addresses for the certificate of Karmada's API server. */
  readonly addresses: readonly string[];
  /** Those of them that somebody named, rather than those of the nodes. */
  readonly givenAddresses: readonly string[];
  /** What stands for all that chart and values come to, to tell whether a release has that; kept as its description. */
  readonly input: string;
  readonly hostKubeconfig: string | undefined;
  readonly hostContext: string | undefined;
  readonly wait: boolean;
  readonly timeoutMs: number;
  readonly kubeconfigOut: string | undefined;
}

export type InstallStep =
  | { readonly kind: 'helm'; readonly args: readonly ProgramArg[] }
  /** What helm would wait for, where it has nothing to do. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'kubeconfig'; readonly path: string };

export interface InstallPlan {
  readonly action: 'install' | 'upgrade' | 'unchanged';
  readonly steps: readonly InstallStep[];
  /** What is to be known beforehand, in sentences. */
  readonly notes: readonly string[];
}

/** The project's own charts; a package for each release. */
export const chartRepository = 'https://raw.githubusercontent.com/karmada-io/karmada/master/charts';

export function planInstall(facts: InstallFacts, wish: InstallWish): InstallPlan {
  const action = actionOf(facts, wish);
  const { release, hasKubeconfig } = facts;
  const unchanged: readonly InstallStep[] = wish.wait ? [{ kind: 'wait' }] : [];
  const helm: readonly InstallStep[] =
    action === 'unchanged' ? unchanged : [{ kind: 'helm', args: helmArgs(action, wish) }];
  const out: readonly InstallStep[] =
    wish.kubeconfigOut === undefined ? [] : [{ kind: 'kubeconfig', path: wish.kubeconfigOut }];
  const again =
    release?.status === 'failed'
      ? [`Revision ${release.revision} failed (${release.description}): this goes on from there.`]
      : [];
  const certificate =
    action === 'upgrade' && hasKubeconfig && wish.givenAddresses.length > 0
      ? [
          'The certificate of Karmada stays as the installation made it: it holds no address that is new here. For that, ' +
            'uninstall and install.',
        ]
      : [];
  return { action, steps: [...helm, ...out], notes: [...again, ...certificate] };
}

function actionOf({ release, hasKubeconfig }: InstallFacts, wish: InstallWish): InstallPlan['action'] {
  if (!release) return 'install';
  const { status, revision, description } = release;
  const name = `The Helm release ${wish.namespace}/${wish.release}`;
  const uninstall = uninstallLine(wish);
  if (status === 'deployed') return description === wish.input ? 'unchanged' : 'upgrade';
  if (status === 'failed') {
    if (hasKubeconfig) return 'upgrade';
    throw new KnownError('conflict', `${name} failed before Karmada had any credentials: ${description}.`, {
      hint: `The chart makes them at the installation only. Remove what there is, and install again: ${uninstall}`,
    });
  }
  if (status.startsWith('pending-')) {
    const back =
      revision > 1
        ? ['helm rollback', wish.release, '-n', wish.namespace, ...hostArgs(wish).map(shellWord)].join(' ')
        : uninstall;
    throw new KnownError(
      'conflict',
      `${name} is ${status} (revision ${revision}): helm works on it, or was ended in the middle.`,
      {
        hint: `If no helm runs any more: ${back}`,
      },
    );
  }
  throw new KnownError('conflict', `${name} is ${status} (revision ${revision}).`, {
    hint: `Remove it first: ${uninstall}`,
  });
}

/** On the same host cluster: pasted without that, it would be about another Karmada. */
const uninstallLine = ({ release, namespace, hostKubeconfig, hostContext }: InstallWish): string =>
  [
    'karmate uninstall',
    ...(release === 'karmada' ? [] : [`--release ${release}`]),
    ...(namespace === 'karmada-system' ? [] : [`--host-namespace ${namespace}`]),
    ...(hostKubeconfig === undefined ? [] : [`--host-kubeconfig ${shellWord(hostKubeconfig)}`]),
    ...(hostContext === undefined ? [] : [`--host-context ${shellWord(hostContext)}`]),
  ].join(' ');

/** Which cluster helm is to work on. */
export const hostArgs = ({
  hostKubeconfig,
  hostContext,
}: Pick<InstallWish, 'hostKubeconfig' | 'hostContext'>): readonly string[] => [
  ...(hostKubeconfig === undefined ? [] : ['--kubeconfig', hostKubeconfig]),
  ...(hostContext === undefined ? [] : ['--kube-context', hostContext]),
];

/** Where helm finds the chart. What lies on this machine has the version that it has. */
export function chartArgs({ chart, karmada }: Pick<InstallWish, 'chart' | 'karmada'>): readonly string[] {
  if (chart === undefined) return ['karmada', '--repo', chartRepository, '--version', karmada];
  const hasOwn = /^[./~]|\.tgz$|^[A-Za-z]:[\\/]/.test(chart) || /^oci:.*\/[^/]*:[^/]*$/.test(chart);
  return hasOwn ? [chart] : [chart, '--version', karmada];
}

/** Values that come with karmate are read from stdin; then those of the files, then the single ones. */
export const valueArgs = ({ values, set }: Pick<InstallWish, 'values' | 'set'>): readonly ProgramArg[] => [
  '--values',
  '-',
  ...values.flatMap((path) => ['--values', asItem(path)]),
  ...set.flatMap((pair) => ['--set', hidden(pair)]),
];

/** helm reads each --values as a list with commas (a StringSlice of pflag's). */
const asItem = (path: string): string => (/[",\n]/.test(path) ? `"${path.replaceAll('"', '""')}"` : path);

/** What may be a key or a password is shown to nobody; nor are several pairs in one, whose keys are not all looked at. */
const hidden = (pair: string): ProgramArg => {
  const [key = ''] = pair.split('=', 1);
  if (pair.includes(',')) return { secret: pair, shown: `${key}=<hidden>` };
  return /key|crt|cert|pass|secret|token|credential/i.test(key) && !/^certs\.auto\b|^certs\.mode$/.test(key)
    ? { secret: pair, shown: `${key}=<hidden>` }
    : pair;
};

function helmArgs(action: 'install' | 'upgrade', wish: InstallWish): readonly ProgramArg[] {
  return [
    action,
    wish.release,
    ...chartArgs(wish),
    '--namespace',
    wish.namespace,
    ...(action === 'install' ? ['--create-namespace'] : []),
    ...valueArgs(wish),
    '--description',
    wish.input,
    '--timeout',
    `${Math.ceil(wish.timeoutMs / 1000)}s`,
    ...(wish.wait ? ['--wait'] : []),
    ...hostArgs(wish),
  ];
}

/** Whether helm knows charts in registries (oci://), which it does from 3.8 on. */
export const isHelmTooOld = (version: string): boolean => isOlder(version.replace(/^v/, ''), '3.8');
