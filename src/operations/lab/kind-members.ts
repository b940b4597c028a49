import { KnownError } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';
import { readInput } from '../../contract/read-input.ts';
import { clusterNames, containerAddress } from '../../core/kind-lab/answers.ts';
import { kindLabFiles } from '../../core/kind-lab/record.ts';
import { outsideAccess } from '../../core/kubeconfig-access.ts';
import { type Result as JoinResult, run as join } from '../clusters/join.run.ts';
import { params as joinParams } from '../clusters/join.ts';
import { containerAddresses } from './container-address.ts';
import type { AtWork } from './kind-clusters.ts';
import { kindKubeconfig } from './kind-hosts.ts';
import { prepareJoin } from './kind-rejoin.ts';

export interface JoinedMember {
  readonly name: string;
  readonly cluster: string;
  /** `configured`: Karmada reaches it by another address than before. */
  readonly result: JoinResult['result'] | 'configured';
  readonly kubernetesVersion: string | null;
}

/** test1 and test2 as member1 and member2 of the Karmada in test1. */
export async function joinMembers(ports: Ports, lab: AtWork, timeoutMs: number): Promise<readonly JoinedMember[]> {
  const karmada = ports.karmadaAt({ kubeconfig: `${lab.dir}/${kindLabFiles.karmada}`, context: undefined });
  const joined: JoinedMember[] = [];
  for (const [index, cluster] of clusterNames.entries()) {
    const name = `member${index + 1}`;
    const { path, server } = await memberKubeconfig(ports, lab, cluster);
    const prepared = await prepareJoin(ports, karmada, lab, { name, cluster, server, timeoutMs });
    const input = readInput(joinParams, { name, clusterKubeconfig: path, timeout: timeoutMs });
    const { result, kubernetesVersion } = await join({ ...ports, karmada }, input);
    if (!lab.record().members.includes(name)) await lab.keep({ members: [...lab.record().members, name] });
    joined.push({ name, cluster, result: prepared === 'moved' ? 'configured' : result, kubernetesVersion });
  }
  // Nothing of the clusters that were there before is left in Karmada.
  if (lab.record().formerIds?.length) await lab.keep({ formerIds: [] });
  return joined;
}

/** As Karmada reaches the cluster: by the address of the host, or by that of the container that its API server runs in. */
async function memberKubeconfig(ports: Ports, lab: AtWork, name: 'test1' | 'test2') {
  const isByContainer = lab.record().answers.address === containerAddress;
  const chosen = await kindKubeconfig(ports, lab, name, isByContainer ? ['--internal'] : []);
  const server = new URL(chosen.cluster.value.server ?? '');
  if (isByContainer) server.hostname = await addressOf(ports, lab, name);
  const path = `${lab.dir}/${kindLabFiles.members[name]}`;
  const access = outsideAccess(chosen, {
    name: chosen.context,
    server: server.href.replace(/\/$/, ''),
    insecure: false,
  });
  await ports.kubeconfigs.write(path, access, { force: true });
  return { path, server: access.cluster.server ?? '' };
}

/** Asked each time: the engine may give the container another one when it starts again. */
async function addressOf(ports: Ports, { engine }: AtWork, cluster: string): Promise<string> {
  const found = await containerAddresses(ports, engine, cluster);
  const problem = 'problem' in found ? found.problem : undefined;
  const [address] = 'problem' in found ? [] : found;
  if (address !== undefined) return address;
  throw new KnownError('failed', `The address of the container of ${cluster} cannot be told: ${problem}`, {
    hint: `See: ${engine} ps --all`,
  });
}
