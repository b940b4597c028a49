import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Ports, ProgramOptions } from '../../contract/ports.ts';
import { clusterNames } from '../../core/kind-lab/answers.ts';
import { kindFailure } from '../../core/kind-lab/kind-failure.ts';
import { kindLine } from '../../core/kind-lab/kind-line.ts';
import { type Engine, type KindLabRecord, kindLabFiles } from '../../core/kind-lab/record.ts';
import { withoutCluster } from '../../core/kind-lab/removal.ts';
import { endingOf, type ProgramRun } from '../../core/program.ts';
import { asSentence } from '../../core/sentence.ts';
import { kindEnv } from './ask-program.ts';
import { restoreHosts } from './kind-hosts.ts';
import { noteIdentity } from './kind-identity.ts';
import { waitForNodes } from './kind-nodes.ts';

/** How long kind and an engine may take to tell something; and to remove a cluster. */
export const answerMs = 60_000;
export const removeMs = 5 * 60_000;

/** One lab in its folder, while this karmate alone is at work on it. */
export interface AtWork {
  readonly dir: string;
  readonly engine: Engine;
  readonly record: () => KindLabRecord;
  /** Written before it counts. */
  readonly keep: (change: Partial<KindLabRecord>) => Promise<void>;
}

/** kind, on the engine of the lab whatever the environment says, with what it says kept in the lab's log. */
export function runKind(
  ports: Ports,
  { dir, engine }: Pick<AtWork, 'dir' | 'engine'>,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramRun> {
  return ports.programs.run('kind', args, { log: `${dir}/${kindLabFiles.log}`, env: kindEnv(engine), ...options });
}

/** The clusters of kind that there are, whoever made them. */
export async function listClusters(
  ports: Ports,
  lab: Pick<AtWork, 'dir' | 'engine'>,
  options: ProgramOptions = {},
): Promise<readonly string[]> {
  const run = await runKind(ports, lab, ['get', 'clusters'], { timeoutMs: answerMs, ...options });
  if (run.code === 0)
    return run.stdout
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const { code, words, hint } = kindFailure(run.stderr, endingOf(run), lab.engine);
  throw new KnownError(code, asSentence(`kind cannot list its clusters: ${words}`), { hint });
}

/** Clusters of the same names that this lab has not made are somebody's, and stay. */
export function refuseForeign(there: readonly string[], { clusters, engine }: KindLabRecord): void {
  const foreign = clusterNames.filter((name) => there.includes(name) && clusters[name] === undefined);
  if (foreign.length === 0) return;
  throw new KnownError(
    'conflict',
    `There is a kind cluster already that this lab has not made: ${foreign.join(', ')}.`,
    {
      hint: `The lab needs that name. If nobody needs the cluster: ${foreign.map((name) => kindLine(engine, `delete cluster --name ${name}`)).join(' && ')}`,
    },
  );
}

/** Makes what is missing; one that was broken off in the making is made anew. */
export async function ensureClusters(
  ports: Ports,
  lab: AtWork,
): Promise<Readonly<Record<string, 'created' | 'unchanged'>>> {
  const results: Record<string, 'created' | 'unchanged'> = {};
  const there = await listClusters(ports, lab);
  refuseForeign(there, lab.record());
  const isWhole = (name: 'test1' | 'test2'): boolean =>
    there.includes(name) && lab.record().clusters[name] === 'created';
  await restoreHosts(ports, lab, clusterNames.filter(isWhole));
  for (const name of clusterNames) {
    const result = isWhole(name) ? 'unchanged' : 'created';
    if (result === 'created') await makeCluster(ports, lab, name, there.includes(name));
    await waitForNodes(ports, lab, name);
    await noteIdentity(ports, lab, name);
    results[name] = result;
  }
  return results;
}

async function makeCluster(ports: Ports, lab: AtWork, name: 'test1' | 'test2', isLeft: boolean): Promise<void> {
  const kubeconfig = ['--kubeconfig', `${lab.dir}/${kindLabFiles.hosts}`];
  // What was in it is gone with it.
  const rest = withoutCluster(lab.record(), name);
  await lab.keep({ ...rest, clusters: { ...rest.clusters, [name]: 'creating' } });
  if (isLeft) {
    ports.progress(`Removing what is left of ${name}`);
    const gone = await runKind(ports, lab, ['delete', 'cluster', '--name', name, ...kubeconfig], {
      timeoutMs: removeMs,
    });
    if (gone.code !== 0) throw failed(lab, `What is left of ${name} cannot be removed`, gone);
  }
  ports.progress(`Making the cluster ${name}`);
  const args = [
    'create',
    'cluster',
    '--name',
    name,
    '--config',
    `${lab.dir}/${name}.yaml`,
    ...kubeconfig,
    '--wait',
    '5m',
  ];
  const onLine = (line: string): void => {
    const said = line.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}\d")]+$/u, '');
    if (said !== '') ports.progress(`${name}: ${said}`);
  };
  const run = await runKind(ports, lab, args, { onLine }).catch((error: unknown) => {
    throw isKnown(error, 'interrupted') ? brokenOff(name, error) : error;
  });
  if (run.code !== 0) {
    await forgetUnmade(ports, lab, name, run);
    throw failed(lab, `The cluster ${name} cannot be made`, run);
  }
  await lab.keep({ clusters: { ...lab.record().clusters, [name]: 'created' } });
}

/** kind cleans up after itself. What is not there, or was there before and is somebody's, is not this lab's. */
async function forgetUnmade(ports: Ports, lab: AtWork, name: 'test1' | 'test2', run: ProgramRun): Promise<void> {
  const isOthers = /already exist for a cluster with the name/.test(run.stderr);
  if (!isOthers && (await listClusters(ports, lab)).includes(name)) return;
  const { [name]: _, ...rest } = lab.record().clusters;
  await lab.keep({ clusters: rest });
}

const brokenOff = (name: string, cause: KnownError): KnownError =>
  new KnownError('interrupted', `Interrupted while kind made ${name}.`, { cause });

function failed({ engine }: AtWork, what: string, run: ProgramRun): KnownError {
  const { code, words, hint } = kindFailure(run.stderr, endingOf(run), engine);
  return new KnownError(code, asSentence(`${what}: ${words}`), { hint });
}
