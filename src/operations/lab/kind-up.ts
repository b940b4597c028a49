import { KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { readInput } from '../../contract/read-input.ts';
import { addressNotices } from '../../core/kind-lab/address.ts';
import { containerAddress, type KindLabAnswers } from '../../core/kind-lab/answers.ts';
import { findClashes, portsToLookAt } from '../../core/kind-lab/clashes.ts';
import { answerDifferences, chartDifference } from '../../core/kind-lab/differences.ts';
import { planFillings } from '../../core/kind-lab/edits.ts';
import { type Engine, emptyRecord, type KindLabRecord, kindLabFiles } from '../../core/kind-lab/record.ts';
import { shellWord } from '../../core/shell-word.ts';
import { run as apply } from '../apply/apply.run.ts';
import { params as applyParams } from '../apply/apply.ts';
import { type AtWork, ensureClusters, listClusters, refuseForeign } from './kind-clusters.ts';
import { installKarmada } from './kind-karmada.ts';
import { joinMembers } from './kind-members.ts';
import { mergeKarmada, renewMerged } from './kind-merge.ts';
import { engineNetworks } from './kind-networks.ts';
import type { KindLabUp } from './kind-result.ts';
import { readAnswers, readGiven } from './read-answers.ts';
import { refuseClashes } from './refuse-clashes.ts';
import type { Tools } from './tools.ts';
import type { params } from './up.ts';
import { wholeChart } from './whole-chart.ts';

type Wish = Input<typeof params>;

/** test1 and test2 on kind, Karmada in test1 by its chart, both joined. What stands already is left as it is. */
export async function kindUp(ports: Ports, wish: Wish, { engine }: Tools): Promise<KindLabUp> {
  const dir = await ports.kindLabs.folder(wish.dir);
  await refuseEmbedded(ports, dir);
  return ports.kindLabs.alone(dir, async () => {
    const made = await ports.kindLabs.read(dir);
    if (!made) await refuseOthersFiles(ports, dir);
    const chart = wish.chart === undefined ? undefined : await wholeChart(ports.files, wish.chart);
    const begun = made
      ? await sameLab(ports, { ...wish, chart }, made, dir)
      : await newLab(ports, wish, dir, engine.name as Engine);
    const lab = await openLab(ports, dir, begun.record);
    try {
      return await build(ports, { ...wish, chart }, lab, begun.notices);
    } catch (error) {
      throw error instanceof KnownError ? withWayOn(error, wish.dir) : error;
    }
  });
}

async function refuseEmbedded({ files }: Ports, dir: string): Promise<void> {
  if ((await files.find(`${dir}/settings.json`)) === undefined) return;
  throw new KnownError('conflict', `${dir} is the folder of a lab on the embedded control plane.`, {
    hint: 'Name another folder with --dir.',
  });
}

/** What holds keys is written without asking, so what others have put there must not be in its place. */
async function refuseOthersFiles({ files }: Ports, dir: string): Promise<void> {
  const { karmada, hosts, members } = kindLabFiles;
  const found = await Promise.all(
    [karmada, hosts, ...Object.values(members)].map(async (name) =>
      (await files.find(`${dir}/${name}`)) === undefined ? [] : [name],
    ),
  );
  if (found.flat().length === 0) return;
  throw new KnownError('conflict', `${dir} has files that the lab would write over: ${found.flat().join(', ')}.`, {
    hint: 'Choose an empty or a new folder with --dir, or move them away.',
  });
}

interface Begun {
  readonly record: KindLabRecord;
  readonly notices: readonly string[];
}

async function newLab(ports: Ports, wish: Wish, dir: string, engine: Engine): Promise<Begun> {
  const { given, addresses, chosen, answers } = await readAnswers(ports, wish);
  if (answers.address === containerAddress && /^(?:darwin|win32)/.test(ports.about.platform)) {
    throw new KnownError('config', 'Here containers run in a virtual machine, and this host does not reach them.', {
      hint: 'Name an address of this host with --address.',
    });
  }
  const record = emptyRecord(engine, answers);
  // Before anything is noted: what is refused leaves no lab behind.
  refuseForeign(await listClusters(ports, { dir, engine }, { log: undefined }), record);
  const [takenPorts, networks] = await Promise.all([
    ports.host.takenPorts(portsToLookAt(answers)),
    engineNetworks(ports, engine),
  ]);
  refuseClashes(findClashes(answers, { addresses, takenPorts, networks }), given);
  return { record, notices: addressNotices(chosen, ports.about.platform) };
}

/** A lab that is there goes on as it was begun. */
async function sameLab({ files }: Ports, wish: Wish, record: KindLabRecord, dir: string): Promise<Begun> {
  const differences = [
    ...answerDifferences(record.answers, await readGiven(files, wish)),
    ...chartDifference(record, wish.chart),
  ];
  if (differences.length === 0) return { record, notices: [] };
  throw new KnownError('conflict', `There is a lab in ${dir} already, but ${differences.join(', and ')}.`, {
    hint: `Use another folder with --dir, or remove it first: karmate lab down${dirFlag(wish.dir)}`,
  });
}

async function openLab({ kindLabs }: Ports, dir: string, first: KindLabRecord): Promise<AtWork> {
  const held = { record: first };
  await kindLabs.write(dir, first);
  return {
    dir,
    engine: first.engine,
    record: () => held.record,
    keep: async (change) => {
      const next = { ...held.record, ...change };
      await kindLabs.write(dir, next);
      held.record = next;
    },
  };
}

async function build(ports: Ports, wish: Wish, lab: AtWork, notices: readonly string[]): Promise<KindLabUp> {
  const { dir } = lab;
  const { answers, engine } = lab.record();
  await render(ports, dir, answers);
  const clusters = await ensureClusters(ports, lab);
  const karmada = await installKarmada(ports, lab, { chart: wish.chart, timeoutMs: wish.timeout });
  const members = await joinMembers(ports, lab, wish.timeout);
  const example = wish.withExample ? await applyExample(ports, wish, dir) : undefined;
  const merged = wish.merge ? await mergeKarmada(ports, lab) : await renewMerged(ports, lab);
  const hosts = `${dir}/${kindLabFiles.hosts}`;
  return {
    apiVersion: 'karmate.dev/v1',
    kind: 'KindLab',
    provider: 'kind',
    dir,
    engine,
    karmada,
    clusters: Object.entries(clusters).map(([name, result]) => ({
      name,
      context: `kind-${name}`,
      kubeconfig: hosts,
      result,
    })),
    members,
    ...(example ? { example } : {}),
    ...(merged ? { merged: { path: merged.path, contexts: merged.contexts } } : {}),
    notices,
    log: `${dir}/${kindLabFiles.log}`,
  };
}

/** Files that are there stay as they are: somebody may have changed them after "lab render", or since the last run. */
async function render({ lab, files, progress }: Ports, dir: string, answers: KindLabAnswers): Promise<void> {
  const filled = await Promise.all(
    planFillings(answers).map(async (filling) => {
      const name = `${dir}/${filling.name}`;
      return { name, text: await lab.fill(filling), held: await files.find(name) };
    }),
  );
  const changed = filled.filter(({ text, held }) => held !== undefined && held !== text).map(({ name }) => name);
  if (changed.length > 0) progress(`Used as they are, though changed by hand: ${changed.join(', ')}`);
  await files.write(filled.filter(({ held }) => held === undefined));
}

const exampleFiles = ['examples/nginx/propagationpolicy.yaml', 'examples/nginx/deployment.yaml'];

async function applyExample(ports: Ports, wish: Wish, dir: string): Promise<KindLabUp['example']> {
  const filename = await Promise.all(exampleFiles.map(async (name) => ({ name, text: await ports.shipped(name) })));
  const karmada = ports.karmadaAt({ kubeconfig: `${dir}/${kindLabFiles.karmada}`, context: undefined });
  const input = readInput(applyParams, { filename, wait: true, timeout: wish.timeout });
  const { objects, running = [], failures } = await apply({ ...ports, karmada }, input);
  const [failure] = failures;
  if (failure) throw new KnownError(failure.code, `The example: ${failure.message}`, { hint: failure.hint });
  return { objects, running };
}

const dirFlag = (dir: string | undefined): string => (dir === undefined ? '' : ` --dir ${shellWord(dir)}`);

/** What was made stays, and is known: the next run goes on from there. */
function withWayOn(error: KnownError, dir: string | undefined): KnownError {
  const wayOn = `What was made stays: the same command goes on from there, and "karmate lab down${dirFlag(dir)}" removes it.`;
  const { code, message, cause, reason, causes } = error;
  return new KnownError(code, message, { hint: [error.hint, wayOn].filter(Boolean).join('\n'), cause, reason, causes });
}
