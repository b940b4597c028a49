import { KnownError, mayPass } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import { type LabNode, type NodeTrouble, nodeTroubles } from '../../core/kind-lab/node-trouble.ts';
import { kindLabFiles } from '../../core/kind-lab/record.ts';
import { core } from '../../core/object.ts';
import { commandLine } from '../../core/program.ts';
import type { AtWork } from './kind-clusters.ts';

/** kind has waited for the control plane already; a worker comes soon after it, or not at all. */
const patienceMs = 60_000;

type Nodes = readonly NodeTrouble[] | { readonly silent: KnownError };

/** Waits a little until all nodes of a cluster are Ready; else says which one is not, and why. */
export async function waitForNodes(ports: Ports, lab: Pick<AtWork, 'dir' | 'engine'>, name: string): Promise<void> {
  const kubeconfig = `${lab.dir}/${kindLabFiles.hosts}`;
  const kube = ports.connect({ kubeconfig, context: `kind-${name}`, contextFlag: '--host-context' });
  const deadline = ports.now() + patienceMs;
  for (let pause = 500; ; pause = Math.min(pause * 1.5, 3000)) {
    const found = await look(kube);
    if (!('silent' in found) && found.length === 0) return;
    if (ports.now() >= deadline) throw 'silent' in found ? silent(lab, name, found) : notReady(lab, name, found);
    ports.progress(`${name}: ${'silent' in found ? found.silent.message : say(found)}`);
    await ports.sleep(pause);
  }
}

async function look(kube: Kube): Promise<Nodes> {
  try {
    const { items } = await kube.list<LabNode>(core('nodes'));
    return items.length > 0 ? nodeTroubles(items) : [{ node: '', why: 'no node has registered yet' }];
  } catch (error) {
    // An API server that starts again with the engine takes its time.
    if (mayPass(error)) return { silent: error };
    throw error;
  }
}

const say = (troubles: readonly NodeTrouble[]): string =>
  troubles.map(({ node, why }) => (node === '' ? why : `${node} is not Ready: ${why}`)).join('; ');

function notReady({ dir, engine }: Pick<AtWork, 'dir' | 'engine'>, name: string, found: readonly NodeTrouble[]) {
  const at = ['--kubeconfig', `${dir}/${kindLabFiles.hosts}`, '--context', `kind-${name}`];
  const node = found[0]?.node ?? '';
  const container = node === '' ? `${name}-control-plane` : node;
  return new KnownError('timeout', `The cluster ${name} is there, but not all of its nodes are Ready: ${say(found)}.`, {
    hint:
      `See more: ${commandLine('kubectl', [...at, 'describe', 'node', ...(node === '' ? [] : [node])])}, and ${engine} logs ${container}. ` +
      'Little memory and too few inotify watches are the usual reasons: karmate lab doctor',
  });
}

function silent({ engine }: Pick<AtWork, 'engine'>, name: string, { silent: cause }: { readonly silent: KnownError }) {
  return new KnownError(cause.code, `The cluster ${name} is there, but does not answer: ${cause.message}`, {
    hint: `Do its containers run? See: ${engine} ps --all --filter label=io.x-k8s.kind.cluster=${name}. Start them: ${engine} start ${name}-control-plane ${name}-worker`,
    cause,
  });
}
