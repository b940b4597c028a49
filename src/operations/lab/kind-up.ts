import { KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { readInput } from '../../contract/read-input.ts';
import { addressNotices } from '../../core/kind-lab/address.ts';
import { containerAddress, type KindLabAnswers } from '../../core/kind-lab/answers.ts';
import { findClashes, portsToLookAt } from '../../core/kind-lab/clashes.ts';
import { answerDifferences } from '../../core/kind-lab/differences.ts';
import { planFillings } from '../../core/kind-lab/edits.ts';
import { type Engine, emptyRecord, type KindLabRecord, kindLabFiles } from '../../core/kind-lab/record.ts';
import { shellWord } from '../../core/shell-word.ts';
import { run as apply } from '../apply/apply.run.ts';
import { params as applyParams } from '../apply/apply.ts';
import { run as install } from '../host/install.run.ts';
import { params as installParams } from '../host/install.ts';
import { type AtWork, ensureClusters } from './kind-clusters.ts';
import { joinMembers } from './kind-members.ts';
import { engineNetworks } from './kind-networks.ts';
import type { KindLabUp } from './kind-result.ts';
import { readAnswers, readGiven } from './read-answers.ts';
import { refuseClashes } from './refuse-clashes.ts';
import type { Tools } from './tools.ts';
import type { params } from './up.ts';

type Wish = Input<typeof params>;

/** test1 and test2 on kind, Karmada in test1 by its chart, both joined. What stands already is left as it is. */
export async function kindUp(ports: Ports, wish: Wish, { engine }: Tools): Promise<KindLabUp> {
  const dir = await ports.kindLabs.folder(wish.dir);
  await refuseEmbedded(ports, dir);
  return ports.kindLabs.alone(dir, async () => {
    const made = await ports.kindLabs.read(dir);
    const begun = made ? await sameLab(ports, wish, made, dir) : await newLab(ports, wish, engine.name as Engine);
    const lab = await openLab(ports, dir, begun.record);
    try {
      return await build(ports, wish, lab, begun.notices);
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

interface Begun {
  readonly record: KindLabRecord;
  readonly notices: readonly string[];
}

async function newLab(ports: Ports, wish: Wish, engine: Engine): Promise<Begun> {
  const { given, addresses, chosen, answers } = await readAnswers(ports, wish);
  if (answers.address === containerAddress && /^(?:darwin|win32)/.test(ports.about.platform)) {
    throw new KnownError('config', 'Here containers run in a virtual machine, and this host does not reach them.', {
      hint: 'Name an address of this host with --address.',
    });
  }
  const [takenPorts, networks] = await Promise.all([
    ports.host.takenPorts(portsToLookAt(answers)),
    engineNetworks(ports, engine),
  ]);
  refuseClashes(findClashes(answers, { addresses, takenPorts, networks }), given);
  return { record: emptyRecord(engine, answers), notices: addressNotices(chosen, ports.about.platform) };
}

/** A lab that is there goes on as it was begun. */
async function sameLab({ files }: Ports, wish: Wish, record: KindLabRecord, dir: string): Promise<Begun> {
  const differences = answerDifferences(record.answers, await readGiven(files, wish));
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
  const karmada = await installKarmada(ports, wish, lab);
  const members = await joinMembers(ports, lab, wish.timeout);
  const example = wish.withExample ? await applyExample(ports, wish, dir) : undefined;
  const merged = wish.merge ? await merge(ports, lab) : lab.record().merged;
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
    ...(merged ? { merged } : {}),
    notices,
    log: `${dir}/${kindLabFiles.log}`,
  };
}

async function render({ lab, files }: Ports, dir: string, answers: KindLabAnswers): Promise<void> {
  const filled = planFillings(answers).map(async (filling) => ({
    name: `${dir}/${filling.name}`,
    text: await lab.fill(filling),
  }));
  await files.write(await Promise.all(filled));
}

async function installKarmada(ports: Ports, wish: Wish, lab: AtWork): Promise<KindLabUp['karmada']> {
  const { dir } = lab;
  const { karmada, address, mirror } = lab.record().answers;
  const kubeconfigOut = `${dir}/${kindLabFiles.karmada}`;
  const isByContainer = address === containerAddress;
  const input = readInput(installParams, {
    hostKubeconfig: `${dir}/${kindLabFiles.hosts}`,
    hostContext: 'kind-test1',
    karmada,
    chart: wish.chart,
    values: [`${dir}/values.yaml`, ...(mirror ? [`${dir}/mirror.yaml`] : [])],
    // The certificate is for these, and the first that answers is written: from here, that is the port on the host.
    address: isByContainer ? ['127.0.0.1', 'test1-control-plane'] : [address],
    wait: true,
    timeout: wish.timeout,
    kubeconfigOut,
    force: true,
  });
  if (lab.record().release === undefined) await lab.keep({ release: 'installing' });
  const { result, kubeconfig } = await installed(install(ports, input));
  await lab.keep({ release: 'installed' });
  return {
    version: karmada,
    result,
    server: kubeconfig?.server ?? '',
    kubeconfig: kubeconfigOut,
    context: kubeconfig?.context ?? '',
  };
}

/** Only a dry run gives a plan. */
async function installed(running: ReturnType<typeof install>) {
  const result = await running;
  if (result.kind !== 'InstallResult') throw new Error('A plan was not asked for.');
  return result;
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

/** Karmada alone: kind adds its own clusters with "kind export kubeconfig". */
async function merge(ports: Ports, lab: AtWork): Promise<NonNullable<KindLabRecord['merged']>> {
  const path = `${lab.dir}/${kindLabFiles.karmada}`;
  const chosen = await ports.kubeconfigs.read(path, (await ports.files.find(path)) ?? '');
  const access = { name: chosen.context, cluster: chosen.cluster.value, user: chosen.user?.value ?? {} };
  const { path: into } = await ports.kubeconfigs.merge(access, { force: false });
  const merged = { path: into, contexts: [access.name] };
  await lab.keep({ merged });
  return merged;
}

const dirFlag = (dir: string | undefined): string => (dir === undefined ? '' : ` --dir ${shellWord(dir)}`);

/** What was made stays, and is known: the next run goes on from there. */
function withWayOn(error: KnownError, dir: string | undefined): KnownError {
  const wayOn = `What was made stays: the same command goes on from there, and "karmate lab down${dirFlag(dir)}" removes it.`;
  const { code, message, cause, reason, causes } = error;
  return new KnownError(code, message, { hint: [error.hint, wayOn].filter(Boolean).join('\n'), cause, reason, causes });
}
