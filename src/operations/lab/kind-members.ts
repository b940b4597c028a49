import { KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { readInput } from '../../contract/read-input.ts';
import { clusterNames, containerAddress } from '../../core/kind-lab/answers.ts';
import { kindLabFiles } from '../../core/kind-lab/record.ts';
import { outsideAccess } from '../../core/kubeconfig-access.ts';
import { endingOf } from '../../core/program.ts';
import { type Result as JoinResult, run as join } from '../clusters/join.run.ts';
import { params as joinParams } from '../clusters/join.ts';
import { type AtWork, answerMs, runKind } from './kind-clusters.ts';

export interface JoinedMember {
  readonly name: string;
  readonly cluster: string;
  readonly result: JoinResult['result'];
  readonly kubernetesVersion: string | null;
}

/** test1 and test2 as member1 and member2 of the Karmada in test1. */
export async function joinMembers(ports: Ports, lab: AtWork, timeoutMs: number): Promise<readonly JoinedMember[]> {
  const karmada = ports.karmadaAt({ kubeconfig: `${lab.dir}/${kindLabFiles.karmada}`, context: undefined });
  const joined: JoinedMember[] = [];
  for (const [index, cluster] of clusterNames.entries()) {
    const name = `member${index + 1}`;
    const clusterKubeconfig = await memberKubeconfig(ports, lab, cluster);
    const input = readInput(joinParams, { name, clusterKubeconfig, timeout: timeoutMs });
    const { result, kubernetesVersion } = await join({ ...ports, karmada }, input);
    if (!lab.record().members.includes(name)) await lab.keep({ members: [...lab.record().members, name] });
    joined.push({ name, cluster, result, kubernetesVersion });
  }
  return joined;
}

/** As Karmada reaches the cluster: by the address of the host, or by that of the container that its API server runs in. */
async function memberKubeconfig(ports: Ports, lab: AtWork, name: 'test1' | 'test2'): Promise<string> {
  const isByContainer = lab.record().answers.address === containerAddress;
  const args = ['get', 'kubeconfig', '--name', name, ...(isByContainer ? ['--internal'] : [])];
  const run = await runKind(ports, lab, args, { secret: true, timeoutMs: answerMs });
  if (run.code !== 0) throw new KnownError('failed', `kind gives no kubeconfig for ${name}: it ${endingOf(run)}.`);
  const chosen = await ports.kubeconfigs.read(`the kubeconfig of ${name}`, run.stdout);
  const server = new URL(chosen.cluster.value.server ?? '');
  if (isByContainer) server.hostname = await addressOfContainer(ports, lab, `${name}-control-plane`);
  const path = `${lab.dir}/${kindLabFiles.members[name]}`;
  const access = outsideAccess(chosen, {
    name: chosen.context,
    server: server.href.replace(/\/$/, ''),
    insecure: false,
  });
  await ports.kubeconfigs.write(path, access, { force: true });
  return path;
}

async function addressOfContainer(ports: Ports, { dir, engine }: AtWork, container: string): Promise<string> {
  const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}';
  const run = await ports.programs.run(engine, ['inspect', '--format', format, container], {
    log: `${dir}/${kindLabFiles.log}`,
    timeoutMs: answerMs,
  });
  const [address] = run.stdout.trim().split(/\s+/);
  if (run.code === 0 && address) return address;
  throw new KnownError(
    'failed',
    `${engine} does not tell the address of the container ${container}: it ${endingOf(run)}.`,
    {
      hint: `See: ${engine} ps --all`,
    },
  );
}
