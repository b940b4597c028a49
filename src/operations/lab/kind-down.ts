import { type Failure, isKnown, KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { text, type View } from '../../contract/view.ts';
import { kindLine } from '../../core/kind-lab/kind-line.ts';
import { type KindLabRecord, kindLabFiles } from '../../core/kind-lab/record.ts';
import { ownClusters, whatGoes, withoutCluster } from '../../core/kind-lab/removal.ts';
import type { LeftContext } from '../../core/kubeconfig-removal.ts';
import { commandLine } from '../../core/program.ts';
import { shellWord } from '../../core/shell-word.ts';
import { askClusters, askProgram, kindEnv } from './ask-program.ts';

export interface KindDown {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'KindLabDown';
  readonly provider: 'kind';
  readonly dir: string;
  /** False where there was no lab. */
  readonly existed: boolean;
  /** One that was `gone` somebody else had removed. */
  readonly clusters: readonly { readonly name: string; readonly result: 'deleted' | 'gone' | 'failed' }[];
  /** Contexts taken out of the user's own kubeconfig. */
  readonly contexts: readonly string[];
  /** Those that bear the name that the lab wrote there, and are others by now. */
  readonly otherContexts: readonly OtherContext[];
  /** What is still in the folder, since no lab made it. */
  readonly kept: readonly string[];
  /** What could not be removed, each with the command that does it. Then the record stays. */
  readonly failures: readonly Failure[];
}

interface OtherContext extends LeftContext {
  readonly path: string;
}

interface Removal {
  readonly ports: Ports;
  readonly dir: string;
  readonly clusters: { readonly name: string; readonly result: 'deleted' | 'gone' | 'failed' }[];
  readonly contexts: string[];
  readonly otherContexts: OtherContext[];
  readonly failures: Failure[];
}

export async function kindDown(ports: Ports, dir: string, yes: boolean): Promise<KindDown> {
  const removal: Removal = { ports, dir, clusters: [], contexts: [], otherContexts: [], failures: [] };
  const report = (existed: boolean, kept: readonly string[]): KindDown => {
    const { clusters, contexts, otherContexts, failures } = removal;
    return {
      apiVersion: 'karmate.dev/v1',
      kind: 'KindLabDown',
      provider: 'kind',
      dir,
      existed,
      clusters,
      contexts,
      otherContexts,
      kept,
      failures,
    };
  };
  if (!(await ports.kindLabs.read(dir))) return report(false, []);
  return ports.kindLabs.alone(dir, async () => {
    const record = await ports.kindLabs.read(dir);
    if (!record) return report(true, []); // somebody was quicker
    const there = await clustersThere(ports, record, dir);
    if (yes) ports.progress(`Removing ${whatGoes(record, dir).join('; ')}`);
    else await ask(ports, record, dir);
    const rest = await removeContexts(removal, await removeClusters(removal, record, there));
    const isDone = removal.failures.length === 0;
    return report(true, isDone ? await removeFiles(removal, rest) : []);
  });
}

/** Without kind or the engine nothing could be removed, and to forget the lab would hide what is there. */
async function clustersThere(ports: Ports, record: KindLabRecord, dir: string): Promise<readonly string[]> {
  if (ownClusters(record).length === 0) return [];
  const there = await askClusters(ports, record.engine);
  if (!('problem' in there)) return there;
  throw new KnownError('config', `What there is of the lab cannot be told, so nothing was removed: ${there.problem}`, {
    hint:
      `Do both answer: ${record.engine} info, and ${kindLine(record.engine, 'get clusters')}? Are they gone for good, with all containers, then ` +
      `delete the folder: rm -r ${shellWord(dir)}`,
  });
}

async function ask({ confirm }: Ports, record: KindLabRecord, dir: string): Promise<void> {
  if (await confirm(`This removes ${whatGoes(record, dir).join('; ')}. Go on?`)) return;
  throw new KnownError('interrupted', 'Nothing was removed.');
}

async function removeClusters(
  removal: Removal,
  record: KindLabRecord,
  there: readonly string[],
): Promise<KindLabRecord> {
  const { ports, dir, clusters, failures } = removal;
  let rest = record;
  for (const name of ownClusters(record)) {
    const args = ['delete', 'cluster', '--name', name, '--kubeconfig', `${dir}/${kindLabFiles.hosts}`];
    const isThere = there.includes(name);
    if (isThere) ports.progress(`Removing the cluster ${name}`);
    const log = `${dir}/${kindLabFiles.log}`;
    // To delete a cluster takes its time, and half of one helps nobody.
    const options = { log, env: kindEnv(record.engine), timeoutMs: undefined };
    const { problem } = isThere ? await askProgram(ports, 'kind', args, options) : {};
    clusters.push({ name, result: problem === undefined ? (isThere ? 'deleted' : 'gone') : 'failed' });
    if (problem === undefined) {
      rest = withoutCluster(rest, name);
      await note(removal, rest);
    } else {
      const hint = `Do it again, or by hand: ${kindLine(record.engine, args.slice(0, 4).join(' '))}`;
      failures.push({ code: 'failed', message: `The cluster ${name} is still there: ${problem}`, hint });
    }
  }
  return rest;
}

async function removeContexts(removal: Removal, record: KindLabRecord): Promise<KindLabRecord> {
  const { ports, contexts, otherContexts, failures } = removal;
  const { merged } = record;
  if (!merged) return record;
  try {
    const unknown = merged.written ? [] : merged.contexts;
    const { removed, left } = await ports.kubeconfigs.remove(merged.path, merged.written ?? []);
    contexts.push(...removed);
    const others = [...left, ...unknown.map((name) => ({ name, why: 'the record does not say what it was' }))];
    otherContexts.push(...others.map((one) => ({ ...one, path: merged.path })));
  } catch (error) {
    if (!(error instanceof KnownError) || error.code === 'interrupted') throw error;
    const by = merged.contexts.map((name) =>
      commandLine('kubectl', ['config', 'delete-context', name, '--kubeconfig', merged.path]),
    );
    failures.push({
      code: error.code,
      message: `${merged.contexts.join(', ')} still stand in ${merged.path}: ${error.message}`,
      hint: `Do it again, or by hand: ${by.join(' && ')}`,
    });
    return record;
  }
  const rest = { ...record, merged: undefined };
  await note(removal, rest);
  return rest;
}

/** What it says too much is found to be gone the next time. A full disk must not keep anybody from making room. */
async function note({ ports, dir }: Removal, rest: KindLabRecord): Promise<void> {
  try {
    await ports.kindLabs.write(dir, rest);
  } catch (error) {
    if (!isKnown(error, 'failed')) throw error;
    ports.progress(`Going on without a note of it: ${error.message}`);
  }
}

async function removeFiles({ ports, dir, failures }: Removal, record: KindLabRecord): Promise<readonly string[]> {
  try {
    return await ports.kindLabs.forget(dir);
  } catch (error) {
    // As it is after a folder of somebody else, or on a disk that has become read-only.
    const words = error instanceof Error ? error.message : String(error);
    failures.push({
      code: 'failed',
      message: `The files of the lab on kind with ${record.engine} are still there: ${words}`,
      hint: `Do it again, or by hand: rm -r ${shellWord(dir)}`,
    });
    return [];
  }
}

export function kindDownView(down: KindDown): View {
  const { dir, existed, clusters, contexts, otherContexts, kept, failures } = down;
  if (!existed) return text(`There is no lab on kind in ${dir}.`);
  const named = (result: string): string =>
    clusters.flatMap((cluster) => (cluster.result === result ? cluster.name : [])).join(' and ');
  const lines = [
    ...(named('deleted') ? [`Removed: ${named('deleted')}`] : []),
    ...(named('gone') ? [`Gone already: ${named('gone')}`] : []),
    ...otherContexts.map(({ path, name, why }) => `Left in ${path}: ${name}, which the lab did not write so: ${why}`),
    ...(contexts.length > 0 ? [`Taken out of your kubeconfig: ${contexts.join(', ')}`] : []),
  ];
  if (failures.length > 0)
    return text(...lines, `The lab on kind in ${dir} is not all gone; what is left is still known.`);
  const rest = kept.length > 0 ? [`Left there, since no lab made it: ${kept.join(', ')}`] : [];
  return text(...lines, `The lab on kind in ${dir} is removed.`, ...rest);
}
