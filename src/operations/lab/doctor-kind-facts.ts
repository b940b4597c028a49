import type { Ports } from '../../contract/ports.ts';
import { otherNames } from '../../core/certificate-names.ts';
import { type Cluster, readiness, whyNotReady } from '../../core/cluster.ts';
import { chooseAddress } from '../../core/kind-lab/address.ts';
import { clusterNames, completeAnswers, containerAddress, type Given } from '../../core/kind-lab/answers.ts';
import { portsToLookAt } from '../../core/kind-lab/clashes.ts';
import type { KindFacts, KindLabFacts, MemberFact } from '../../core/kind-lab/doctor-facts.ts';
import { type KindLabRecord, kindLabFiles } from '../../core/kind-lab/record.ts';
import { core, type KubeObject } from '../../core/object.ts';
import { containerAddresses } from './container-address.ts';
import { readClusters } from './kind-clusters-state.ts';
import { expected, inTime, type KarmadaState, readKarmada } from './kind-karmada-state.ts';
import { engineNetworks } from './kind-networks.ts';
import { readEngine } from './read-engine.ts';
import { findTools } from './tools.ts';

interface Sought {
  readonly dir: string;
  readonly flags: string;
  readonly record: KindLabRecord | undefined;
  readonly given: Given;
}

/** Everything that the checks of a lab on kind are about, gathered without changing anything. */
export async function gatherKindFacts(ports: Ports, { dir, flags, record, given }: Sought): Promise<KindFacts> {
  ports.progress('Looking at the tools and at this machine');
  const [tools, addresses] = await Promise.all([findTools(ports, record?.engine), ports.host.addresses()]);
  const asked = given.address === undefined ? undefined : String(given.address);
  // A lab that is there has answered already.
  const answers = record?.answers ?? completeAnswers(given, chooseAddress(asked, addresses).address ?? '');
  const engine = record?.engine ?? (tools.engine.problem === undefined ? engineName(tools.engine.name) : undefined);
  const [takenPorts, networks, engineFacts, kernel, inotifyInstances, lab] = await Promise.all([
    ports.host.takenPorts(portsToLookAt(answers)),
    engine && engineNetworks(ports, engine).catch(unknown),
    engine && readEngine(ports, engine),
    ports.host.kernelModules(),
    ports.host.kernelSetting('fs.inotify.max_user_instances'),
    record && gatherLabFacts(ports, { dir, flags, record }, asked),
  ]);
  return {
    tools: [tools.engine, tools.kind, tools.helm],
    answers,
    addresses,
    takenPorts,
    networks,
    engine: engineFacts,
    kernel,
    inotifyInstances,
    lab,
  };
}

/** What an engine that is missing would have told. */
const unknown = (error: unknown): undefined => void expected(error);

const engineName = (name: string): KindLabRecord['engine'] | undefined =>
  name === 'docker' || name === 'podman' || name === 'nerdctl' ? name : undefined;

async function gatherLabFacts(
  ports: Ports,
  { dir, flags, record }: Pick<Sought, 'dir' | 'flags'> & { readonly record: KindLabRecord },
  asked: string | undefined,
): Promise<KindLabFacts> {
  ports.progress('Asking Karmada and its members');
  const [{ clusters }, karmada, containers] = await Promise.all([
    readClusters(ports, record),
    readKarmada(ports, dir, record),
    readContainerAddresses(ports, record),
  ]);
  const { server, failure, answersAfterMs, members } = karmada;
  const answers = answersAfterMs !== undefined;
  return {
    flags,
    engine: record.engine,
    clusters,
    karmada: {
      server,
      isMade: record.release === 'installed',
      answers,
      problem: failure?.message,
      hint: failure?.hint,
    },
    certificates: await readCertificates(ports, dir, record, karmada, asked),
    clockAheadMs: answers ? await readClock(ports, karmada) : undefined,
    members: members && membersOf(record.members, members, containers),
  };
}

/** At the address of the kubeconfig, and at another that was asked about. Where nothing answers nothing is known. */
async function readCertificates(
  ports: Ports,
  dir: string,
  { answers }: KindLabRecord,
  { server, failure, answersAfterMs }: KarmadaState,
  asked: string | undefined,
): Promise<KindLabFacts['certificates']> {
  const names = failure && otherNames(failure);
  const first = names || answersAfterMs !== undefined ? [{ server, names }] : [];
  const other = `https://${asked}:${answers.karmadaPort}`;
  if (asked === undefined || asked === containerAddress || other === server) return first;
  const path = `${dir}/${kindLabFiles.karmada}`;
  const text = await ports.files.find(path);
  if (text === undefined) return first;
  try {
    const { context, cluster, user } = await ports.kubeconfigs.read(path, text);
    const access = { name: context, cluster: { ...cluster.value, server: other }, user: user?.value ?? {} };
    await inTime(ports, (await ports.kubeconfigs.connect(access)).version(), other);
    return [...first, { server: other, names: undefined }];
  } catch (error) {
    const there = otherNames(expected(error));
    return there ? [...first, { server: other, names: there }] : first;
  }
}

/** A write that the server only plays through: it stamps the object with its own time, and keeps nothing. */
async function readClock(ports: Ports, { connection, server }: KarmadaState): Promise<number | undefined> {
  const began = ports.now();
  const name = `karmate-doctor-${began}`;
  const manifest = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' } });
  const place = { ...core('configmaps'), namespace: 'default', name };
  try {
    const playing = connection.apply(place, manifest, { force: false, dryRun: true });
    const { object }: { readonly object: KubeObject } = await inTime(ports, playing, server);
    const stamped = Date.parse(object.metadata.creationTimestamp ?? '');
    return Number.isNaN(stamped) ? undefined : stamped - (began + ports.now()) / 2;
  } catch (error) {
    expected(error); // who may not write there learns nothing of its clock
    return undefined;
  }
}

/** By the names of the members; of a lab that has an address of the host, nobody asks. */
async function readContainerAddresses(
  ports: Ports,
  { answers, engine, clusters }: KindLabRecord,
): Promise<ReadonlyMap<string, MemberFact['container']>> {
  if (answers.address !== containerAddress) return new Map();
  const found = clusterNames.map(async (cluster, index) => {
    if (clusters[cluster] === undefined) return [];
    const addresses = await containerAddresses(ports, engine, cluster);
    return 'problem' in addresses ? [] : ([[`member${index + 1}`, { cluster, addresses }]] as const);
  });
  return new Map((await Promise.all(found)).flat());
}

function membersOf(
  ours: readonly string[],
  found: readonly Cluster[],
  containers: ReadonlyMap<string, MemberFact['container']>,
): readonly MemberFact[] {
  const joined = found.map((cluster) => ({
    name: cluster.metadata.name,
    isJoined: true,
    ready: readiness(cluster),
    reason: whyNotReady(cluster),
    apiEndpoint: cluster.spec.apiEndpoint,
    container: containers.get(cluster.metadata.name),
  }));
  const lost = ours.filter((name) => !joined.some((one) => one.name === name));
  const none = { isJoined: false, ready: 'Unknown', reason: '', apiEndpoint: undefined };
  return [...joined, ...lost.map((name) => ({ name, ...none }))];
}
