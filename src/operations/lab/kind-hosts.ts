import { isKnown, KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { kindLabFiles } from '../../core/kind-lab/record.ts';
import type { Chosen } from '../../core/kubeconfig.ts';
import { endingOf } from '../../core/program.ts';
import { type AtWork, answerMs, runKind } from './kind-clusters.ts';

/** The kubeconfig of a cluster as kind has it; `--internal` is how other containers reach it. */
export async function kindKubeconfig(
  ports: Ports,
  lab: AtWork,
  name: string,
  more: readonly string[] = [],
): Promise<Chosen> {
  const args = ['get', 'kubeconfig', '--name', name, ...more];
  const run = await runKind(ports, lab, args, { secret: true, timeoutMs: answerMs });
  if (run.code !== 0) throw new KnownError('failed', `kind gives no kubeconfig for ${name}: it ${endingOf(run)}.`);
  return ports.kubeconfigs.read(`the kubeconfig of ${name}`, run.stdout);
}

/** kind writes hosts.config in place: a full disk, or a kind that was killed, leaves a part of it, or nothing. */
export async function restoreHosts(ports: Ports, lab: AtWork, names: readonly string[]): Promise<void> {
  const path = `${lab.dir}/${kindLabFiles.hosts}`;
  const found = await Promise.all(names.map((name) => hasContext(ports, path, `kind-${name}`)));
  if (found.every(Boolean)) return;
  ports.progress(`Writing ${path} anew: it does not lead to all clusters`);
  for (const [index, name] of names.entries()) {
    const { context, cluster, user } = await kindKubeconfig(ports, lab, name);
    const access = { name: context, cluster: cluster.value, user: user?.value ?? {} };
    if (index === 0) await ports.kubeconfigs.write(path, access, { force: true });
    else await ports.kubeconfigs.merge(access, { force: true, into: path });
  }
}

async function hasContext(ports: Ports, kubeconfig: string, context: string): Promise<boolean> {
  try {
    await ports.connect({ kubeconfig, context, contextFlag: '--host-context' }).target();
    return true;
  } catch (error) {
    if (error instanceof KnownError && !isKnown(error, 'interrupted')) return false;
    throw error;
  }
}
