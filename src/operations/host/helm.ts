import { KnownError } from '../../contract/errors.ts';
import type { Ports, ProgramOptions } from '../../contract/ports.ts';
import {
  chartArgs,
  type HelmRelease,
  hostArgs,
  type InstallFacts,
  type InstallWish,
  isHelmTooOld,
} from '../../core/install-plan.ts';
import { endingOf, type ProgramArg, type ProgramRun } from '../../core/program.ts';

const getHelm = 'Get helm 3.8 or newer: https://helm.sh/docs/intro/install';

/**
 * Variables that would lead helm to another cluster than the one that was looked at and asked about, or have it print what
 * it is given (helm's pkg/cli/environment.go).
 */
const noWish: Readonly<Record<string, undefined>> = {
  HELM_KUBECONTEXT: undefined,
  HELM_KUBEAPISERVER: undefined,
  HELM_KUBETOKEN: undefined,
  HELM_KUBEASUSER: undefined,
  HELM_KUBEASGROUPS: undefined,
  HELM_KUBECAFILE: undefined,
  HELM_KUBEINSECURE_SKIP_TLS_VERIFY: undefined,
  HELM_KUBETLS_SERVER_NAME: undefined,
  HELM_NAMESPACE: undefined,
  HELM_DEBUG: undefined,
};

/** Runs helm, and keeps what it says. */
export async function runHelm(
  { programs }: Ports,
  args: readonly ProgramArg[],
  options: ProgramOptions = {},
): Promise<ProgramRun> {
  return programs.run('helm', args, { hint: getHelm, log: await programs.logFile('helm'), env: noWish, ...options });
}

/** The version of the helm there is; one that is too old is refused. */
export async function checkHelm(ports: Ports): Promise<string> {
  const run = await runHelm(ports, ['version', '--template', '{{.Version}}']);
  const version = run.stdout.trim();
  if (run.code !== 0 || !/^v?\d+\.\d+/.test(version)) throw helmFailure('helm does not tell its version', run);
  if (!isHelmTooOld(version)) return version;
  throw new KnownError('config', `helm ${version} is too old.`, { hint: getHelm });
}

/** What helm said last; that is what went wrong, as a rule. */
export function helmFailure(what: string, run: ProgramRun, hint?: string): KnownError {
  return new KnownError('failed', `${what}: ${lastWords(run)}`, { hint });
}

export function lastWords(run: ProgramRun): string {
  const lines = run.stderr.split('\n').filter((line) => line.trim() !== '');
  const said = lines.findLast((line) => line.startsWith('Error:')) ?? lines.at(-1);
  return said?.replace(/^Error: */, '').trim() || `helm ${endingOf(run)}.`;
}

/** Whether the chart can be had, and which one it is. */
export async function readChart(
  ports: Ports,
  wish: Pick<InstallWish, 'chart' | 'karmada'>,
): Promise<InstallFacts['chart']> {
  const run = await runHelm(ports, ['show', 'chart', ...chartArgs(wish)]);
  if (run.code !== 0) {
    throw new KnownError('unreachable', `The chart of Karmada ${wish.karmada} cannot be had: ${lastWords(run)}`, {
      hint:
        'Give it with --chart: a folder (charts/karmada of the sources of Karmada), a package (karmada-chart-v….tgz of a ' +
        'release on GitHub), repo/name or oci://…',
    });
  }
  return { version: /^version: *["']?([^"'\s]+)/m.exec(run.stdout)?.[1] ?? 'unknown' };
}

type Where = Pick<InstallWish, 'release' | 'namespace' | 'hostKubeconfig' | 'hostContext'>;

/** The release as it is now; undefined when there is none of that name. */
export async function findRelease(ports: Ports, wish: Where): Promise<HelmRelease | undefined> {
  const at = ['--namespace', wish.namespace, ...hostArgs(wish), '--output', 'json'];
  const listed = await runHelm(ports, ['list', '--all', '--filter', `^${wish.release}$`, ...at]);
  if (listed.code !== 0) throw helmFailure('helm cannot list its releases', listed);
  if (readList(listed).length === 0) return undefined;
  const told = await runHelm(ports, ['history', wish.release, '--max', '1', ...at]);
  if (told.code !== 0) throw helmFailure(`helm tells nothing about ${wish.release}`, told);
  const last = readList(told).at(-1) as Partial<HelmRelease> | undefined;
  return last && { status: last.status ?? '', revision: last.revision ?? 0, description: last.description ?? '' };
}

function readList(run: ProgramRun): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(run.stdout || '[]');
    if (Array.isArray(value)) return value;
  } catch {
    // Told below.
  }
  throw new KnownError('failed', 'helm did not answer with the JSON that it was asked for.', {
    hint: 'Is what PATH calls helm another program?',
  });
}
